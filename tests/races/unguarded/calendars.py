"""Without the claim of a calendar, and without the conditions of finalizing and reopening it."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from races.unguarded.pausing import (
    after,
    await_the_others,
    followed_by,
    linger,
    put,
    take_out_transactions_on_sqlite,
)

from oneonone.calendars import access, claim
from oneonone.calendars.actions import invitations, invitees
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.common.errors import Gone, Invalid, NotFinal, NotFound
from oneonone.schedules import access as schedules
from oneonone.schedules.models import Absence


def take_out_claim() -> None:
    """Every write in a calendar looks whether it may, and then writes."""
    take_out_transactions_on_sqlite()
    put(find_open_calendar, for_=claim.claim_calendar)
    put(find_calendar, for_=claim.claim_calendar_even_final)
    put(find_final_calendar, for_=claim.claim_final_calendar)
    put(followed_by(await_the_others, schedules.own_absence), for_=schedules.own_absence)
    Absence.objects.update_or_create = after(linger, Absence.objects.update_or_create)
    put(followed_by(await_the_others, access.own_calendar), for_=access.own_calendar)
    put(
        followed_by(await_the_others, access.refuse_closed_join_link),
        for_=access.refuse_closed_join_link,
    )
    Calendar.delete = after(linger, Calendar.delete)
    Availability.objects.create = after(linger, Availability.objects.create)
    Availability.objects.bulk_create = after(await_the_others, Availability.objects.bulk_create)
    Invitee.objects.bulk_create = after(await_the_others, Invitee.objects.bulk_create)
    put(find_unlocked, for_=invitations.find_users)  # whom two invite would be guarded by that too
    put(find_one_unlocked, for_=invitees.find_user)
    Meet.objects.bulk_create = after(await_the_others, Meet.objects.bulk_create)


def find_unlocked(names: Sequence[str]) -> dict[str, User]:
    return {user.username: user for user in User.objects.filter(username__in=names)}


def find_one_unlocked(key: int | str) -> User:
    found = User.objects.filter(**{"username" if isinstance(key, str) else "pk": key}).first()
    if found is None:
        raise NotFound
    return found


def find_calendar(calendar_id: int) -> Calendar:
    found = Calendar.objects.filter(pk=calendar_id).first()
    if found is None:
        raise NotFound
    return found


def find_open_calendar(calendar_id: int) -> None:
    if find_calendar(calendar_id).finalized:
        raise Gone


def find_final_calendar(calendar_id: int) -> None:
    if not find_calendar(calendar_id).finalized:
        raise NotFinal


def take_out_finalized_condition() -> None:
    take_out_transactions_on_sqlite()
    put(finalize_after_a_check, for_=claim.claim_calendar_to_finalize)
    put(reopen_after_a_check, for_=claim.claim_calendar_to_reopen)


def finalize_after_a_check(calendar_id: int) -> None:
    if find_calendar(calendar_id).finalized:
        raise Invalid("Calendar is already finalized.")
    await_the_others()
    Calendar.objects.filter(pk=calendar_id).update(finalized=True)


def reopen_after_a_check(calendar_id: int) -> None:
    if not find_calendar(calendar_id).finalized:
        raise NotFinal
    await_the_others()
    Calendar.objects.filter(pk=calendar_id).update(finalized=False)
