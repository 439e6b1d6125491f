"""First come, first served, whoever offers least coming first: a plan for when time runs out."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from oneonone.planner.problem.rules import PREFERENCES
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.instance import (
    Instance,
    Meeting,
    Timeline,
    length_of,
    offered_by,
    owned,
)
from oneonone.planner.spans import at_least, intersect

BEST_FIRST = sorted(PREFERENCES, reverse=True)


class _Guest(NamedTuple):
    patience: int  # the seconds offered: whoever has fewest chooses first
    name: str
    length: int
    offered: Timeline


def fill(instance: Instance, meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Add to the meetings, pins included, one for whoever has none and still finds room.

    Each takes what they like best of it, then what the owner likes best, then the earliest.
    """
    agenda = Agenda(instance, meetings)
    owner = owned(instance)
    liked = {level: at_least(owner, level) for level in BEST_FIRST}
    placed = {meeting.person for meeting in agenda.meetings}
    for guest in sorted(_guest(instance, name) for name in instance.names if name not in placed):
        meeting = _choose(agenda, guest, liked)
        if meeting is not None:
            agenda.add(meeting)
    return tuple(agenda.meetings)


def _guest(instance: Instance, name: str) -> _Guest:
    offered = offered_by(instance, name)
    return _Guest(
        sum(span.end - span.start for span in offered), name, length_of(instance, name), offered
    )


def _choose(agenda: Agenda, guest: _Guest, liked: Mapping[int, Timeline]) -> Meeting | None:
    """Go through the levels, best first: the first room found at two of them is of just those."""
    for preference in BEST_FIRST:
        offered = at_least(guest.offered, preference)
        for level, owner in liked.items():
            start = agenda.earliest(intersect(offered, owner), guest.length)
            if start is not None:
                return Meeting(start, start + guest.length, guest.name, preference, level)
    return None
