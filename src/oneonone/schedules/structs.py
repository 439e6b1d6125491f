from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec

from oneonone import planner
from oneonone.accounts.structs import PersonOut
from oneonone.calendars.models import Invitee, Meet
from oneonone.calendars.structs import MeetOut
from oneonone.common.rendering import struct_from


class UnplacedOut(msgspec.Struct):
    meeter: int
    reason: str
    detail: str


class PlannedScheduleOut(msgspec.Struct):
    meets: list[MeetOut]
    unplaced: list[UnplacedOut]
    placed: int
    preference: int
    levels: list[int]
    bound: list[int]
    optimal: bool
    seconds: float


class MeetTime(msgspec.Struct):
    start_period: datetime
    end_period: datetime


class InvitationOut(msgspec.Struct):
    id: int
    calendar: int
    name: str
    owner: PersonOut
    start_date: date
    end_date: date
    time_zone: str
    meeting_minutes: int
    location: str
    description: str
    deadline: datetime
    answered: bool
    has_availability: bool
    finalized: bool
    meet: MeetTime | None


def meets_out(meets: Iterable[Meet]) -> list[MeetOut]:
    return [struct_from(MeetOut, meet) for meet in meets]


def planned_schedule_out(
    plan: planner.Plan, user_ids: Mapping[str, int], meets: Iterable[Meet]
) -> PlannedScheduleOut:
    """Tell of a plan by user ids; `meets` are its meetings as they were saved."""
    summary = planner.plan_to_json(plan)
    unplaced = [
        UnplacedOut(user_ids[person.person], person.reason, person.detail)
        for person in plan.unplaced
    ]
    return PlannedScheduleOut(
        meets=meets_out(meets),
        unplaced=unplaced,
        placed=summary["placed"],
        preference=summary["preference"],
        levels=summary["levels"],
        bound=summary["bound"],
        optimal=summary["optimal"],
        seconds=summary["seconds"],
    )


def invitation_out(invited: Invitee, meet: Meet | None) -> InvitationOut:
    calendar = invited.calendar
    return InvitationOut(
        id=invited.pk,
        calendar=calendar.pk,
        name=calendar.name,
        owner=struct_from(PersonOut, calendar.owner),
        start_date=calendar.start_date,
        end_date=calendar.end_date,
        time_zone=calendar.time_zone,
        meeting_minutes=invited.meeting_minutes or calendar.meeting_minutes,
        location=calendar.location,
        description=calendar.description,
        deadline=invited.deadline,
        answered=invited.answered_at is not None,
        has_availability=invited.has_availability,
        finalized=calendar.finalized,
        meet=struct_from(MeetTime, meet) if meet else None,
    )
