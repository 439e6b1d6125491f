"""Swapping a meeting on its page, and the owner's leave."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import httpx
import pytest
from support.calendars import cannot_come, day, done, fill_calendar, finalize, get, reopen
from support.pages import Visitor, notices
from support.people import PASSWORD
from support.swaps import ELEVEN, NINE, TEN, Swappable, allow_swaps, make_swappable

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast

    Come = Callable[..., Visitor]

ASKED, MINE = "Would you swap?", "You asked to swap for"


@pytest.fixture
def final(cast: Cast) -> Swappable:
    return make_swappable(cast.owner, (cast.invitee, cast.other, cast.stranger))


def offered(page: httpx.Response) -> list[str]:
    return [
        unescape(start)[11:16] for start in re.findall(r'start_period" value="(.*?)"', page.text)
    ]


def acts(page: httpx.Response) -> list[str]:
    return re.findall(r'action="(/c/\d+/swaps/\d+/\w+/)"', page.text)


def lead(answer: httpx.Response, path: str) -> None:
    assert (answer.status_code, answer.headers.get("Location")) == (302, path)


def test_the_owner_allows_it_open_or_final(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    browser, around = visitor(cast.owner), f"/c/{filled.id}/"
    done(cast.owner, "POST", f"{filled.calendar}schedule/")
    page = browser.see(around)
    assert "Allow swaps" in page.text
    lead(browser.send(f"{around}swapping/", {"allowed": "true"}), around)
    page = browser.see(around)
    assert notices(page) == ["Meetings may be swapped now."]
    assert "Allow no swaps any more" in page.text
    assert "something has changed" not in page.text.lower()
    finalize(cast.owner, filled.calendar)
    lead(browser.send(f"{around}swapping/", {"allowed": "false"}), around)
    assert notices(browser.see(around)) == ["Meetings can't be swapped any more."]
    assert get(cast.owner, f"{filled.calendar}swapping/") == {"allowed": False}
    for values in ({}, {"allowed": "perhaps"}):
        assert browser.send(f"{around}swapping/", values).status_code == 400


def test_one_asks_and_the_other_agrees(visitor: Come, cast: Cast, final: Swappable) -> None:
    one, other, around = visitor(cast.invitee), visitor(cast.other), f"/c/{final.id}/"
    assert f'href="{around}swaps/"' in one.see(f"{around}meeting/").text
    page = one.see(f"{around}swaps/")
    assert offered(page) == [TEN, ELEVEN]
    lead(one.send(f"{around}swaps/", {"start_period": day(TEN)}), f"{around}meeting/")
    page = one.see(f"{around}meeting/")
    assert notices(page) == ["They are asked. What they say stands here."]
    assert (MINE in page.text, ASKED in page.text, "Not answered" in page.text) == (1, 0, 1)
    assert offered(one.see(f"{around}swaps/")) == [ELEVEN]
    assert f'href="{around}meeting/">Would you swap' in other.see("/home/").text
    assert f'href="{around}meeting/">Would you swap' not in one.see("/home/").text
    page = other.see(f"{around}meeting/")
    assert (MINE in page.text, ASKED in page.text) == (0, 1)
    for name in (cast.invitee.username, "Invitee Tester"):
        assert name not in page.text
    accepting, _ = acts(page)
    lead(other.send(accepting), f"{around}meeting/")
    page = other.see(f"{around}meeting/")
    assert notices(page) == ["You have swapped. This is your meeting now."]
    assert f'class="when"><time datetime="{day(NINE)}"' in page.text
    assert ASKED not in page.text
    assert MINE not in one.see(f"{around}meeting/").text
    assert other.send(accepting).status_code == httpx.codes.NOT_FOUND


def test_one_says_no_and_the_other_sees_it(visitor: Come, cast: Cast, final: Swappable) -> None:
    one, other, around = visitor(cast.invitee), visitor(cast.other), f"/c/{final.id}/"
    final.ask(cast.invitee, TEN)
    _, declining = acts(other.see(f"{around}meeting/"))
    lead(other.send(declining), f"{around}meeting/")
    assert notices(other.see(f"{around}meeting/")) == ["You keep your meeting."]
    page = one.see(f"{around}meeting/")
    assert ("Declined" in page.text, acts(page)) == (True, [])
    assert offered(one.see(f"{around}swaps/")) == [ELEVEN]
    answer = one.send(f"{around}swaps/", {"start_period": day(TEN)})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert "Whoever meets then would rather not swap." in answer.text


def test_it_is_taken_back(visitor: Come, cast: Cast, final: Swappable) -> None:
    browser, around = visitor(cast.invitee), f"/c/{final.id}/"
    final.ask(cast.invitee, TEN)
    (taking_back,) = acts(browser.see(f"{around}meeting/"))
    lead(browser.send(taking_back), f"{around}meeting/")
    page = browser.see(f"{around}meeting/")
    assert notices(page) == ["You ask for this time no more."]
    assert MINE not in page.text
    assert final.see(cast.other)["received"] == []


@pytest.mark.parametrize(
    "values", [{}, {"start_period": "2094-03-01T25:00"}, {"start_period": "x"}]
)
def test_what_no_button_sends_is_refused(
    visitor: Come, cast: Cast, final: Swappable, values: dict[str, str]
) -> None:
    answer = visitor(cast.invitee).send(f"/c/{final.id}/swaps/", values)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert final.see(cast.invitee)["sent"] == []


def test_where_it_is_not_allowed_nothing_leads_there(
    visitor: Come, cast: Cast, final: Swappable
) -> None:
    final.ask(cast.other, NINE)
    allow_swaps(cast.owner, final.calendar, allowed=False)
    browser, around = visitor(cast.invitee), f"/c/{final.id}/"
    page = browser.see(f"{around}meeting/").text
    assert (f"{around}swaps/" in page, ASKED in page) == (False, False)
    page = browser.see(f"{around}swaps/").text
    assert "Owner Tester does not allow swapping meetings in this calendar." in page


def test_who_cannot_come_is_not_led_there(visitor: Come, cast: Cast, final: Swappable) -> None:
    cannot_come(cast.invitee, final.invited[cast.invitee.id])
    browser, around = visitor(cast.invitee), f"/c/{final.id}/"
    assert f"{around}swaps/" not in browser.see(f"{around}meeting/").text
    assert offered(browser.see(f"{around}swaps/")) == []


def test_without_a_final_meeting_there_is_no_page(
    visitor: Come, cast: Cast, final: Swappable
) -> None:
    browser, path = visitor(cast.invitee), f"/c/{final.id}/swaps/"
    reopen(cast.owner, final.calendar)
    for answer in (browser.see(path), browser.send(path, {"start_period": day(TEN)})):
        assert answer.status_code == httpx.codes.BAD_REQUEST


def test_ones_own_requests_are_taken_along(visitor: Come, cast: Cast, final: Swappable) -> None:
    final.ask(cast.invitee, TEN)
    mine = final.invited[cast.invitee.id]["id"]
    (row,) = [
        row
        for row in visitor(cast.invitee).see("/me/data/export/").json()["swaps"]
        if row["invitation"] == mine
    ]
    assert row.pop("asked_at")
    assert row == {
        "invitation": mine,
        "own_start": day(NINE),
        "asked_for": day(TEN),
        "declined_at": None,
    }
    others = visitor(cast.other).see("/me/data/export/").json()["swaps"]
    assert day(NINE) not in [row["own_start"] for row in others]


def test_an_account_takes_its_requests_along(visitor: Come, cast: Cast, newcomer: Come) -> None:
    goes = newcomer()
    final = make_swappable(cast.owner, (cast.invitee, goes, cast.other))
    final.ask(goes, NINE)
    final.ask(cast.other, TEN)
    deleting = visitor(goes).send("/me/data/delete/", {"password": PASSWORD})
    assert deleting.status_code == httpx.codes.FOUND
    assert (final.see(cast.invitee)["received"], final.see(cast.other)["sent"]) == ([], [])
