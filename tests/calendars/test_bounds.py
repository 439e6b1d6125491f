"""A calendar holds so much and no more, so that no request costs more than its budget."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.contrib.auth.models import User

from oneonone.calendars.actions.availabilities import add_availability, replace_availabilities
from oneonone.calendars.actions.invitees import invite_user
from oneonone.calendars.models import Availability, Calendar, Invitee
from oneonone.calendars.periods import Period
from oneonone.common.errors import Invalid

START = datetime(2094, 3, 1, 9, tzinfo=UTC)
NINE_TO_TEN = Period(START, START + timedelta(hours=1), 2)
numbers = count(1)

pytestmark = pytest.mark.django_db


def make_user() -> User:
    return User.objects.create(username=f"bounded{next(numbers)}")


@pytest.fixture
def calendar() -> Calendar:
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5)}
    return Calendar.objects.create(owner=make_user(), name="Talks", time_zone="UTC", **days)


def test_availabilities(calendar: Calendar) -> None:
    Availability.objects.bulk_create(
        Availability(
            calendar=calendar,
            user=calendar.owner,
            start_period=START,
            end_period=START + timedelta(hours=1),
            preference=1,
        )
        for _ in range(19_999)
    )
    add = {"user": calendar.owner, "calendar_id": calendar.pk, "period": NINE_TO_TEN, "now": START}
    add_availability(**add)
    with pytest.raises(Invalid, match="at most 20,000 availabilities"):
        add_availability(**add)
    assert Availability.objects.filter(calendar=calendar).count() == 20_000


def test_availabilities_replaced(calendar: Calendar) -> None:
    """Those of others count; those that are replaced don't."""
    others = [NINE_TO_TEN] * 5
    replace = {"user": calendar.owner, "calendar_id": calendar.pk, "now": START}
    person = make_user()
    Invitee.objects.create(calendar=calendar, invitee=person, deadline=START)
    replace_availabilities(periods=others, for_user=person.pk, **replace)
    most = [NINE_TO_TEN] * 19_995
    for _ in range(2):
        assert len(replace_availabilities(periods=most, **replace)) == 19_995
    with pytest.raises(Invalid, match="at most 20,000 availabilities"):
        replace_availabilities(periods=[*most, NINE_TO_TEN], **replace)
    assert Availability.objects.filter(calendar=calendar).count() == 20_000
    assert replace_availabilities(periods=[], **replace) == []
    assert Availability.objects.filter(calendar=calendar).count() == 5


def test_invitees(calendar: Calendar) -> None:
    people = User.objects.bulk_create(
        User(username=f"crowd{number} of {calendar.pk}") for number in range(2_001)
    )
    Invitee.objects.bulk_create(
        Invitee(calendar=calendar, invitee=person, deadline=START) for person in people[:1_999]
    )
    invite = {
        "owner": calendar.owner,
        "calendar_id": calendar.pk,
        "deadline": START,
        "now": START,
    }
    invite_user(invitee=people[1_999].pk, **invite)
    with pytest.raises(Invalid, match="at most 2,000 invitees"):
        invite_user(invitee=people[2_000].pk, **invite)
    assert Invitee.objects.filter(calendar=calendar).count() == 2_000
