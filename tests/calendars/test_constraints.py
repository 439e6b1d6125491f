"""What must always hold is refused by the database itself, whoever writes to it."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.schedules.models import Swap

START, END = datetime(2094, 3, 1, 9, tzinfo=UTC), datetime(2094, 3, 1, 10, tzinfo=UTC)
NINE_TO_TEN = {"start_period": START, "end_period": END}
BACKWARDS = {"start_period": END, "end_period": START}
NO_TIME_AT_ALL = {"start_period": START, "end_period": START}
numbers = count(1)

pytestmark = pytest.mark.django_db


def make_user() -> User:
    return User.objects.create(username=f"somebody{next(numbers)}")


def make_calendar(**details: Any) -> Calendar:
    fields = {
        "owner": make_user(),
        "name": "Talks",
        "start_date": date(2094, 3, 1),
        "end_date": date(2094, 3, 5),
        "time_zone": "UTC",
    }
    return Calendar.objects.create(**{**fields, **details})


@pytest.fixture
def calendar() -> Calendar:
    return make_calendar()


@pytest.mark.parametrize(
    "details",
    [
        {"name": "x"},
        {"start_date": date(2094, 3, 5)},
        {"meeting_minutes": 5},
        {"meeting_minutes": 480},
        {"buffer_minutes": 0},
        {"buffer_minutes": 240},
    ],
)
def test_a_calendar_at_its_limits_is_kept(details: dict[str, Any]) -> None:
    assert make_calendar(**details).pk


@pytest.mark.parametrize(
    "details",
    [
        {"name": ""},
        {"name": None},
        {"start_date": date(2094, 3, 6)},
        {"meeting_minutes": 0},
        {"meeting_minutes": 485},
        {"meeting_minutes": 31},
        {"meeting_minutes": None},
        {"buffer_minutes": 245},
        {"buffer_minutes": 3},
        {"buffer_minutes": -5},
    ],
)
def test_a_calendar_that_breaks_a_rule_is_refused(details: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_calendar(**details)


@pytest.mark.parametrize(
    "changes", [{"name": ""}, {"meeting_minutes": 7}, {"end_date": date(2094, 2, 1)}]
)
def test_an_update_that_breaks_a_rule_is_refused(
    calendar: Calendar, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Calendar.objects.filter(pk=calendar.pk).update(**changes)


@pytest.mark.parametrize("minutes", [None, 5, 480])
def test_an_invitee_at_the_limits_is_kept(calendar: Calendar, minutes: int | None) -> None:
    assert Invitee.objects.create(
        calendar=calendar, invitee=make_user(), deadline=END, meeting_minutes=minutes
    ).pk


@pytest.mark.parametrize("changes", [{"meeting_minutes": 4}, {"meeting_minutes": 485}])
def test_an_invitee_that_breaks_a_rule_is_refused(
    calendar: Calendar, changes: dict[str, Any]
) -> None:
    row = {"calendar": calendar, "invitee": make_user(), "deadline": END}
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitee.objects.create(**{**row, **changes})


def test_an_invitee_needs_a_deadline(calendar: Calendar) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitee.objects.create(calendar=calendar, invitee=make_user())


def test_one_is_invited_once_to_a_calendar_and_to_any_number_of_them(calendar: Calendar) -> None:
    person = make_user()
    for each in (calendar, make_calendar()):
        Invitee.objects.create(calendar=each, invitee=person, deadline=END)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitee.objects.create(calendar=calendar, invitee=person, deadline=START)


@pytest.mark.parametrize("preference", [1, 2, 3])
def test_an_availability_is_kept_twice_too(calendar: Calendar, preference: int) -> None:
    person = make_user()
    for _ in range(2):
        assert Availability.objects.create(
            calendar=calendar, user=person, preference=preference, **NINE_TO_TEN
        ).pk


@pytest.mark.parametrize(
    "changes",
    [BACKWARDS, NO_TIME_AT_ALL, *({"preference": bad} for bad in (0, 4, -1, None))],
    ids=str,
)
def test_an_availability_that_breaks_a_rule_is_refused(
    calendar: Calendar, changes: dict[str, Any]
) -> None:
    row = {"calendar": calendar, "user": make_user(), "preference": 2, **NINE_TO_TEN}
    with pytest.raises(IntegrityError), transaction.atomic():
        Availability.objects.create(**{**row, **changes})


def test_one_meets_once_in_a_calendar_and_in_any_number_of_them(calendar: Calendar) -> None:
    person = make_user()
    for each in (calendar, make_calendar()):
        Meet.objects.create(calendar=each, meeter=person, **NINE_TO_TEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meet.objects.create(calendar=calendar, meeter=person, **NINE_TO_TEN)


@pytest.mark.parametrize("changes", [BACKWARDS, NO_TIME_AT_ALL], ids=["backwards", "no time"])
def test_a_meet_starts_before_it_ends(calendar: Calendar, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Meet.objects.create(calendar=calendar, meeter=make_user(), **changes)


def test_two_have_one_request_to_swap_and_nobody_one_with_themselves(calendar: Calendar) -> None:
    one, other, third = (
        Invitee.objects.create(calendar=calendar, invitee=make_user(), deadline=END)
        for _ in range(3)
    )
    Swap.objects.create(asker=one, asked=other, asked_at=START)
    Swap.objects.create(asker=one, asked=third, asked_at=START)
    for pair in ((one, other), (other, one), (other, other)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Swap.objects.create(asker=pair[0], asked=pair[1], asked_at=END)
