from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import connection, transaction

from oneonone.calendars import access
from oneonone.calendars.actions.invitees import mark_answered
from oneonone.calendars.bounds import MOST_AVAILABILITIES
from oneonone.calendars.claim import claim_calendar
from oneonone.calendars.models import Availability, Calendar
from oneonone.common.errors import Invalid

LAST_ALLOWED = "SELECT 1 FROM calendars_availability WHERE calendar_id = %s LIMIT 1 OFFSET %s"


@dataclass(frozen=True, slots=True)
class Period:
    """A time somebody can meet, and how much they like it: 1 to 3, 3 is best."""

    start_period: datetime
    end_period: datetime
    preference: int


@transaction.atomic
def add_availability(
    *, user: User, calendar_id: int, period: Period, now: datetime
) -> Availability:
    """Say when one is free; an invitee's first period counts as their answer."""
    claim_calendar(calendar_id)
    calendar, invited = access.answerable_calendar(user, calendar_id, now)
    refuse_outside(calendar, period)
    refuse_full(calendar_id)
    added = Availability.objects.create(
        calendar=calendar,
        user=user,
        start_period=period.start_period,
        end_period=period.end_period,
        preference=period.preference,
    )
    if invited:
        mark_answered(invited, now)
    return added


@transaction.atomic
def update_availability(
    *, user: User, calendar_id: int, availability_id: int, period: Period, now: datetime
) -> Availability:
    """Put another period in the place of one given before."""
    claim_calendar(calendar_id)
    changed = access.changeable_availability(user, calendar_id, availability_id, now)
    refuse_outside(changed.calendar, period)
    changed.start_period = period.start_period
    changed.end_period = period.end_period
    changed.preference = period.preference
    changed.save()
    return changed


@transaction.atomic
def delete_availability(
    *, user: User, calendar_id: int, availability_id: int, now: datetime
) -> None:
    claim_calendar(calendar_id)
    access.changeable_availability(user, calendar_id, availability_id, now).delete()


def refuse_full(calendar_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LAST_ALLOWED, [calendar_id, MOST_AVAILABILITIES - 1])
        if cursor.fetchone():
            message = f"A calendar has at most {MOST_AVAILABILITIES:,} availabilities."
            raise Invalid({"non_field_errors": [message]})


def refuse_outside(calendar: Calendar, period: Period) -> None:
    if not calendar.covers(period.start_period, period.end_period):
        message = f"The calendar's days are {calendar.start_date} to {calendar.end_date}."
        raise Invalid({"non_field_errors": [message]})
