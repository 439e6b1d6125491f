"""Fetch through permission what stands beside final meetings.

Appointments are those that are not cancelled, as people were last told of them; absences are one's
own, or those in one's own calendars; swaps are those that one asked for, or has to answer.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, QuerySet

from oneonone.accounts.mailboxes import is_reachable
from oneonone.accounts.models import Profile
from oneonone.calendars.access import (
    guest_invitation,
    own_calendar,
    own_invitation,
    own_invitations,
    shared_calendar,
)
from oneonone.calendars.blocking import is_withheld_from
from oneonone.calendars.guests import OPEN_AFTER
from oneonone.calendars.models import Invitee
from oneonone.common.errors import Forbidden, NotFound
from oneonone.contacts.access import blocked_by
from oneonone.schedules.models import Absence, AbsenceQuerySet, Appointment, Swap, SwapQuerySet


def addressed_invitations(user: User, now: datetime) -> QuerySet[Invitee]:
    """Fetch invitations of guests with an address that this person has confirmed.

    Whomever they have blocked, as a guest or as themselves, has none for them.
    """
    confirmed = Profile.objects.filter(user=user, email_confirmed_at__isnull=False)
    if not is_reachable(user.email):
        confirmed = confirmed.none()  # in the one case of all it might be another's
    rows = Invitee.objects.filter(Exists(confirmed), link_digest__isnull=False)
    rows = rows.filter(invitee__guest__address=user.email.casefold(), withheld_by=None)
    rows = rows.exclude(calendar__owner__in=blocked_by(user))
    lasting = rows.filter(calendar__end_date__gt=(now - OPEN_AFTER).date())
    return lasting.select_related("calendar__owner", "invitee").order_by("pk")


def takeable(user: User, invitee_id: int, digest: str, now: datetime) -> Invitee:
    """Fetch a guest's invitation for whoever has its link, or its address."""
    if digest:
        return guest_invitation(digest, now)
    found = addressed_invitations(user, now).filter(pk=invitee_id).first()
    if found is None:
        raise NotFound
    return found


def invitation_in(user: User, calendar_id: int) -> Invitee | None:
    """Fetch somebody's invitation with its owner, their meeting, and what they said of it.

    The calendar's owner has none.
    """
    rows = own_invitations(user).filter(calendar=calendar_id).with_meet()
    found = rows.select_related("calendar__owner", "absence").first()
    if found is None:
        shared_calendar(user, calendar_id)
    return found


def own_appointments(user: User) -> QuerySet[Appointment]:
    return Appointment.objects.standing().filter(~is_withheld_from(user), person=user)


def own_appointment(user: User, invitee_id: int) -> Appointment:
    """Fetch somebody's own by their invitation."""
    calendar_id = own_invitation(user, invitee_id).calendar_id
    found = own_appointments(user).filter(calendar=calendar_id).first()
    if found is None:
        raise NotFound
    return found


def own_appointment_in(user: User, calendar_id: int) -> Appointment:
    """Fetch somebody's own by the calendar; its owner has none."""
    calendar, _ = shared_calendar(user, calendar_id)
    found = own_appointments(user).filter(calendar=calendar).first()
    if found is None:
        raise NotFound
    return found


def given_appointments(user: User) -> QuerySet[Appointment]:
    """Fetch everybody's in the calendars that one owns."""
    return Appointment.objects.standing().filter(calendar__owner=user)


def appointments(user: User, calendar_id: int) -> QuerySet[Appointment]:
    """Fetch everybody's for the owner, once the calendar is final."""
    calendar = own_calendar(user, calendar_id)
    if not calendar.finalized:
        raise NotFound
    return Appointment.objects.standing().filter(calendar=calendar)


def absences(user: User, calendar_id: int) -> AbsenceQuerySet:
    """Fetch what the invitees of one's own calendar said, for nobody else to read."""
    calendar = own_calendar(user, calendar_id)
    return Absence.objects.filter(invited__calendar=calendar).in_order()


def own_absences(user: User) -> AbsenceQuerySet:
    return Absence.objects.filter(invited__invitee=user).in_order()


def own_absence(user: User, invitee_id: int) -> Absence:
    invited = own_invitation(user, invitee_id)
    found = Absence.objects.filter(invited=invited).in_order().first()
    if found is None:
        raise NotFound
    return found


def own_swaps(user: User, invitee_id: int) -> SwapQuerySet:
    """Fetch what somebody asked for by an invitation, answered or not, and what they are asked."""
    return Swap.objects.seen_by(own_invitation(user, invitee_id)).with_times()


def sent_swaps(user: User) -> SwapQuerySet:
    """Fetch what somebody asked for, wherever they did."""
    return Swap.objects.filter(asker__invitee=user).with_times()


def unanswered_swaps(user: User) -> SwapQuerySet:
    """Fetch what somebody is asked and has not answered, wherever they are."""
    rows = Swap.objects.waiting().filter(asked__invitee=user).with_times()
    return rows.select_related("asked__calendar__owner")


def sent_swap(user: User, invitee_id: int, swap_id: int) -> Swap:
    """Fetch a request for the one who made it, until it is answered."""
    found = waiting_swap(user, invitee_id, swap_id)
    if found.asker_id != invitee_id:
        raise Forbidden
    return found


def received_swap(user: User, invitee_id: int, swap_id: int) -> Swap:
    """Fetch a request for the one who is asked, until it is answered."""
    found = waiting_swap(user, invitee_id, swap_id)
    if found.asked_id != invitee_id:
        raise Forbidden
    return found


def waiting_swap(user: User, invitee_id: int, swap_id: int) -> Swap:
    rows = own_swaps(user, invitee_id).waiting().select_related("asker", "asked__calendar__owner")
    found = rows.filter(pk=swap_id).first()
    if found is None:
        raise NotFound
    return found
