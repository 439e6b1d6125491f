"""People who keep changing their minds, made straight in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from support.accounts import new_username
from support.calendars import id_of, make_calendar
from support.races import RUNNERS

from oneonone.calendars.models import Availability, Invitee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.people import Person

CROWD = RUNNERS - 1  # people: one runner plans
HALF_HOUR = timedelta(minutes=30)
DAY = datetime(2094, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Crowd:
    """Each offers one half hour that is theirs alone: every best schedule has them there."""

    calendar: str
    wavering: list[tuple[int, int]]  # ids of each and of their availability
    moves: Iterator[list[datetime]]  # where all of them go next: never where another was


def make_crowd(owner: Person) -> Crowd:
    calendar = make_calendar(owner, start_date=f"{DAY:%F}", end_date=f"{DAY:%F}")
    key = id_of(calendar)
    users = User.objects.bulk_create(User(username=new_username("crowd")) for _ in range(CROWD))
    Invitee.objects.bulk_create(
        Invitee(calendar_id=key, invitee=user, deadline=DAY) for user in users
    )
    steps = moves()
    free(key, owner.id, DAY, timedelta(days=1)).save()
    offers = [
        free(key, user.pk, start, HALF_HOUR) for user, start in zip(users, next(steps), strict=True)
    ]
    Availability.objects.bulk_create(offers)
    return Crowd(calendar, [(offer.user_id, offer.pk) for offer in offers], steps)


def moves() -> Iterator[list[datetime]]:
    for block in cycle(range(3)):
        first = DAY + block * CROWD * HALF_HOUR
        yield [first + number * HALF_HOUR for number in range(CROWD)]


def free(calendar_id: int, user_id: int, start: datetime, length: timedelta) -> Availability:
    return Availability(
        calendar_id=calendar_id,
        user_id=user_id,
        start_period=start,
        end_period=start + length,
        preference=2,
    )
