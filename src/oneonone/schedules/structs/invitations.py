from datetime import date, datetime
from typing import Any

import msgspec

from oneonone.accounts.structs import PersonOut
from oneonone.calendars.models import Invitee, Meet
from oneonone.common.rendering import struct_from
from oneonone.schedules.structs.times import MeetTime


class InvitedOut(msgspec.Struct):
    """What everybody may know who is invited."""

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


class InvitationOut(InvitedOut):
    answered: bool
    has_availability: bool
    finalized: bool
    meet: MeetTime | None


class OfferedOut(InvitedOut):
    """An invitation of one's address, before one takes it along."""

    finalized: bool


def offered_out(invited: Invitee) -> OfferedOut:
    return OfferedOut(**invited_fields(invited), finalized=invited.calendar.finalized)


def invitation_out(invited: Invitee, meet: Meet | None) -> InvitationOut:
    return InvitationOut(
        **invited_fields(invited),
        answered=invited.answered_at is not None,
        has_availability=invited.has_availability,
        finalized=invited.calendar.finalized,
        meet=struct_from(MeetTime, meet) if meet else None,
    )


def invited_fields(invited: Invitee) -> dict[str, Any]:
    calendar = invited.calendar
    return {
        "id": invited.pk,
        "calendar": calendar.pk,
        "name": calendar.name,
        "owner": struct_from(PersonOut, calendar.owner),
        "start_date": calendar.start_date,
        "end_date": calendar.end_date,
        "time_zone": calendar.time_zone,
        "meeting_minutes": invited.meeting_minutes or calendar.meeting_minutes,
        "location": calendar.location,
        "description": calendar.description,
        "deadline": invited.deadline,
    }
