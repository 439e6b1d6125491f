"""Fetch through permission: whoever gets a row from here may do with it what the name says.

Each function refuses in the order the service promises: no such calendar (404), not yours (403),
no such child in it (404), not your child (403), closed (410).
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.calendars.shared import find_shared
from oneonone.common.errors import Forbidden, Gone, NotFound


def own_calendars(user: User) -> QuerySet[Calendar]:
    return Calendar.objects.filter(owner=user).order_by("pk")


def own_calendar(user: User, calendar_id: int) -> Calendar:
    calendar = Calendar.objects.filter(pk=calendar_id).first()
    if calendar is None:
        raise NotFound
    if calendar.owner_id != user.pk:
        raise Forbidden
    return calendar


def own_open_calendar(user: User, calendar_id: int) -> Calendar:
    calendar = own_calendar(user, calendar_id)
    refuse_finalized(calendar)
    return calendar


def invitees(user: User, calendar_id: int) -> QuerySet[Invitee]:
    calendar = own_calendar(user, calendar_id)
    return Invitee.objects.filter(calendar=calendar).with_has_availability().order_by("pk")


def invitee(user: User, calendar_id: int, invitee_id: int) -> Invitee:
    found = invitees(user, calendar_id).select_related("calendar").filter(pk=invitee_id).first()
    if found is None:
        raise NotFound
    return found


def changeable_invitee(user: User, calendar_id: int, invitee_id: int) -> Invitee:
    found = invitee(user, calendar_id, invitee_id)
    refuse_finalized(found.calendar)
    return found


def shared_calendar(user: User, calendar_id: int) -> tuple[Calendar, Invitee | None]:
    """Fetch a calendar for its owner (without an Invitee) or for somebody invited."""
    found = find_shared(calendar_id, user)
    if found is None:
        raise NotFound
    calendar, invited = found
    if calendar.owner_id == user.pk:
        return calendar, None
    if invited is None:
        raise Forbidden("Not owner or invitee")
    return calendar, invited


def answerable_calendar(
    user: User, calendar_id: int, now: datetime
) -> tuple[Calendar, Invitee | None]:
    calendar, invited = shared_calendar(user, calendar_id)
    refuse_closed(calendar, invited, now)
    return calendar, invited


def availabilities(user: User, calendar_id: int) -> QuerySet[Availability]:
    calendar, _ = shared_calendar(user, calendar_id)
    return Availability.objects.filter(calendar=calendar).order_by("start_period", "pk")


def availability(user: User, calendar_id: int, availability_id: int) -> Availability:
    found = availabilities(user, calendar_id).filter(pk=availability_id).first()
    if found is None:
        raise NotFound
    return found


def changeable_availability(
    user: User, calendar_id: int, availability_id: int, now: datetime
) -> Availability:
    """Fetch a period for the one who gave it, in time, or for the owner, at any time."""
    calendar, invited = shared_calendar(user, calendar_id)
    found = Availability.objects.filter(calendar=calendar, pk=availability_id).first()
    if found is None:
        raise NotFound
    if invited and found.user_id != user.pk:
        raise Forbidden
    refuse_closed(calendar, invited, now)
    found.calendar = calendar
    return found


def meets(user: User, calendar_id: int) -> QuerySet[Meet]:
    calendar = own_calendar(user, calendar_id)
    return Meet.objects.filter(calendar=calendar).order_by("start_period", "pk")


def meet(user: User, calendar_id: int, meet_id: int) -> Meet:
    found = meets(user, calendar_id).select_related("calendar").filter(pk=meet_id).first()
    if found is None:
        raise NotFound
    return found


def changeable_meet(user: User, calendar_id: int, meet_id: int) -> Meet:
    found = meet(user, calendar_id, meet_id)
    refuse_finalized(found.calendar)
    return found


def own_invitations(user: User) -> QuerySet[Invitee]:
    rows = Invitee.objects.filter(invitee=user).select_related("calendar__owner")
    return rows.with_has_availability().order_by("pk")


def own_invitation(user: User, invitee_id: int) -> Invitee:
    rows = Invitee.objects.select_related("calendar__owner").with_has_availability()
    found = rows.filter(pk=invitee_id).first()
    if found is None:
        raise NotFound
    if found.invitee_id != user.pk:
        raise Forbidden
    return found


def own_final_meets(user: User) -> QuerySet[Meet]:
    """A person's meetings in finalized calendars; before that they are the owner's draft."""
    return Meet.objects.filter(meeter=user, calendar__finalized=True)


def answerable_invitation(user: User, invitee_id: int, now: datetime) -> Invitee:
    found = own_invitation(user, invitee_id)
    refuse_closed(found.calendar, found, now)
    return found


def leavable_invitation(user: User, invitee_id: int) -> Invitee:
    found = own_invitation(user, invitee_id)
    refuse_finalized(found.calendar)
    return found


def refuse_finalized(calendar: Calendar) -> None:
    if calendar.finalized:
        raise Gone


def refuse_closed(calendar: Calendar, invited: Invitee | None, now: datetime) -> None:
    refuse_finalized(calendar)
    if invited and invited.deadline <= now:
        raise Gone("Deadline has passed")
