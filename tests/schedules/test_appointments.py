"""What everybody was told of their meeting: known again, and changed only where it is another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oneonone.calendars.models import Calendar, Meet
from oneonone.common.errors import Stale
from oneonone.schedules.actions.finality import finalize_calendar
from oneonone.schedules.models import Appointment

if TYPE_CHECKING:
    from uuid import UUID

NINE = datetime(2094, 3, 1, 9, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
FIRST = datetime(2094, 1, 1, tzinfo=UTC)
numbers = count(1)

pytestmark = pytest.mark.django_db


@dataclass
class Told:
    """A calendar that is made final again and again, and what people are told each time."""

    calendar: Calendar
    people: dict[str, User] = field(default_factory=dict)
    turn: int = 0

    def finalize(self, **starts: int) -> dict[str, tuple[int, bool, int]]:
        """Plan anew, in half hours after nine, and make final.

        Returns:
            For each person: their sequence, whether it is cancelled, and the turn they heard of it.
        """
        Calendar.objects.filter(pk=self.calendar.pk).update(finalized=False)
        Meet.objects.filter(calendar=self.calendar).delete()
        for name, start in starts.items():
            Meet.objects.create(meeter=self.person(name), **times(start), calendar=self.calendar)
        self.turn += 1
        finalize_calendar(
            owner=self.calendar.owner,
            calendar_id=self.calendar.pk,
            now=FIRST + timedelta(days=self.turn),
        )
        return {
            row.person.first_name: (row.sequence, row.cancelled, (row.told_at - FIRST).days)
            for row in self.rows()
        }

    def person(self, name: str) -> User:
        if name not in self.people:
            self.people[name] = make_user(name)
        return self.people[name]

    def rows(self) -> list[Appointment]:
        return list(Appointment.objects.filter(calendar=self.calendar).select_related("person"))

    def uids(self) -> dict[str, UUID]:
        return {row.person.first_name: row.uid for row in self.rows()}


def times(start: int) -> dict[str, datetime]:
    begin = NINE + start * HALF_HOUR
    return {"start_period": begin, "end_period": begin + HALF_HOUR}


def make_user(name: str) -> User:
    return User.objects.create(username=f"told{next(numbers)}", first_name=name)


@pytest.fixture
def told() -> Told:
    days: dict[str, Any] = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5)}
    owner = make_user("Owner")
    return Told(Calendar.objects.create(owner=owner, name="Talks", time_zone="UTC", **days))


def test_who_meets_is_told_once(told: Told) -> None:
    assert told.finalize(ada=0, bo=1) == {"ada": (0, False, 1), "bo": (0, False, 1)}
    rows = told.rows()
    assert [(row.start_period, row.end_period) for row in rows] == [
        (NINE, NINE + HALF_HOUR),
        (NINE + HALF_HOUR, NINE + 2 * HALF_HOUR),
    ]
    assert len({row.uid for row in rows}) == 2


def test_the_same_schedule_again_tells_nobody_anything(told: Told) -> None:
    before = told.finalize(ada=0, bo=1)
    uids = told.uids()
    assert told.finalize(bo=1, ada=0) == before
    assert told.uids() == uids


def test_only_whose_meeting_is_another_is_told_and_uids_stay(told: Told) -> None:
    told.finalize(ada=0, bo=1, cy=2)
    uids = told.uids()
    assert told.finalize(ada=4, bo=1, dee=2) == {
        "ada": (1, False, 2),
        "bo": (0, False, 1),
        "cy": (1, True, 2),
        "dee": (0, False, 2),
    }
    assert {name: told.uids()[name] for name in uids} == uids


def test_who_is_cancelled_is_told_once_and_may_come_back(told: Told) -> None:
    told.finalize(ada=0)
    uids = told.uids()
    assert told.finalize() == {"ada": (1, True, 2)}
    assert told.finalize() == {"ada": (1, True, 2)}
    assert told.finalize(ada=0) == {"ada": (2, False, 4)}
    assert told.uids() == uids


@pytest.mark.parametrize("detail", ["name", "location", "description"])
def test_all_are_told_of_other_details(told: Told, detail: str) -> None:
    told.finalize(ada=0, bo=1)
    Calendar.objects.filter(pk=told.calendar.pk).update(**{detail: "Another"})
    assert told.finalize(ada=0, bo=1) == {"ada": (1, False, 2), "bo": (1, False, 2)}


def test_a_schedule_that_is_not_made_final_tells_nobody(told: Told) -> None:
    Meet.objects.create(calendar=told.calendar, meeter=told.person("ada"), **times(0))
    with pytest.raises(Stale):
        finalize_calendar(
            owner=told.calendar.owner, calendar_id=told.calendar.pk, now=FIRST, if_match="another"
        )
    assert told.rows() == []


def test_many_cost_no_more_queries(told: Told) -> None:
    costs = []
    for size in (2, 40):
        names = {f"{size}-{number}": number for number in range(size)}
        told.finalize(**names)
        moved = {name: start + 100 for name, start in names.items()}
        with CaptureQueriesContext(connection) as queries:
            told.finalize(**moved)
        inserted = [query for query in queries if "INSERT" in query["sql"]]
        costs.append(len(queries) - len(inserted))
    assert costs[0] == costs[1]
