"""Every list reads with the same few queries however many rows it has."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from oneonone.accounts import tokens
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet

START = datetime(2094, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
numbers = count(1)

pytestmark = pytest.mark.django_db


def make_user() -> User:
    return User.objects.create(username=f"reader{next(numbers)}")


def make_calendar(owner: User, *, finalized: bool = False) -> Calendar:
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5)}
    return Calendar.objects.create(
        owner=owner, name="Talks", time_zone="UTC", finalized=finalized, **days
    )


def fill(calendar: Calendar, person: User) -> None:
    times = {"calendar": calendar, "start_period": START, "end_period": START + HOUR}
    Invitee.objects.create(calendar=calendar, invitee=person, deadline=START)
    Availability.objects.create(user=person, preference=2, **times)
    Meet.objects.create(meeter=person, **times)


def get(person: User, path: str) -> Any:
    token = tokens.issue(person, "access")
    answer = Client().get(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("rows", [1, 3])
def test_own_calendars(rows: int, django_assert_num_queries: Callable[[int], Any]) -> None:
    owner = make_user()
    for _ in range(rows):
        make_calendar(owner)
    with django_assert_num_queries(2):
        assert len(get(owner, "/calendars/")) == rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("part", ["invitee/", "availabilities/", "schedule/"])
def test_what_is_in_a_calendar(
    part: str, rows: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    owner = make_user()
    calendar = make_calendar(owner)
    for _ in range(rows):
        fill(calendar, make_user())
    with django_assert_num_queries(3):
        assert len(get(owner, f"/calendars/{calendar.pk}/{part}")) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_availabilities_as_an_invitee(
    rows: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    calendar = make_calendar(make_user())
    people = [make_user() for _ in range(rows)]
    for person in people:
        fill(calendar, person)
    with django_assert_num_queries(3):
        assert len(get(people[0], f"/calendars/{calendar.pk}/availabilities/")) == rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("finalized", [False, True])
def test_own_invitations(
    rows: int, django_assert_num_queries: Callable[[int], Any], *, finalized: bool
) -> None:
    person = make_user()
    for _ in range(rows):
        fill(make_calendar(make_user(), finalized=finalized), person)
    with django_assert_num_queries(3):
        invitations = get(person, "/invitations/")
    assert [bool(row["meet"]) for row in invitations] == [finalized] * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_one_persons_availabilities(
    rows: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    calendar, person = make_calendar(make_user()), make_user()
    fill(calendar, person)
    for _ in range(rows - 1):
        Availability.objects.create(
            calendar=calendar,
            user=person,
            preference=1,
            start_period=START,
            end_period=START + HOUR,
        )
    with django_assert_num_queries(3):
        path = f"/calendars/{calendar.pk}/availabilities/?user={person.pk}"
        assert len(get(person, path)) == rows
