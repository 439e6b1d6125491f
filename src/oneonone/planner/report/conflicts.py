"""Who stands in whose way: smallest groups of people that share too few times."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from oneonone.planner.report.fitting import UndecidedError, find_misfits
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.instance import (
    Instance,
    Meeting,
    Timeline,
    length_of,
    offered_by,
    owned,
)
from oneonone.planner.spans import Span, at_least, intersect, join

FIRST_GROUP, GROWTH = 4, 4
MOST_NEAR = 100  # people; a group that needs more of them says little


class Conflicts:
    """Looks for groups around people who are not among the meetings of a schedule."""

    def __init__(self, instance: Instance, meetings: Sequence[Meeting], budget: Budget) -> None:
        self._instance = instance
        self.meetings = meetings
        self._budget = budget
        self._owner = at_least(owned(instance), 1)
        self._nobody = Agenda(instance, ())
        self._pins = {pin.person: pin for pin in instance.pinned}
        self._stretches: dict[str, Timeline] = {}

    def around(self, name: str) -> tuple[str, ...] | None:
        """Name the others of a group who cannot all be placed, without any one of them the rest.

        All others of it are among the schedule's people. None: they and this one can be placed.
        Raises `UnfinishedError` where that cannot be told in time.
        """
        group = self._some_group(name)
        for other in sorted(group - {name}, key=lambda each: (-self._freedom(each), each)):
            if other in group:
                group = self._misfits(group - {other}) or group
        return tuple(sorted(group - {name})) or None

    def _some_group(self, name: str) -> set[str]:
        """Give a group around somebody that cannot all be placed, or nobody."""
        others = list(islice(self.nearest([name], self.stretches(name)), MOST_NEAR))
        size = FIRST_GROUP
        while size < len(others):
            with suppress(UndecidedError):
                if group := self._misfits({name, *others[:size]}):
                    return group
            size *= GROWTH
        group = self._misfits({name, *others})
        if not group and len(others) == MOST_NEAR:
            raise UndecidedError
        return group

    def times(self, names: Iterable[str]) -> Timeline:
        """Give the stretches in which any of these people could meet."""
        return join(span for name in names for span in self.stretches(name))

    def stretches(self, name: str) -> Timeline:
        """Give where somebody could meet if there were nobody else, at level 1."""
        if name not in self._stretches:
            self._stretches[name] = self._find_stretches(name)
        return self._stretches[name]

    def _find_stretches(self, name: str) -> Timeline:
        if name in self._pins:
            return (Span(self._pins[name].start, self._pins[name].end, 1),)
        length = length_of(self._instance, name)
        shared = intersect(at_least(offered_by(self._instance, name), 1), self._owner)
        return tuple(s for s in shared if self._nobody.earliest((s,), length) is not None)

    def _misfits(self, names: Collection[str]) -> set[str]:
        return find_misfits(self._instance, names, self._budget)

    def nearest(self, names: Collection[str], wanted: Timeline) -> Iterator[str]:
        """Name whoever may have to move for these people to get what they want.

        The closest and least free come first.
        """
        reached = set(names)
        while wanted:
            ring = [m.person for m in self.meetings if self._in(m, wanted)]
            ring = sorted(set(ring) - reached, key=lambda other: (self._freedom(other), other))
            reached.update(ring)
            yield from ring
            wanted = self.times(ring)

    def _in(self, meeting: Meeting, wanted: Timeline) -> bool:
        buffer = self._instance.buffer
        around = (Span(meeting.start - buffer, meeting.end + buffer, 1),)
        return bool(intersect(around, wanted))

    def _freedom(self, name: str) -> int:
        return sum(span.end - span.start for span in self.stretches(name))
