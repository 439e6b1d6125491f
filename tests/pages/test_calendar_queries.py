"""What the pages around a calendar cost: the same with one row and with three."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.queries import MOST, browser_of, cost

from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.contacts.models import Contact
from oneonone.schedules.models import Absence

# What is downloaded shows as much as several pages do.
MOST_IN_ALL = {"/me/data/export/": 17}
PAGES = (
    "/home/",
    "/me/data/",
    "/me/data/export/",
    "/me/data/delete/",
    "/c/new/",
    "/c/{calendar}/",
    "/c/{calendar}/?show=unplaced",
    "/c/{calendar}/settings/",
    "/c/{calendar}/delete/",
    "/c/{calendar}/invite/",
    "/c/{calendar}/join-link/",
    "/c/{calendar}/invitee/{invitee}/",
    "/c/{calendar}/invitee/{invitee}/remove/",
    "/c/{calendar}/replies.csv/",
)
NINE = datetime(2094, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db


def somebody() -> User:
    return User.objects.create_user(new_username())


def open_calendar(owner: User, *invited: User, finalized: bool = False) -> Invitee:
    """Make one in which everybody has answered, and has a meeting; give an invitee of it."""
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5)}
    made = Calendar.objects.create(
        owner=owner, name="Talks", time_zone="UTC", finalized=finalized, **days
    )
    for user in (owner, *invited):
        times = {"calendar": made, "start_period": NINE, "end_period": NINE + HOUR}
        Availability.objects.create(user=user, preference=2, **times)
        if user != owner:
            Meet.objects.create(meeter=user, **times)
            last = Invitee.objects.create(calendar=made, invitee=user, deadline=NINE)
            times.pop("calendar")
            Absence.objects.create(invited=last, said_at=NINE, **times)
    return last


def surround(user: User, rows: int) -> Invitee:
    """Give somebody so many contacts, calendars, people in them, and invitations."""
    for _ in range(rows):
        Contact.objects.create(requester=user, requested=somebody(), accepted=True)
        Contact.objects.create(requester=somebody(), requested=user)
        Contact.objects.create(requester=user, requested=somebody())
        for finalized in (True, False):
            open_calendar(somebody(), user, finalized=finalized)
            last = open_calendar(user, *(somebody() for _ in range(rows)))
    return last


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_few_queries_and_no_more_with_more_to_show(path: str) -> None:
    costs = []
    for rows in (1, 3):
        user = somebody()
        browser = browser_of(user)
        browser.get("/me/profile/")  # makes the profile
        last = surround(user, rows)
        costs.append(cost(browser, path.format(calendar=last.calendar_id, invitee=last.pk)))
    assert costs[0] == costs[1] <= MOST_IN_ALL.get(path, MOST)


def test_many_are_shown_a_hundred_at_a_time() -> None:
    owner = somebody()
    people = User.objects.bulk_create(
        User(username=new_username(), first_name=f"{number:03}") for number in range(101)
    )
    calendar = open_calendar(owner, people[0]).calendar
    rest = [Invitee(calendar=calendar, invitee=person, deadline=NINE) for person in people[1:]]
    Invitee.objects.bulk_create(rest)
    browser = browser_of(owner)
    pages = [browser.get(f"/c/{calendar.pk}/?page={number}").content.decode() for number in (1, 2)]
    shown = [re.findall(r'<span class="title">(\d+)</span>', page) for page in pages]
    assert shown == [[f"{number:03}" for number in range(100)], ["100"]]
    assert f'rel="next" href="/c/{calendar.pk}/?page=2"' in pages[0]
    assert f'rel="prev" href="/c/{calendar.pk}/?page=1"' in pages[1]
    silent = browser.get(f"/c/{calendar.pk}/?show=waiting&page=2").content.decode()
    assert f'rel="prev" href="/c/{calendar.pk}/?show=waiting&amp;page=1"' in silent
