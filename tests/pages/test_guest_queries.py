"""What the pages of guests cost: the same with one row and with three."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.guests import invite, let_in
from support.queries import MOST, browser_of, cost

from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.contacts.blocking import signer

NINE = datetime(2094, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAGES = (
    "/guest/account/",
    "/c/{calendar}/none/",
    "/c/{calendar}/leave/",
    "/c/{calendar}/meeting/",
)
LINKS = ("/guest/?token={token}", "/mails/block/?token={block}")

pytestmark = pytest.mark.django_db


def invited_with(rows: int, token: str) -> Invitee:
    """Invite a guest to so many calendars, with so many others and answers in each."""
    owner = User.objects.create_user(new_username())
    address = f"{new_username()}@example.org"
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5)}
    for number in range(rows):
        calendar = Calendar.objects.create(owner=owner, name="Talks", time_zone="UTC", **days)
        last = invite(calendar.pk, address, token if number == rows - 1 else f"{token}{number}")
        others = [User.objects.create_user(new_username()) for _ in range(rows)]
        for user in (last.invitee, *others):
            times = {"calendar": calendar, "start_period": NINE, "end_period": NINE + HOUR}
            Availability.objects.create(user=user, preference=2, **times)
            Meet.objects.create(meeter=user, **times)
            if user in others:
                Invitee.objects.create(calendar=calendar, invitee=user, deadline=NINE)
    return last


def address_of(path: str, invited: Invitee, token: str) -> str:
    block = signer.sign_object([invited.invitee_id, invited.calendar.owner_id])
    return path.format(calendar=invited.calendar_id, token=token, block=block)


@pytest.mark.parametrize(
    ("path", "finalized"), [*((path, False) for path in PAGES), ("/c/{calendar}/meeting/", True)]
)
def test_a_page_of_a_guest_costs_few_queries(path: str, *, finalized: bool) -> None:
    costs = []
    for rows in (1, 3):
        token = new_username()
        invited = invited_with(rows, token)
        Calendar.objects.filter(pk=invited.calendar_id).update(finalized=finalized)
        browser = browser_of()
        let_in(browser, invited)
        costs.append(cost(browser, address_of(path, invited, token)))
    assert costs[0] == costs[1] <= MOST


@pytest.mark.parametrize("path", LINKS)
@pytest.mark.parametrize("logged_in", [False, True])
def test_a_page_of_a_link_costs_few_queries(path: str, *, logged_in: bool) -> None:
    costs = []
    for rows in (1, 3):
        token = new_username()
        invited = invited_with(rows, token)
        browser = browser_of(User.objects.create_user(new_username()) if logged_in else None)
        costs.append(cost(browser, address_of(path, invited, token)))
    assert costs[0] == costs[1] <= MOST
