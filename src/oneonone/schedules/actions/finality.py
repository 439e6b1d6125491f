"""When a schedule becomes final, and when it no longer is."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from oneonone.calendars import access
from oneonone.calendars.claim import claim_calendar_to_finalize, claim_calendar_to_reopen
from oneonone.schedules.actions.announcements import announce_reopening, announce_schedule
from oneonone.schedules.actions.appointments import tell_appointments
from oneonone.schedules.actions.meets import refuse_stale
from oneonone.schedules.models import Absence, Swap


@transaction.atomic
def finalize_calendar(
    *, owner: User, calendar_id: int, now: datetime, if_match: str | None = None
) -> None:
    """Make a calendar final, and tell everybody: nothing changes any more, unless it is reopened.

    Who could not come to their meeting of the last time is not asked about that any more.

    Raises:
        Invalid: it is already.
        Stale: the schedule is not the one of `if_match` any more.
    """
    access.own_calendar(owner, calendar_id)
    claim_calendar_to_finalize(calendar_id)
    refuse_stale(calendar_id, if_match)
    Absence.objects.filter(invited__calendar=calendar_id).delete()
    changed = tell_appointments(access.own_calendar(owner, calendar_id), now)
    announce_schedule(calendar_id, changed, now)


@transaction.atomic
def reopen_calendar(*, owner: User, calendar_id: int, now: datetime) -> None:
    """Open a final calendar again, and tell whoever has a meeting: it is now the owner's draft.

    Nobody waits any more for an answer about swapping theirs.

    Raises:
        NotFinal: it is open.
    """
    access.own_calendar(owner, calendar_id)
    claim_calendar_to_reopen(calendar_id)
    Swap.objects.filter(asker__calendar=calendar_id).delete()
    announce_reopening(calendar_id, now)
