from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from oneonone import planner
from oneonone.calendars.models import Meet
from oneonone.calendars.structs import MeetOut
from oneonone.common.rendering import struct_from
from oneonone.schedules.structs.times import CostOut, MeetTime, time_of


class UnplacedOut(msgspec.Struct):
    meeter: int
    reason: str
    detail: str


class PlannedMeetOut(msgspec.Struct, gc=False):
    """A meeting as it was saved; of a dry run, without an id."""

    id: int | None
    calendar: int
    meeter: int
    start_period: datetime
    end_period: datetime


class PlannedScheduleOut(msgspec.Struct):
    meets: list[PlannedMeetOut]
    unplaced: list[UnplacedOut]
    placed: int
    preference: int
    levels: list[float]
    bound: list[float]
    optimal: bool
    seconds: float
    moved: int | msgspec.UnsetType = msgspec.UNSET


class ChangeOut(msgspec.Struct):
    meeter: int
    before: MeetTime | None
    after: MeetTime | None


class PlacedOut(msgspec.Struct, gc=False):
    meeter: int
    start_period: datetime
    end_period: datetime
    preference: int


class AlternativeOut(msgspec.Struct):
    meets: list[PlacedOut]
    unplaced: list[UnplacedOut]
    placed: int
    preference: int
    levels: list[float]
    changes: list[ChangeOut]


class VerdictOut(msgspec.Struct):
    """`cost` is against the best there is: -1 placed is one person fewer."""

    allowed: bool
    problems: list[str]
    placed: int | None
    preference: int | None
    cost: CostOut | None


def meets_out(meets: Iterable[Meet]) -> list[MeetOut]:
    return [struct_from(MeetOut, meet) for meet in meets]


def planned_schedule_out(
    plan: planner.Plan, user_ids: Mapping[str, int], meets: Iterable[Meet]
) -> PlannedScheduleOut:
    """Tell of a plan by user ids; `meets` are its meetings as they were saved."""
    summary = planner.plan_to_json(plan)
    return PlannedScheduleOut(
        meets=[struct_from(PlannedMeetOut, meet) for meet in meets],
        unplaced=unplaced_out(plan.unplaced, user_ids),
        placed=summary["placed"],
        preference=summary["preference"],
        levels=summary["levels"],
        bound=summary["bound"],
        optimal=summary["optimal"],
        seconds=summary["seconds"],
        moved=msgspec.UNSET if plan.moved is None else plan.moved,
    )


def unplaced_out(
    unplaced: Iterable[planner.Unplaced], user_ids: Mapping[str, int]
) -> list[UnplacedOut]:
    return [
        UnplacedOut(user_ids[someone.person], someone.reason, someone.detail)
        for someone in unplaced
    ]


def alternative_out(
    alternative: planner.Alternative, user_ids: Mapping[str, int]
) -> AlternativeOut:
    levels = planner.levels_to_json(alternative.levels)
    return AlternativeOut(
        meets=[
            PlacedOut(user_ids[meet.person], meet.start, meet.end, meet.preference)
            for meet in alternative.meets
        ],
        unplaced=unplaced_out(alternative.unplaced, user_ids),
        placed=alternative.levels.placed,
        preference=alternative.levels.preference,
        levels=levels,
        changes=[
            ChangeOut(user_ids[change.person], time_of(change.before), time_of(change.after))
            for change in alternative.changes
        ],
    )


def verdict_out(
    broken: Iterable[str], levels: planner.Levels | None, best: planner.Levels | None
) -> VerdictOut:
    problems = list(broken)
    if levels is None or best is None:
        return VerdictOut(allowed=False, problems=problems, placed=None, preference=None, cost=None)
    cost = CostOut(levels.placed - best.placed, levels.preference - best.preference)
    return VerdictOut(
        allowed=True,
        problems=problems,
        placed=levels.placed,
        preference=levels.preference,
        cost=cost,
    )
