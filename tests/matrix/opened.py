"""Each function that decides who may, as one that lets everybody in: nothing ever serves these."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType
from typing import Any

import jwt
import pytest
from django.contrib.auth.models import User
from django.db.models import QuerySet

import oneonone.urls  # noqa: F401  loads whatever may have imported a guard by name
from oneonone.accounts import access as accounts
from oneonone.accounts import tokens
from oneonone.accounts.models import Profile
from oneonone.calendars import access as calendars
from oneonone.calendars import claim
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.common.errors import NotFound, Unauthorized
from oneonone.contacts import access as contacts
from oneonone.contacts.models import Contact

Guard = tuple[ModuleType, str]
OPENED: dict[Guard, Callable[..., Any]] = {}


def opens(module: ModuleType) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register what takes the place of the module's function of the same name."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        OPENED[module, function.__name__] = function
        return function

    return register


def replace_everywhere(patch: pytest.MonkeyPatch, guard: Guard, by: Callable[..., Any]) -> None:
    """Replace a function in its module and in each that has imported it by name."""
    module, name = guard
    original = getattr(module, name)
    for other in [m for key, m in sys.modules.items() if key.startswith("oneonone.")]:
        if getattr(other, name, None) is original:
            patch.setattr(other, name, by)


@contextmanager
def opened(*guards: Guard) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for guard in guards:
            replace_everywhere(patch, guard, OPENED[guard])
        yield


def find(rows: QuerySet[Any], key: int) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


@opens(tokens)
def authenticate(token: str, token_type: str) -> User:
    claims = tokens.read_claims(token)
    user = User.objects.filter(pk=claims["sub"]).first() or User.objects.first()
    if user is None:
        raise Unauthorized
    return user


@opens(tokens)
def read_claims(token: str) -> Any:
    return jwt.decode(token, options={"verify_signature": False})


@opens(accounts)
def own_profile(user: User, *, alone: bool = False) -> Profile:
    return Profile.objects.latest("pk")


@opens(accounts)
def picture(name: str) -> Any:
    somebody = Profile.objects.exclude(profile_picture="").latest("pk")
    somebody.profile_picture.name = f"pictures/{name}"
    return somebody.profile_picture


@opens(contacts)
def friends(user: User) -> QuerySet[User]:
    return User.objects.order_by("username")


@opens(contacts)
def waiting_requests(user: User) -> QuerySet[Contact]:
    return Contact.objects.filter(accepted=False)


@opens(contacts)
def between(one: User, other: User) -> QuerySet[Contact]:
    return Contact.objects.all()


@opens(contacts)
def are_friends(one: User, other: User) -> bool:
    return True


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
def invitees(user: User, calendar_id: int) -> QuerySet[Invitee]:
    return Invitee.objects.filter(calendar=calendar_id).with_has_availability().order_by("pk")


@opens(calendars)
def invitee(user: User, calendar_id: int, invitee_id: int) -> Invitee:
    return find(Invitee.objects.with_has_availability(), invitee_id)


@opens(calendars)
def changeable_invitee(user: User, calendar_id: int, invitee_id: int) -> Invitee:
    return find(Invitee.objects.with_has_availability(), invitee_id)


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
