"""What the schedule's pages cost: the same with one meeting and with three."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.queries import MOST, browser_of
from support.queries import cost as cost_of

from oneonone.accounts.models import Profile
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.contacts.models import Contact
from oneonone.schedules.actions.finality import finalize_calendar
from oneonone.schedules.models import Absence, Swap

NINE = datetime(2094, 3, 1, 9, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
PAGES = (
    "schedule/",
    "schedule/report/",
    "schedule/verdict/",
    "schedule/others/",
    "schedule/overview/",
    "schedule/{invitee}/",
    "schedule/{invitee}/costs/",
    "schedule.csv/",
    "print/",
    "finalize/",
)
FINAL_PAGES = ("", "schedule/", "reopen/")

pytestmark = pytest.mark.django_db


def somebody() -> User:
    user = User.objects.create_user(new_username())
    Profile.objects.create(user=user)
    return user


def make_calendar(people: int) -> tuple[Calendar, Invitee]:
    day = date(2094, 3, 1)
    calendar = Calendar.objects.create(
        owner=somebody(), name="Talks", start_date=day, end_date=day, time_zone="UTC"
    )
    offer(calendar, calendar.owner)
    for number in range(people + 1):
        person = somebody()
        offer(calendar, person)
        invited = Invitee.objects.create(calendar=calendar, invitee=person, deadline=NINE)
        if number < people:
            start = NINE + number * HALF_HOUR
            times = {"start_period": start, "end_period": start + HALF_HOUR}
            Meet.objects.create(calendar=calendar, meeter=person, **times)
            Absence.objects.create(invited=invited, said_at=NINE, **times)
    return calendar, invited


def offer(calendar: Calendar, user: User) -> None:
    times = {"start_period": NINE, "end_period": NINE + 3 * HALF_HOUR}
    Availability.objects.create(calendar=calendar, user=user, preference=2, **times)


def cost(user: User, path: str) -> int:
    return cost_of(browser_of(user), path)


@pytest.mark.parametrize("path", PAGES)
def test_owners_page(path: str) -> None:
    costs = []
    for people in (1, 3):
        calendar, invited = make_calendar(people)
        address = f"/c/{calendar.pk}/{path.format(invitee=invited.pk)}"
        costs.append(cost(calendar.owner, address))
    assert costs[0] == costs[1] <= MOST


def test_files_for_calendars() -> None:
    costs = []
    for people in (1, 3):
        calendar, _ = make_calendar(people)
        finalize_calendar(owner=calendar.owner, calendar_id=calendar.pk, now=NINE)
        costs.append(cost(calendar.owner, f"/c/{calendar.pk}/schedule.ics/"))
        person = Meet.objects.filter(calendar=calendar).latest("pk").meeter
        assert cost(person, f"/c/{calendar.pk}/meeting.ics/") <= MOST
    assert costs[0] == costs[1] <= MOST


@pytest.mark.parametrize("path", FINAL_PAGES)
def test_owners_page_once_final(path: str) -> None:
    costs = []
    for people in (1, 3):
        calendar, _ = make_calendar(people)
        Calendar.objects.filter(pk=calendar.pk).update(finalized=True)
        costs.append(cost(calendar.owner, f"/c/{calendar.pk}/{path}"))
    assert costs[0] == costs[1] <= MOST


@pytest.mark.parametrize("final", [True, False])
def test_own_meeting(*, final: bool) -> None:
    calendar, invited = make_calendar(1)
    Calendar.objects.filter(pk=calendar.pk).update(finalized=final)
    assert cost(invited.invitee, f"/c/{calendar.pk}/meeting/") <= MOST


def test_saying_that_one_cannot_come() -> None:
    calendar, _ = make_calendar(1)
    Calendar.objects.filter(pk=calendar.pk).update(finalized=True)
    person = Meet.objects.get(calendar=calendar).meeter
    assert cost(person, f"/c/{calendar.pk}/cannot-come/") <= MOST


def test_swapping() -> None:
    """Each page costs the same, however many could swap and are asked."""
    costs = []
    for people in (2, 25):
        calendar, _ = make_calendar(people)
        Absence.objects.filter(invited__calendar=calendar).delete()
        Calendar.objects.filter(pk=calendar.pk).update(finalized=True, swaps_allowed=True)
        first, *others = Invitee.objects.filter(calendar=calendar).order_by("pk")
        for other in others[:-1]:
            Swap.objects.create(asker=other, asked=first, asked_at=NINE)
        around = f"/c/{calendar.pk}/"
        pages = ("/home/", f"{around}meeting/", f"{around}swaps/")
        costs.append([cost(first.invitee, page) for page in pages])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= MOST


def test_home_of_an_owner_who_is_invited_too() -> None:
    """Everything that may wait waits: swaps, absences, requests, invitations by mail."""
    costs = []
    for people in (1, 3):
        calendar, _ = make_calendar(people)
        other, _ = make_calendar(people)
        both = Calendar.objects.filter(pk__in=[calendar.pk, other.pk])
        both.update(finalized=True, swaps_allowed=True)
        own = Invitee.objects.create(calendar=other, invitee=calendar.owner, deadline=NINE)
        times = {"start_period": NINE - HALF_HOUR, "end_period": NINE}
        Meet.objects.create(calendar=other, meeter=calendar.owner, **times)
        first = Invitee.objects.filter(calendar=other).earliest("pk")
        Swap.objects.create(asker=first, asked=own, asked_at=NINE)
        Profile.objects.filter(user=calendar.owner).update(email_confirmed_at=NINE)
        for _ in range(people):
            Contact.objects.create(requester=somebody(), requested=calendar.owner)
        costs.append(cost(calendar.owner, "/home/"))
    assert costs[0] == costs[1] <= MOST
