"""How many mails a join link may cause, and how often one client may press it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from support.accounts import new_username
from support.calendars import id_of, make_calendar, open_to_all
from support.pages import Visitor, visit
from support.people import register

from oneonone.accounts.models import Guest
from oneonone.calendars.models import JoinLink
from oneonone.jobs.models import Job
from oneonone.limits.actions import key_of
from oneonone.limits.models import Spending
from oneonone.limits.policy import JOIN_MAILS_BY_LINK, JOINS_BY_ADDRESS, Limit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.people import Person
    from support.service import Service

    Serve = Callable[..., Service]

SENT = "Look into your mail"


@pytest.fixture(autouse=True)
def _look_into_the_database(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def owner(serve: Serve) -> Iterator[Person]:
    person = register(serve("proxied", ONEONONE_PROXIES="1").url)
    yield person
    person.http.close()


@pytest.fixture
def anybody(serve: Serve) -> Iterator[Visitor]:
    visitor = visit(serve("proxied", ONEONONE_PROXIES="1").url)
    yield visitor
    visitor.http.close()


def token_of(owner: Person, calendar: str) -> str:
    return open_to_all(owner, calendar).partition("token=")[2]


def ask(visitor: Visitor, token: str, address: str, source: str) -> tuple[int, bool]:
    values = {"token": token, "name": "Ana", "email": address}
    answer = visitor.send("/join/", values, headers={"X-Forwarded-For": source})
    return answer.status_code, SENT in answer.text


def mails_to(address: str) -> int:
    asked = Job.objects.filter(name="calendars.join", payload__address__iexact=address)
    return asked.count()


def test_an_address_gets_one_mail_by_a_link_whoever_asks_and_however(
    owner: Person, anybody: Visitor
) -> None:
    first, second = (token_of(owner, make_calendar(owner)) for _ in range(2))
    address = f"{new_username('stranger')}@example.org"
    spelled = (address, address.upper(), f"Ana <{address}>")
    answers = [ask(anybody, first, spelled[n % 3], f"203.0.113.{n}") for n in range(6)]
    assert answers == [(200, True)] * 6
    assert mails_to(address) == 1
    assert ask(anybody, second, address, "203.0.113.7") == (200, True)
    assert mails_to(address) == 2
    assert not Guest.objects.filter(address=address).exists()


def test_an_address_that_is_in_has_its_mail_counted_alike(owner: Person, anybody: Visitor) -> None:
    calendar = make_calendar(owner)
    token = token_of(owner, calendar)
    address = f"{new_username('invited')}@example.org"
    body = {"email": address, "deadline": "2099-01-01T00:00:00Z"}
    assert owner.call("POST", f"{calendar}invitee/", body).status_code == 200
    answers = [ask(anybody, token, address, f"203.0.113.{n}") for n in range(20, 23)]
    assert answers == [(200, True)] * 3
    assert mails_to(address) == 1


def use_up(limit: Limit, subject: object) -> None:
    """Let all but one of what a limit allows have happened."""
    ends_at = datetime.now(UTC) + timedelta(hours=1)
    Spending.objects.create(key=key_of(limit, subject), count=limit.times - 1, ends_at=ends_at)


def test_a_link_causes_only_so_many_mails(owner: Person, anybody: Visitor) -> None:
    calendar = make_calendar(owner)
    token, name = token_of(owner, calendar), new_username("many")
    use_up(JOIN_MAILS_BY_LINK, JoinLink.objects.get(calendar=id_of(calendar)).pk)
    assert ask(anybody, token, f"{name}-1@example.org", "203.0.113.50") == (200, True)
    values = {"token": token, "name": "Ana", "email": f"{name}-2@example.org"}
    refused = anybody.send("/join/", values, headers={"X-Forwarded-For": "203.0.113.51"})
    assert refused.status_code == 429
    assert f"<p>{JOIN_MAILS_BY_LINK.refusal}</p>" in refused.text
    assert mails_to(values["email"]) == 0
    other = token_of(owner, make_calendar(owner))
    assert ask(anybody, other, values["email"], "203.0.113.52") == (200, True)
    assert mails_to(values["email"]) == 1


def test_one_client_may_press_only_so_often(owner: Person, anybody: Visitor) -> None:
    token = token_of(owner, make_calendar(owner))
    source = "198.51.100.91"
    use_up(JOINS_BY_ADDRESS, source)
    answers = [ask(anybody, token, "no address", source) for _ in range(2)]
    assert answers == [(400, False), (429, False)]
    assert ask(anybody, token, "no address", "198.51.100.92") == (400, False)
