"""Why somebody has no meeting."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter

from oneonone.planner.problem.values import Reason, Unplaced
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.instance import (
    MINUTE,
    Instance,
    Meeting,
    Timeline,
    length_of,
    offered_by,
    owned,
    rounded_up,
)
from oneonone.planner.spans import Span, at_least, intersect


def explain(
    instance: Instance, meetings: Sequence[Meeting], *, optimal: bool
) -> tuple[Unplaced, ...]:
    """Give a reason for everybody without one of the `meetings` (by start), sorted by name."""
    unplaced = set(instance.problem.people) - {meeting.person for meeting in meetings}
    if not unplaced:
        return ()
    owner = at_least(owned(instance), 1)
    witness = _Witness(instance, meetings, owner, optimal=optimal)
    return tuple(Unplaced(name, *witness.reason(name)) for name in sorted(unplaced))


class _Witness:
    """What there is to say about one person after the other."""

    def __init__(
        self, instance: Instance, meetings: Sequence[Meeting], owner: Timeline, *, optimal: bool
    ) -> None:
        self._instance = instance
        self._meetings = meetings
        self._owner = owner
        self._optimal = optimal
        self._pins = Agenda(instance, instance.pinned)
        self._nobody = Agenda(instance, ())

    def reason(self, name: str) -> tuple[Reason, str]:
        if not self._instance.problem.people[name]:
            return Reason.NO_REPLY, f"{name} has not offered any time."
        if not self._owner:
            return Reason.NO_OVERLAP, "The owner has not offered any time."
        shared = intersect(at_least(offered_by(self._instance, name), 1), self._owner)
        if not shared:
            left = "left to them " if name in self._instance.problem.forbidden else ""
            return Reason.NO_OVERLAP, f"{name} offered no time {left}that the owner offered too."
        length = length_of(self._instance, name)
        if self._nobody.earliest(shared, length) is None:
            return Reason.TOO_SHORT, self._too_short(name, shared, length)
        if not self._optimal and self._pins.earliest(shared, length) is not None:
            return Reason.OUT_OF_TIME, f"The time ran out before the search could settle on {name}."
        return Reason.CROWDED_OUT, self._crowded_out(name, shared, length)

    def _too_short(self, name: str, shared: Timeline, length: int) -> str:
        longest = max(span.end - span.start for span in shared)
        needed = length // MINUTE
        if longest < length:
            return (
                f"{name} and the owner share at most {longest // MINUTE} minutes at a stretch, "
                f"and the meeting takes {needed}."
            )
        step = self._instance.problem.step_minutes
        return (
            f"No {needed} minutes that {name} and the owner share begin "
            f"on a multiple of {step} minutes."
        )

    def _crowded_out(self, name: str, shared: Timeline, length: int) -> str:
        holders = sorted({holder for span in shared for holder in self._holders(span, length)})
        verb = "holds" if len(holders) == 1 else "hold"
        return f"{_listed(holders)} {verb} the times {name} could have had."

    def _holders(self, span: Span[int], length: int) -> Iterator[str]:
        """Name whose meetings would clash with one of this length that fits in the span."""
        buffer, step = self._instance.buffer, self._instance.step
        first = bisect_right(self._meetings, span.start - buffer, key=attrgetter("end"))
        for meeting in islice(self._meetings, first, None):
            after = meeting.start - length - buffer  # a start up to then is out of its way
            start = rounded_up(max(span.start, after + 1), step)
            if start + length > span.end:
                break
            if start < meeting.end + buffer:
                yield meeting.person


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
