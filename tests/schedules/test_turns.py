"""One plan at a time: who has to wait for it, who is not let in, and how long one has it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.test.utils import override_settings
from support.accounts import new_username

from oneonone.accounts import tokens
from oneonone.accounts.models import Profile
from oneonone.calendars.models import Availability, Calendar, Invitee
from oneonone.common import clock
from oneonone.limits.actions import spend_up_to
from oneonone.limits.policy import PLANNING_SECONDS
from oneonone.schedules.planning import planning

if TYPE_CHECKING:
    from collections.abc import Iterator

NINE = datetime(2094, 3, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOBODYS = 2**62
BUSY = "Another schedule is being planned. Please try again in a few seconds."
ENOUGH = "You have had very much planned. Please try again in a few minutes."

Act = tuple[str, str, str, Any]
API = {
    "plan": ("POST", "schedule/", {}),
    "check": ("POST", "schedule/check/", {"meets": []}),
    "report": ("GET", "schedule/report/", None),
    "alternatives": ("GET", "schedule/alternatives/", None),
    "costs": ("GET", "invitee/{invitee}/costs/", None),
}
PAGES = {
    "plan": ("POST", "schedule/plan/", None),
    "report": ("GET", "schedule/report/", None),
    "verdict": ("GET", "schedule/verdict/", None),
    "others": ("GET", "schedule/others/", None),
    "costs": ("GET", "schedule/{invitee}/costs/", None),
}
ACTS: list[Act] = [
    *(("/calendars/", *act) for act in API.values()),
    *(("/c/", *act) for act in PAGES.values()),
]

pytestmark = pytest.mark.django_db


def somebody() -> User:
    user = User.objects.create(username=new_username())
    Profile.objects.create(user=user)
    return user


def offer(calendar: Calendar, user: User, start: datetime, end: datetime, level: int = 2) -> None:
    times = {"start_period": start, "end_period": end, "preference": level}
    Availability.objects.create(calendar=calendar, user=user, **times)


def make_calendar(people: int) -> Calendar:
    day = date(2094, 3, 1)
    calendar = Calendar.objects.create(
        owner=somebody(), name="Talks", start_date=day, end_date=date(2094, 3, 5), time_zone="UTC"
    )
    for _ in range(people):
        Invitee.objects.create(calendar=calendar, invitee=somebody(), deadline=NINE)
    return calendar


@pytest.fixture
def calendar() -> Calendar:
    made = make_calendar(1)
    offer(made, made.owner, NINE, NINE + 60 * MINUTE)
    return made


@pytest.fixture
def busy() -> Iterator[None]:
    """Let somebody else have the planner all the while."""
    with planning:
        yield


@pytest.fixture
def limited() -> Iterator[None]:
    with override_settings(RATE_LIMITS=True):
        yield


def ask(user: User, act: Act, calendar: Calendar, *, elsewhere: bool = False) -> Any:
    root, method, path, body = act
    invitee = calendar.invitees.earliest("pk").pk
    address = f"{root}{NOBODYS if elsewhere else calendar.pk}/{path.format(invitee=invitee)}"
    token = f"Bearer {tokens.issue(user, 'access')}"
    browser = Client(headers={"Accept": "application/json", "Authorization": token})
    browser.force_login(user)
    if method == "GET":
        return browser.get(address)
    json = {"content_type": "application/json"} if body is not None else {}
    return browser.post(address, body, **json)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("act", ACTS, ids=str)
def test_who_may_not_plan_does_not_wait_for_the_planner(calendar: Calendar, act: Act) -> None:
    assert ask(somebody(), act, calendar).status_code == 403
    assert ask(calendar.owner, act, calendar, elsewhere=True).status_code == 404
    answer = ask(calendar.owner, act, calendar)
    assert (answer.status_code, answer.json()) == (503, {"detail": BUSY})
    assert "Retry-After" in answer.headers


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("name", ["plan", "others", "costs"])
def test_a_page_to_change_what_is_final_does_not_wait_for_the_planner(
    calendar: Calendar, name: str
) -> None:
    Calendar.objects.filter(pk=calendar.pk).update(finalized=True)
    assert ask(calendar.owner, ("/c/", *PAGES[name]), calendar).status_code == 410


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("act", ACTS, ids=str)
def test_what_is_planned_is_counted_by_who_has_it_planned(calendar: Calendar, act: Act) -> None:
    other = make_calendar(1)
    spend_up_to(PLANNING_SECONDS, calendar.owner_id, PLANNING_SECONDS.times - 1, clock.now())
    assert ask(somebody(), act, calendar).status_code == 403
    assert ask(calendar.owner, act, calendar).status_code in {200, 302}
    answer = ask(calendar.owner, act, calendar)
    assert (answer.status_code, answer.json()) == (429, {"detail": ENOUGH})
    assert 1 <= int(answer.headers["Retry-After"]) <= PLANNING_SECONDS.window.total_seconds()
    assert ask(other.owner, act, other).status_code in {200, 302}


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize(("seconds", "then"), [(1, 200), (7, 429)])
def test_a_plan_that_takes_long_counts_for_as_many_seconds(
    monkeypatch: pytest.MonkeyPatch, calendar: Calendar, seconds: int, then: int
) -> None:
    monkeypatch.setattr("oneonone.schedules.planning.monotonic", count(0, seconds).__next__)
    report = ("/calendars/", *API["report"])
    spend_up_to(PLANNING_SECONDS, calendar.owner_id, PLANNING_SECONDS.times - 5, clock.now())
    assert ask(calendar.owner, report, calendar).status_code == 200
    assert ask(calendar.owner, report, calendar).status_code == then
