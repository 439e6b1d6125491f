"""A schedule as it stands, in seconds: whose meetings keep the rules, and whose don't."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oneonone.planner.problem.rules import fail
from oneonone.planner.problem.values import Meet
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.instance import (
    Instance,
    Meeting,
    Timeline,
    length_of,
    offered_by,
    owned,
    seconds_of,
)
from oneonone.planner.spans import Span, lowest_level


@dataclass(frozen=True, slots=True)
class Standing:
    """Meetings sorted by start; whoever is pinned meets when pinned, whatever the schedule says.

    `kept` are the pins, and of the others those that keep the rules of the problem and come first
    where two clash. `is_planned` tells whether anybody meets who is not pinned.
    """

    meetings: tuple[Meeting, ...]
    kept: tuple[Meeting, ...]
    is_planned: bool


def make_standing(instance: Instance, meets: Sequence[Meet]) -> Standing:
    """Raises `ProblemError` for a meeting of nobody among the people."""
    for position, meet in enumerate(meets):
        if meet.person not in instance.problem.people:
            fail(f"meets[{position}].person", "no such person")
    owner = owned(instance)
    pinned = {pin.person for pin in instance.pinned}
    free = [_meeting(instance, meet, owner) for meet in meets if meet.person not in pinned]
    return Standing(
        meetings=tuple(sorted([*instance.pinned, *free])),
        kept=tuple(sorted([*instance.pinned, *_kept(instance, free)])),
        is_planned=bool(free),
    )


def _meeting(instance: Instance, meet: Meet, owner: Timeline) -> Meeting:
    start, end = seconds_of(meet.start) - instance.zero, seconds_of(meet.end) - instance.zero
    offered = offered_by(instance, meet.person)
    preference, liked = lowest_level(offered, start, end), lowest_level(owner, start, end)
    return Meeting(start, end, meet.person, preference, liked)


def _kept(instance: Instance, meetings: Iterable[Meeting]) -> Iterable[Meeting]:
    agenda = Agenda(instance, instance.pinned)
    for meeting in sorted(meetings):
        length = meeting.end - meeting.start
        itself = (Span(meeting.start, meeting.end, 1),)
        if (
            length == length_of(instance, meeting.person)
            and meeting.preference
            and meeting.owner
            and agenda.earliest(itself, length) == meeting.start
        ):
            agenda.add(meeting)
            yield meeting
