"""Is a plan what it says? Judged from the problem's own periods, sharing nothing with the search.

Any instant of a meeting has the level of the periods that cover it, and that level can only change
where a period starts or ends; so a meeting is judged at its start and at each such cut within it.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from oneonone.planner.problem.values import Levels, Meet, Period, Plan, Problem, Reason

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # distances from it never leave the calendar


class _Judged(NamedTuple):
    """A meeting, and the lowest levels of what its person and the owner offered; 0 if not all."""

    meet: Meet
    preference: int
    owner: int


class UnsoundPlanError(AssertionError):
    """The planner made a plan that breaks a rule: a bug, never the problem's fault."""


def require_sound(problem: Problem, plan: Plan) -> None:
    """Raise `UnsoundPlanError` with everything `verify` finds."""
    faults = verify(problem, plan)
    if faults:
        raise UnsoundPlanError("; ".join(faults))


def verify(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """Give every fault of a plan, one sentence each; none where it keeps all the rules."""
    faults = list(_people_faults(problem, plan))
    if not faults:
        judged = _judge(problem, plan.meets)
        faults += _meet_faults(problem, judged)
        faults += _order_faults(problem, plan)
        faults += _reason_faults(problem, plan)
        faults += _level_faults(problem, plan, judged)
    return tuple(faults)


def _people_faults(problem: Problem, plan: Plan) -> Iterator[str]:
    """Everybody is placed or unplaced, once."""
    named = [meet.person for meet in plan.meets] + [someone.person for someone in plan.unplaced]
    for name in sorted(set(named) - set(problem.people)):
        yield f"{name} is none of the people"
    times = Counter(named)
    for name in sorted(problem.people):
        if times[name] != 1:
            yield f"{name} stands {times[name]} times in the plan"


def _judge(problem: Problem, meets: Iterable[Meet]) -> list[_Judged]:
    owner = sorted(problem.owner, key=lambda period: period.start)
    starts = [period.start - EPOCH for period in owner]
    longest = max((period.end - period.start for period in owner), default=timedelta())
    judged = []
    for meet in meets:
        first = bisect_right(starts, meet.start - EPOCH - longest)
        near = owner[first : bisect_left(starts, meet.end - EPOCH)]
        judged.append(_Judged(meet, _level(problem.people[meet.person], meet), _level(near, meet)))
    return judged


def _level(periods: Sequence[Period], meet: Meet) -> int:
    """Give the lowest level within a meeting, 0 where some of it is not offered."""
    near = [p for p in periods if p.start < meet.end and meet.start < p.end]
    starts = [p.start for p in near if meet.start < p.start]
    ends = [p.end for p in near if p.end < meet.end]
    return min(
        max((p.preference for p in near if p.start <= cut < p.end), default=0)
        for cut in (meet.start, *starts, *ends)
    )


def _meet_faults(problem: Problem, judged: Sequence[_Judged]) -> Iterator[str]:
    pins = {pin.person: pin for pin in problem.pinned}
    for name in sorted(set(pins) - {each.meet.person for each in judged}):
        yield f"{name} is pinned and has no meeting"
    for each in judged:
        meet, pin = each.meet, pins.get(each.meet.person)
        if pin is None:
            yield from _free_meet_faults(problem, each)
        elif (meet.start, meet.end) != (pin.start, pin.end):
            yield f"{meet.person} does not meet when pinned"
        if meet.preference != each.preference:
            yield f"{meet.person}'s preference is not {meet.preference}"


def _free_meet_faults(problem: Problem, judged: _Judged) -> Iterator[str]:
    meet = judged.meet
    length = problem.lengths.get(meet.person, problem.meeting_minutes)
    if meet.end - meet.start != length * MINUTE:
        yield f"{meet.person} does not meet for {length} minutes"
    if meet.start.timestamp() % (problem.step_minutes * 60):
        yield f"{meet.person} does not start on the step"
    if not judged.preference:
        yield f"{meet.person} did not offer all of the meeting"
    if any(
        f.start < meet.end and meet.start < f.end for f in problem.forbidden.get(meet.person, ())
    ):
        yield f"{meet.person} meets when it is forbidden"
    if not judged.owner:
        yield f"the owner did not offer all of {meet.person}'s meeting"


def _order_faults(problem: Problem, plan: Plan) -> Iterator[str]:
    buffer = problem.buffer_minutes * MINUTE
    for before, after in pairwise(plan.meets):
        if after.start < before.start:
            yield f"{after.person} stands after {before.person}, who meets later"
        elif after.start < before.end + buffer:
            yield f"{before.person} and {after.person} clash"


def _reason_faults(problem: Problem, plan: Plan) -> Iterator[str]:
    for someone in plan.unplaced:
        if (someone.reason == Reason.NO_REPLY) == bool(problem.people[someone.person]):
            yield f"{someone.person}'s reason is not {someone.reason}"
        if someone.reason == Reason.OUT_OF_TIME and plan.optimal:
            yield f"{someone.person} is out of time in an optimal plan"


def _level_faults(problem: Problem, plan: Plan, judged: Sequence[_Judged]) -> Iterator[str]:
    levels = _levels(problem, judged)
    if plan.levels != levels:
        yield f"the levels are {_shown(levels)}, not {_shown(plan.levels)}"
    if plan.levels.rank() > plan.bound.rank():
        yield f"the bound {_shown(plan.bound)} lies below the levels"
    if plan.optimal != (plan.levels == plan.bound):
        yield "the plan is optimal when it attains its bound, and only then"


def _levels(problem: Problem, judged: Sequence[_Judged]) -> Levels:
    meets = [each.meet for each in judged]
    liked = [each.preference for each in judged]
    opens = [period.start for period in problem.owner] or [meet.start for meet in meets]
    first = min(opens, default=EPOCH)
    late = sum((meet.start - first for meet in meets), timedelta())
    return Levels(
        placed=len(meets),
        preference=sum(liked),
        at_one=liked.count(1),
        owner_preference=sum(each.owner for each in judged),
        starts=Fraction(late // timedelta(seconds=1), 60),
        moved=_moved(problem, meets),
    )


def _moved(problem: Problem, meets: Iterable[Meet]) -> int:
    times = {meet.person: (meet.start, meet.end) for meet in meets}
    return sum(times.get(pin.person) != (pin.start, pin.end) for pin in problem.current)


def _shown(levels: Levels) -> str:
    return ", ".join(str(value) for value in levels[:5]) + f", {levels.moved} moved"
