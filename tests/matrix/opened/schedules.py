from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet
from matrix.opened.registry import find, opens

from oneonone.calendars.models import Invitee
from oneonone.common.errors import NotFound
from oneonone.feeds import access as feeds
from oneonone.feeds.models import Feed
from oneonone.schedules import access as schedules
from oneonone.schedules.models import Absence, Appointment, Swap


@opens(schedules)
def addressed_invitations(user: User, now: datetime) -> QuerySet[Invitee]:
    return Invitee.objects.filter(link_digest__isnull=False)


@opens(schedules)
def takeable(user: User, invitee_id: int, digest: str, now: datetime) -> Invitee:
    return find(Invitee.objects.all(), invitee_id)


@opens(schedules)
def invitation_in(user: User, calendar_id: int) -> Invitee | None:
    rows = Invitee.objects.filter(calendar=calendar_id).with_meet()
    return rows.select_related("calendar__owner", "absence").first()


@opens(schedules)
def own_appointments(user: User) -> QuerySet[Appointment]:
    return Appointment.objects.standing()


@opens(schedules)
def own_appointment(user: User, invitee_id: int) -> Appointment:
    calendar = find(Invitee.objects.all(), invitee_id).calendar_id
    return own_appointment_in(user, calendar)


@opens(schedules)
def own_appointment_in(user: User, calendar_id: int) -> Appointment:
    found = Appointment.objects.filter(calendar=calendar_id).first()
    if found is None:
        raise NotFound
    return found


@opens(schedules)
def absences(user: User, calendar_id: int) -> QuerySet[Absence]:
    return Absence.objects.filter(invited__calendar=calendar_id).in_order()


@opens(schedules)
def own_absences(user: User) -> QuerySet[Absence]:
    return Absence.objects.in_order()


@opens(schedules)
def own_absence(user: User, invitee_id: int) -> Absence:
    found = Absence.objects.filter(invited=invitee_id).in_order().first()
    if found is None:
        raise NotFound
    return found


@opens(schedules)
def own_swaps(user: User, invitee_id: int) -> QuerySet[Swap]:
    return Swap.objects.with_times()


@opens(schedules)
def sent_swaps(user: User) -> QuerySet[Swap]:
    return Swap.objects.with_times()


@opens(schedules)
def unanswered_swaps(user: User) -> QuerySet[Swap]:
    return Swap.objects.with_times()


@opens(schedules)
def sent_swap(user: User, invitee_id: int, swap_id: int) -> Swap:
    return find(Swap.objects.with_times(), swap_id)


@opens(schedules)
def received_swap(user: User, invitee_id: int, swap_id: int) -> Swap:
    return find(Swap.objects.with_times(), swap_id)


@opens(schedules)
def waiting_swap(user: User, invitee_id: int, swap_id: int) -> Swap:
    return find(Swap.objects.with_times(), swap_id)


@opens(schedules)
def appointments(user: User, calendar_id: int) -> QuerySet[Appointment]:
    return Appointment.objects.filter(calendar=calendar_id)


@opens(schedules)
def given_appointments(user: User) -> QuerySet[Appointment]:
    return Appointment.objects.standing()


@opens(feeds)
def own_feeds(user: User) -> QuerySet[Feed]:
    return Feed.objects.order_by("kind")


@opens(feeds)
def own_feed(user: User, feed_id: int) -> Feed:
    return find(Feed.objects.all(), feed_id)


@opens(feeds)
def feed_at(secret: str) -> Feed:
    return Feed.objects.select_related("user").latest("pk")
