"""Two invitees swap their final meetings, where the owner allows it and both agree."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from oneonone.calendars import access as calendars
from oneonone.calendars.claim import claim_even_final_beside_answers, claim_final_beside_answers
from oneonone.calendars.models import Calendar, Invitee, Meet
from oneonone.common.errors import Invalid
from oneonone.limits.actions import spend
from oneonone.limits.policy import SWAPS
from oneonone.schedules import access
from oneonone.schedules.actions.absences import final_meet
from oneonone.schedules.actions.announcements import announce_swap, announce_swap_request
from oneonone.schedules.actions.appointments import tell_appointments
from oneonone.schedules.models import Absence, Swap
from oneonone.schedules.swapping import find_choices


@transaction.atomic
def allow_swaps(*, owner: User, calendar_id: int, allowed: bool) -> Calendar:
    """Let invitees swap final meetings, or no longer: then all their requests end."""
    claim_even_final_beside_answers(calendar_id)
    calendar = calendars.own_calendar(owner, calendar_id)
    calendar.swaps_allowed = allowed
    calendar.save(update_fields=["swaps_allowed"])
    if not allowed:
        Swap.objects.filter(asker__calendar=calendar).delete()
    return calendar


@transaction.atomic
def ask_for_swap(*, user: User, invitee_id: int, start: datetime, now: datetime) -> Swap:
    """Ask whoever meets at a time to take one's own meeting for it; several may be asked.

    Raises:
        NotFinal: the calendar is open.
        Invalid: swaps are not allowed, one has no meeting or can't come to it, nobody can swap the
            one that starts then, or one of the two has asked the other.
        TooManyRequests: one asked too often today.
    """
    claim_final_beside_answers(calendars.own_invitation(user, invitee_id).calendar_id)
    invited = calendars.own_invitation(user, invitee_id)
    if not invited.calendar.swaps_allowed:
        raise Invalid(gettext("The owner does not allow swapping meetings in this calendar."))
    final_meet(user, invited.calendar_id)
    if Absence.of(invited):
        raise Invalid(gettext("You said that you can't come to your meeting."))
    asked = holder_of(invited, start, now)
    Swap.objects.filter(asker=asked, asked=invited, declined_at__isnull=False).delete()
    refuse_asked_already(invited.pk, asked)
    spend(SWAPS, user.pk, now)
    swap = Swap.objects.create(asker=invited, asked_id=asked, asked_at=now)
    announce_swap_request(swap)
    return access.sent_swap(user, invitee_id, swap.pk)


@transaction.atomic
def take_swap_back(*, user: User, invitee_id: int, swap_id: int) -> None:
    claim_final_beside_answers(calendars.own_invitation(user, invitee_id).calendar_id)
    access.sent_swap(user, invitee_id, swap_id).delete()


@transaction.atomic
def decline_swap(*, user: User, invitee_id: int, swap_id: int, now: datetime) -> None:
    """Say no, and be asked by the same person no more, as long as both meetings stay."""
    claim_final_beside_answers(calendars.own_invitation(user, invitee_id).calendar_id)
    swap = access.received_swap(user, invitee_id, swap_id)
    Swap.objects.filter(pk=swap.pk).update(declined_at=now)


@transaction.atomic
def accept_swap(*, user: User, invitee_id: int, swap_id: int, now: datetime) -> Meet:
    """Swap the two meetings, and tell both and the owner; all other requests about them end.

    Returns:
        The meeting that the one who accepts has now.

    Raises:
        NotFinal: the calendar is open.
        Invalid: it is not possible any more.
    """
    claim_final_beside_answers(calendars.own_invitation(user, invitee_id).calendar_id)
    swap = access.received_swap(user, invitee_id, swap_id)
    if swap.asker_id not in {choice.holder for choice in find_choices(swap.asked, now)}:
        raise Invalid(gettext("This swap is not possible any more."))
    people = (swap.asker.invitee_id, swap.asked.invitee_id)
    calendar = swap.asked.calendar
    exchange_times(calendar, people)
    Swap.objects.touching([swap.asker_id, swap.asked_id]).delete()
    announce_swap(calendar.pk, tell_appointments(calendar, now), people)
    return Meet.objects.get(calendar=calendar, meeter=user)


def holder_of(invited: Invitee, start: datetime, now: datetime) -> int:
    """Find by which invitation somebody has the meeting that starts then, and could swap it.

    Raises:
        Invalid: nobody.
    """
    choices = find_choices(invited, now)
    holder = next((choice.holder for choice in choices if choice.start == start), None)
    if holder is None:
        raise Invalid({"start_period": [gettext("Nobody can swap a meeting at this time.")]})
    return holder


def refuse_asked_already(asker: int, asked: int) -> None:
    pair = Q(asker=asker, asked=asked) | Q(asker=asked, asked=asker)
    swap = Swap.objects.filter(pair).first()
    if swap is None:
        return
    if swap.asked_id == asker:
        said = gettext("Whoever meets then has asked you for this already: accept it.")
    elif swap.declined_at:
        said = gettext("Whoever meets then would rather not swap.")
    else:
        said = gettext("You have asked for this time already.")
    raise Invalid({"start_period": [said]})


def exchange_times(calendar: Calendar, people: tuple[int, int]) -> None:
    """Put each of the two where the other was."""
    one, other = Meet.objects.filter(calendar=calendar, meeter__in=people)
    times = one.start_period, one.end_period
    one.start_period, one.end_period = other.start_period, other.end_period
    other.start_period, other.end_period = times
    for meet in (one, other):
        meet.save()
