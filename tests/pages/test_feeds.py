"""The page of one's own feeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
from support.calendars import get
from support.feeds import read_feed
from support.ics import entries
from support.pages import Visitor, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

FEEDS = "/me/feeds/"


def addresses(page: httpx.Response) -> list[str]:
    return re.findall(r'<textarea id="address"[^>]*>([^<]+)<', page.text)


def test_an_address_is_made_shown_once_and_ended(visitor: Come, newcomer: Make) -> None:
    person = newcomer()
    browser = visitor(person)
    before = browser.see(FEEDS)
    assert (before.status_code, addresses(before)) == (httpx.codes.OK, [])
    assert before.text.count("Make an address") == 2
    made = browser.send(FEEDS, {"kind": "meetings"})
    (address,) = addresses(made)
    assert made.status_code == httpx.codes.OK
    assert f'href="webcal:{address.partition(":")[2]}"' in made.text
    assert made.headers["Cache-Control"] == "private, no-store"
    assert entries(read_feed(person, {"address": address})) == []
    again = browser.see(FEEDS)
    assert address.rpartition("/")[2] not in again.text
    assert "There is an address, made on" in again.text
    (row,) = get(person, "/feeds/")
    ended = browser.send(f"{FEEDS}{row['id']}/revoke/")
    assert (ended.status_code, ended.headers["Location"]) == (httpx.codes.FOUND, FEEDS)
    assert notices(browser.see(FEEDS)) == ["The address is ended. Nobody can read there any more."]
    assert read_feed(person, {"address": address}).status_code == httpx.codes.NOT_FOUND


def test_a_new_address_is_another(visitor: Come, newcomer: Make) -> None:
    person = newcomer()
    browser = visitor(person)
    first, second = (addresses(browser.send(FEEDS, {"kind": "calendars"}))[0] for _ in range(2))
    assert read_feed(person, {"address": first}).status_code == httpx.codes.NOT_FOUND
    assert read_feed(person, {"address": second}).status_code == httpx.codes.OK


def test_a_kind_that_is_none_makes_nothing(visitor: Come, newcomer: Make) -> None:
    person = newcomer()
    browser = visitor(person)
    for values in ({}, {"kind": "others"}):
        assert browser.send(FEEDS, values).status_code == httpx.codes.BAD_REQUEST
    assert get(person, "/feeds/") == []


def test_nobody_ends_the_address_of_another(visitor: Come, newcomer: Make) -> None:
    one, other = newcomer(), newcomer()
    visitor(one).send(FEEDS, {"kind": "meetings"})
    (row,) = get(one, "/feeds/")
    answer = visitor(other).send(f"{FEEDS}{row['id']}/revoke/")
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert get(one, "/feeds/") == [row]
