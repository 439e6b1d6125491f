"""Entering times costs few queries, however many times there are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.guests import let_in
from support.queries import MOST, browser_of, cost

from oneonone.calendars.guests import digest_of
from oneonone.calendars.models import Availability, Calendar, Invitee

START = datetime(2094, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


def calendar_with(rows: int) -> Calendar:
    """Make a calendar whose owner and one invitee have so many times each."""
    owner, person = (User.objects.create_user(new_username()) for _ in range(2))
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 21)}
    calendar = Calendar.objects.create(owner=owner, name="Talks", time_zone="UTC", **days)
    Invitee.objects.create(calendar=calendar, invitee=person, deadline=START)
    Availability.objects.bulk_create(
        Availability(
            calendar=calendar,
            user=user,
            start_period=START + number * HOUR,
            end_period=START + number * HOUR + HOUR / 2,
            preference=2,
        )
        for number in range(rows)
        for user in (owner, person)
    )
    return calendar


def link_to(calendar: Calendar) -> Invitee:
    Invitee.objects.filter(calendar=calendar).update(link_digest=digest_of(new_username()))
    return Invitee.objects.get(calendar=calendar)


@pytest.mark.parametrize("view", ["", "?view=list", "?view=text"])
@pytest.mark.parametrize("who", ["owner", "invitee", "phone", "guest"])
def test_a_page_costs_the_same_few_queries(view: str, who: str) -> None:
    costs = []
    for rows in (1, 30):
        calendar = calendar_with(rows)
        invited = Invitee.objects.get(calendar=calendar).invitee
        person = {"guest": None, "invitee": invited}.get(who, calendar.owner)
        browser = browser_of(person)
        if person is None:
            let_in(browser, link_to(calendar))
        browser.get(f"/c/{calendar.pk}/availability/")  # makes the profile
        named = f"{'&' if view else '?'}user={invited.pk}" if who == "phone" else ""
        costs.append(cost(browser, f"/c/{calendar.pk}/availability/{view}{named}"))
    assert costs[0] == costs[1] <= MOST
