"""A problem that takes the planner about a second, made straight in the database."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from support.accounts import new_username
from support.calendars import make_calendar
from support.races import RUNNERS

from oneonone.calendars.models import Availability, Invitee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support.people import Person

CROWD = 200  # people
CROWD_DAYS = 13
HALF_HOUR = timedelta(minutes=30)
FIRST_DAY = datetime(2027, 3, 1, tzinfo=UTC)
SPARE_DAY = FIRST_DAY + timedelta(days=CROWD_DAYS)


@dataclass(frozen=True)
class Crowd:
    """A big problem, of which fifteen people keep changing their minds.

    Each offers one half hour of a day that is theirs alone: the best schedule has them there.
    """

    calendar: str
    wavering: list[tuple[int, int]]  # ids of each and of their availability
    moves: Iterator[list[datetime]]  # where all of them go next: never where another was


def make_crowd(owner: Person) -> Crowd:
    days = {"start_date": f"{FIRST_DAY:%F}", "end_date": f"{SPARE_DAY:%F}"}
    calendar = make_calendar(owner, **days)
    key = int(calendar.split("/")[2])
    users = User.objects.bulk_create(User(username=new_username("crowd")) for _ in range(CROWD))
    deadline = FIRST_DAY
    Invitee.objects.bulk_create(
        Invitee(calendar_id=key, invitee=user, deadline=deadline) for user in users
    )
    wavering, steady = users[: RUNNERS - 1], users[RUNNERS - 1 :]
    rows = [*owners_days(owner.id), *random_offers(steady), *half_hours(wavering)]
    for row in rows:
        row.calendar_id = key
    Availability.objects.bulk_create(rows)
    offered = Availability.objects.filter(calendar=key, user__in=wavering)
    return Crowd(calendar, list(offered.values_list("user_id", "pk")), moves())


def owners_days(owner_id: int) -> list[Availability]:
    starts = [FIRST_DAY + timedelta(days=number) for number in range(CROWD_DAYS)]
    spans = [(start + timedelta(hours=9), start + timedelta(hours=17)) for start in starts]
    spans.append((SPARE_DAY, SPARE_DAY + timedelta(days=1)))
    return [free(owner_id, start, end - start, 3) for start, end in spans]


def random_offers(users: list[User]) -> list[Availability]:
    """Give each three periods that start and end at odd minutes: those are hard to plan."""
    dice = random.Random(1)
    rows = []
    for user in [*users] * 3:
        start = FIRST_DAY + timedelta(days=dice.randrange(CROWD_DAYS))
        minutes = dice.randrange(9 * 60, 16 * 60, 5)
        length = timedelta(minutes=dice.randrange(30, 180, 5))
        rows.append(free(user.pk, start + timedelta(minutes=minutes), length, dice.randint(1, 3)))
    return rows


def half_hours(users: list[User]) -> list[Availability]:
    starts = [SPARE_DAY + number * HALF_HOUR for number in range(len(users))]
    return [free(user.pk, start, HALF_HOUR, 2) for user, start in zip(users, starts, strict=True)]


def moves() -> Iterator[list[datetime]]:
    for block in cycle((1, 2, 0)):
        first = SPARE_DAY + block * (RUNNERS - 1) * HALF_HOUR
        yield [first + number * HALF_HOUR for number in range(RUNNERS - 1)]


def free(user_id: int, start: datetime, length: timedelta, preference: int) -> Availability:
    return Availability(
        user_id=user_id, start_period=start, end_period=start + length, preference=preference
    )
