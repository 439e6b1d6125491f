"""Times come out of either database aware, whichever way they are read."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F, Max
from django.db.models.functions import Greatest

from oneonone.calendars.models import Availability, Calendar

START = datetime(2094, 3, 1, 9, tzinfo=UTC)
END = datetime(2094, 3, 1, 10, 0, 0, 123, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> int:
    owner = User.objects.create(username=f"keeper{User.objects.count()}")
    calendar = Calendar.objects.create(
        owner=owner,
        name="Talks",
        start_date=date(2094, 3, 1),
        end_date=date(2094, 3, 5),
        time_zone="UTC",
    )
    times = {"start_period": START, "end_period": END}
    return Availability.objects.create(calendar=calendar, user=owner, preference=1, **times).pk


def test_a_column(key: int) -> None:
    found = Availability.objects.get(pk=key)
    assert (found.start_period, found.end_period) == (START, END)
    assert found.start_period.utcoffset() == timedelta()


def test_an_expression(key: int) -> None:
    rows = Availability.objects.filter(pk=key)
    assert rows.aggregate(last=Max("end_period")) == {"last": END}
    later = rows.annotate(later=Greatest("start_period", F("end_period"))).get().later
    assert (later, later.utcoffset()) == (END, timedelta())


def test_sql(key: int) -> None:
    sql = "SELECT *, end_period AS ends FROM calendars_availability WHERE id = %s"
    [found] = Availability.objects.raw(sql, [key])
    assert (found.start_period, vars(found)["ends"]) == (START, END)


def test_an_iterator(key: int) -> None:
    rows = Availability.objects.filter(pk=key).values_list("start_period", "end_period")
    assert list(rows.iterator(chunk_size=10)) == [(START, END)]


def test_nothing(key: int) -> None:
    assert User.objects.filter(last_login=None).values_list("last_login").first() == (None,)
