"""How many mails one may cause: reminders of a calendar, and links for whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.calendars import day, id_of, make_calendar
from support.pages import Visitor, visit
from support.people import register
from support.swaps import NINE, TEN, make_swappable

from oneonone.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.people import Person
    from support.service import Service

    Serve = Callable[..., Service]

TOO_MANY = "You have asked for many swaps today. Give the others time to answer."
ENOUGH = "You have reminded them three times within a day. Give them time to answer."


@pytest.fixture(autouse=True)
def _look_into_the_database(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def asked(serve: Serve) -> Iterator[tuple[Person, str]]:
    """Give an owner and their calendar, which somebody has not answered."""
    url = serve("proxied", ONEONONE_PROXIES="1").url
    owner = register(url)
    calendar = make_calendar(owner)
    username = new_username("silent")
    User.objects.create(username=username, email=f"{username}@example.org")
    body = {"username": username, "deadline": "2099-01-01T00:00:00Z"}
    assert owner.call("POST", f"{calendar}invitee/", body).status_code == 200
    yield owner, calendar
    owner.http.close()


def reminders(calendar: str) -> int:
    key = id_of(calendar)
    return Job.objects.filter(name="calendars.reminder", payload__calendar=key).count()


def test_reminders_are_counted_by_calendar(asked: tuple[Person, str]) -> None:
    owner, calendar = asked
    answers = [owner.call("POST", f"{calendar}remind/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].json() == {"detail": ENOUGH}
    assert 86_000 < int(answers[-1].headers["Retry-After"]) <= 86_400
    assert reminders(calendar) == 3
    other = make_calendar(owner)
    nobody = [owner.call("POST", f"{other}remind/").json() for _ in range(5)]
    assert nobody == [{"reminded": 0}] * 5


def test_a_page_says_when_people_may_be_reminded_again(asked: tuple[Person, str]) -> None:
    owner, calendar = asked
    visitor = visit(str(owner.http.base_url), owner.username)
    path = f"/c/{calendar.split('/')[2]}/remind/"
    answers = [visitor.send(path) for _ in range(4)]
    visitor.http.close()
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert f"<p>{ENOUGH}</p>" in answers[-1].text
    assert "<p>Please try again in 24 hours.</p>" in answers[-1].text


@pytest.fixture
def anybody(serve: Serve) -> Iterator[Visitor]:
    visitor = visit(serve("proxied", ONEONONE_PROXIES="1").url)
    yield visitor
    visitor.http.close()


def ask(visitor: Visitor, email: str, source: str) -> int:
    headers = {"X-Forwarded-For": source}
    return visitor.send("/reset/", {"email": email}, headers=headers).status_code


def asked_for() -> int:
    return Job.objects.filter(name="accounts.links").count()


def test_links_to_one_mailbox_are_limited_wherever_they_are_asked_for(anybody: Visitor) -> None:
    before = asked_for()
    email = f"{new_username('limited')}@example.org"
    spelled = (email, email.upper(), email.title())
    statuses = [ask(anybody, spelled[n % 3], f"203.0.113.{n}") for n in range(6)]
    assert statuses == [302] * 5 + [429]
    assert asked_for() - before == 5
    assert ask(anybody, f"other-{email}", "203.0.113.9") == 302


def test_who_asks_for_links_to_ever_other_mailboxes_is_limited(anybody: Visitor) -> None:
    name = new_username("many")
    statuses = [ask(anybody, f"{name}-{n}@example.org", "198.51.100.77") for n in range(61)]
    assert statuses == [302] * 60 + [429]
    assert ask(anybody, f"{name}@example.org", "198.51.100.78") == 302


def test_requests_to_swap_are_counted_by_person(serve: Serve) -> None:
    url = serve("proxied", ONEONONE_PROXIES="1").url
    owner, one, other = (register(url) for _ in range(3))
    final = make_swappable(owner, (one, other))
    for _ in range(20):
        asked = final.ask(one, TEN)
        assert one.call("DELETE", f"{final.path(one)}{asked['id']}/").status_code == 200
    answer = one.call("POST", final.path(one), {"start_period": day(TEN)})
    assert (answer.status_code, answer.json()) == (429, {"detail": TOO_MANY})
    assert 86_000 < int(answer.headers["Retry-After"]) <= 86_400
    assert final.see(one)["sent"] == []
    final.ask(other, NINE)
    final.accept(one)
    for person in (owner, one, other):
        person.http.close()
