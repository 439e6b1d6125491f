from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from oneonone.accounts.access import own_profile
from oneonone.calendars import access
from oneonone.calendars.actions.telling import tell_deletion
from oneonone.calendars.claim import (
    claim_calendar,
    claim_calendar_even_final,
    count_beside_answers,
)
from oneonone.calendars.models import Availability, Calendar
from oneonone.common import clock
from oneonone.common.errors import Invalid

PLANNED_ON = {"time_zone", "meeting_minutes", "buffer_minutes"}


def create_calendar(
    *, owner: User, name: str, start_date: date, end_date: date, **details: Any
) -> Calendar:
    """Open a calendar over some days, in the owner's own zone unless `details` names one."""
    zone = details.pop("time_zone", None) or own_profile(owner).time_zone
    return Calendar.objects.create(
        owner=owner,
        name=name,
        start_date=start_date,
        end_date=end_date,
        time_zone=zone,
        **details,
    )


@transaction.atomic
def update_calendar(*, owner: User, calendar_id: int, **details: Any) -> Calendar:
    """Change what may be changed of an open calendar.

    Its zone only until somebody has said when they are free: their hours would move. What a plan
    does not depend on outdates none.
    """
    claim_calendar(calendar_id)
    calendar = access.own_calendar(owner, calendar_id)
    zone = details.get("time_zone", calendar.time_zone)
    if zone != calendar.time_zone and Availability.objects.filter(calendar=calendar).exists():
        message = "The time zone can't change any more: somebody has given an availability."
        raise Invalid({"time_zone": [message]})
    changed = {name for name, value in details.items() if value != getattr(calendar, name)}
    if not changed & PLANNED_ON:
        count_beside_answers(calendar_id)
    for name, value in details.items():
        setattr(calendar, name, value)
    calendar.save(update_fields=list(details))
    return calendar


@transaction.atomic
def delete_calendar(*, owner: User, calendar_id: int) -> None:
    """Delete a calendar and everything in it, finalized or not; who is invited is told."""
    claim_calendar_even_final(calendar_id)
    calendar = access.own_calendar(owner, calendar_id)
    tell_deletion(calendar, clock.now())
    calendar.delete()
