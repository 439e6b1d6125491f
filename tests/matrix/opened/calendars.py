from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from matrix.opened.registry import find, opens

from oneonone.calendars import access as calendars
from oneonone.calendars import claim
from oneonone.calendars.models import Availability, Calendar, Invitee, JoinLink, Meet
from oneonone.common.errors import NotFound


@opens(calendars)
def own_calendars(user: User) -> QuerySet[Calendar]:
    return Calendar.objects.order_by("pk")


@opens(calendars)
def own_calendar(user: User, calendar_id: int) -> Calendar:
    return find(Calendar.objects.all(), calendar_id)


@opens(calendars)
def own_open_calendar(user: User, calendar_id: int) -> Calendar:
    return find(Calendar.objects.all(), calendar_id)


@opens(calendars)
def own_final_calendar(user: User, calendar_id: int) -> Calendar:
    return find(Calendar.objects.all(), calendar_id)


@opens(calendars)
def invitees(user: User, calendar_id: int) -> QuerySet[Invitee]:
    return Invitee.objects.filter(calendar=calendar_id).with_has_availability().order_by("pk")


@opens(calendars)
def invitee(user: User, calendar_id: int, invitee_id: int) -> Invitee:
    return find(Invitee.objects.with_has_availability(), invitee_id)


@opens(calendars)
def changeable_invitee(user: User, calendar_id: int, invitee_id: int) -> Invitee:
    return find(Invitee.objects.with_has_availability(), invitee_id)


@opens(calendars)
def join_links(user: User, calendar_id: int) -> QuerySet[JoinLink]:
    return JoinLink.objects.filter(calendar=calendar_id).with_joined()


@opens(calendars)
def join_link(user: User, calendar_id: int) -> JoinLink:
    return find_join_link(calendar_id)


@opens(calendars)
def changeable_join_link(user: User, calendar_id: int) -> JoinLink:
    return find_join_link(calendar_id)


def find_join_link(calendar_id: int) -> JoinLink:
    found = JoinLink.objects.filter(calendar=calendar_id).with_joined().first()
    if found is None:
        raise NotFound
    return found


@opens(calendars)
def offered_join_link(**named: str | int) -> JoinLink:
    return JoinLink.objects.select_related("calendar__owner").latest("pk")


@opens(calendars)
def joined_invitation(calendar_id: int, person: Any, *, withheld: bool = False) -> Invitee | None:
    return None if withheld else Invitee.objects.filter(calendar=calendar_id).first()


@opens(calendars)
def refuse_closed_join_link(link: JoinLink, now: datetime) -> None:
    pass


@opens(calendars)
def shared_calendar(user: User, calendar_id: int) -> tuple[Calendar, Invitee | None]:
    calendar = find(Calendar.objects.all(), calendar_id)
    return calendar, Invitee.objects.filter(calendar=calendar, invitee=user).first()


@opens(calendars)
def answerable_calendar(
    user: User, calendar_id: int, now: datetime
) -> tuple[Calendar, Invitee | None]:
    calendar = find(Calendar.objects.all(), calendar_id)
    return calendar, Invitee.objects.filter(calendar=calendar, invitee=user).first()


@opens(calendars)
def answering_person(
    user: User, calendar: Calendar, invited: Invitee | None, named: int | None
) -> tuple[int, Invitee | None]:
    key = named or user.pk
    return key, Invitee.objects.filter(calendar=calendar, invitee=key).first()


@opens(calendars)
def availabilities(user: User, calendar_id: int) -> QuerySet[Availability]:
    return Availability.objects.filter(calendar=calendar_id).order_by("start_period", "pk")


@opens(calendars)
def availability(user: User, calendar_id: int, availability_id: int) -> Availability:
    return find(Availability.objects.all(), availability_id)


@opens(calendars)
def changeable_availability(
    user: User, calendar_id: int, availability_id: int, now: datetime
) -> Availability:
    return find(Availability.objects.all(), availability_id)


@opens(calendars)
def meets(user: User, calendar_id: int) -> QuerySet[Meet]:
    return Meet.objects.filter(calendar=calendar_id).order_by("start_period", "pk")


@opens(calendars)
def meet(user: User, calendar_id: int, meet_id: int) -> Meet:
    return find(Meet.objects.all(), meet_id)


@opens(calendars)
def changeable_meet(user: User, calendar_id: int, meet_id: int) -> Meet:
    return find(Meet.objects.all(), meet_id)


@opens(calendars)
def own_invitations(user: User) -> QuerySet[Invitee]:
    return Invitee.objects.with_has_availability().order_by("pk")


@opens(calendars)
def own_invitation(user: User, invitee_id: int) -> Invitee:
    return find(Invitee.objects.with_has_availability(), invitee_id)


@opens(calendars)
def guest_invitation(digest: str, now: datetime) -> Invitee:
    return Invitee.objects.filter(link_digest__isnull=False).latest("pk")


@opens(calendars)
def own_availabilities(user: User) -> QuerySet[Availability]:
    return Availability.objects.order_by("start_period", "pk")


@opens(calendars)
def own_final_meets(user: User) -> QuerySet[Meet]:
    return Meet.objects.all()


@opens(calendars)
def answerable_invitation(user: User, invitee_id: int, now: datetime) -> Invitee:
    return find(Invitee.objects.with_has_availability(), invitee_id)


@opens(calendars)
def leavable_invitation(user: User, invitee_id: int) -> Invitee:
    return find(Invitee.objects.with_has_availability(), invitee_id)


@opens(calendars)
def refuse_finalized(calendar: Calendar) -> None:
    pass


@opens(calendars)
def refuse_closed(calendar: Calendar, invited: Invitee | None, now: datetime) -> None:
    pass


@opens(claim)
def claim_calendar(calendar_id: int) -> None:
    pass
