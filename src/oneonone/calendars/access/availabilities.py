from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from oneonone.calendars.access.calendars import refuse_finalized
from oneonone.calendars.models import Availability, Calendar, Invitee
from oneonone.calendars.shared import find_shared
from oneonone.common.errors import Forbidden, Gone, NotFound


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


def answering_person(
    user: User, calendar: Calendar, invited: Invitee | None, named: int | None
) -> tuple[int, Invitee | None]:
    """Tell whose periods are meant: one's own, or, by the owner, those of somebody invited."""
    if named is None or named == user.pk:
        return user.pk, invited
    if invited:
        raise Forbidden
    found = Invitee.objects.filter(calendar=calendar, invitee=named).first()
    if found is None:
        raise NotFound
    return named, found


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


def own_availabilities(user: User) -> QuerySet[Availability]:
    """Everything that a person has said of when they can meet, wherever they did."""
    return Availability.objects.filter(user=user).order_by("start_period", "pk")


def refuse_closed(calendar: Calendar, invited: Invitee | None, now: datetime) -> None:
    refuse_finalized(calendar)
    if invited and invited.deadline <= now:
        raise Gone("Deadline has passed")
