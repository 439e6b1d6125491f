from django.contrib.auth.models import User

from oneonone.calendars.models import Calendar, CalendarQuerySet
from oneonone.common.errors import Forbidden, Gone, NotFinal, NotFound


def own_calendars(user: User) -> CalendarQuerySet:
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


def own_final_calendar(user: User, calendar_id: int) -> Calendar:
    calendar = own_calendar(user, calendar_id)
    if not calendar.finalized:
        raise NotFinal
    return calendar


def refuse_finalized(calendar: Calendar) -> None:
    if calendar.finalized:
        raise Gone
