"""Appointments as files for calendars: each side's own view of the same entry."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.models import User

from oneonone import ics
from oneonone.common.tags import full_name
from oneonone.schedules.models import Appointment

NAME = "OneOnOne"
REFRESHED = timedelta(hours=1)


def publish_own(rows: Iterable[Appointment], *, refresh: bool = False) -> bytes:
    """Write meetings for those who were invited to them: each is called by its owner."""
    return publish(map(own_meeting, rows), refresh=refresh)


def publish_given(rows: Iterable[Appointment], *, refresh: bool = False) -> bytes:
    """Write meetings for their owner: each is called by whom they meet."""
    return publish(map(given_meeting, rows), refresh=refresh)


def request_own(row: Appointment) -> str:
    """Write one meeting for its person's own calendar, to be put there or changed there."""
    return ics.write_calendar(ics.Method.REQUEST, [own_meeting(row)]).decode()


def cancel_own(row: Appointment) -> str:
    """Write that one meeting goes from its person's own calendar."""
    return ics.write_calendar(ics.Method.CANCEL, [own_meeting(row)]).decode()


def publish(meetings: Iterable[ics.Meeting], *, refresh: bool) -> bytes:
    """Write a file; one that is to be read again and again says how often."""
    every = REFRESHED if refresh else None
    return ics.write_calendar(ics.Method.PUBLISH, list(meetings), name=NAME, refresh=every)


def own_meeting(row: Appointment) -> ics.Meeting:
    return meeting_with(row.calendar.owner, row)


def given_meeting(row: Appointment) -> ics.Meeting:
    return meeting_with(row.person, row)


def meeting_with(other: User, row: Appointment) -> ics.Meeting:
    calendar = row.calendar
    return ics.Meeting(
        uid=str(row.uid),
        sequence=row.sequence,
        stamp=row.told_at,
        start=row.start_period,
        end=row.end_period,
        zone=calendar.time_zone,
        summary=f"{row.name} · {full_name(other)}",
        location=row.location,
        description=row.description,
        organizer=party_of(calendar.owner),
        attendee=party_of(row.person),
    )


def party_of(user: User) -> ics.Party:
    return ics.Party(full_name(user), user.email)
