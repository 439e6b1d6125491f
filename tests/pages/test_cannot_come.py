"""Saying on one's page that one can't come, and where the owner sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from support.calendars import cannot_come, fill_calendar, finalize, get, reopen
from support.pages import Visitor, errors, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.calendars import Filled
    from support.people import Cast

    Come = Callable[..., Visitor]

REASON = "My cat <b>Xerxes</b> is ill"
SHOWN = "My cat &lt;b&gt;Xerxes&lt;/b&gt; is ill"
REFUSED = "You have no final meeting in this calendar."


@pytest.fixture
def final(cast: Cast) -> Filled:
    filled = fill_calendar(cast)
    finalize(cast.owner, filled.calendar)
    return filled


def listed(cast: Cast, filled: Filled) -> list[str]:
    return [row["reason"] for row in get(cast.owner, f"{filled.calendar}cannot-come/")]


def test_it_is_said_and_taken_back(visitor: Come, cast: Cast, final: Filled) -> None:
    browser, around = visitor(cast.invitee), f"/c/{final.id}/"
    assert f'href="{around}cannot-come/"' in browser.see(f"{around}meeting/").text
    page = browser.see(f"{around}cannot-come/").text
    assert "Owner Tester sees it" in page
    answer = browser.send(f"{around}cannot-come/", {"reason": REASON})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{around}meeting/")
    page = browser.see(f"{around}meeting/")
    assert notices(page) == ["Owner Tester sees now that you can't come."]
    assert "You meet Owner Tester" in page.text
    assert SHOWN in page.text
    assert listed(cast, final) == [REASON]
    assert SHOWN in browser.see(f"{around}cannot-come/").text
    answer = browser.send(f"{around}can-come/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{around}meeting/")
    page = browser.see(f"{around}meeting/")
    assert notices(page) == ["You can come after all."]
    assert SHOWN not in page.text
    assert listed(cast, final) == []
    assert browser.send(f"{around}can-come/").status_code == httpx.codes.NOT_FOUND


def test_what_was_typed_is_refused_beside_its_field(
    visitor: Come, cast: Cast, final: Filled
) -> None:
    answer = visitor(cast.invitee).send(f"/c/{final.id}/cannot-come/", {"reason": "x" * 501})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert errors(answer) == ["Why: Ensure this field has no more than 500 characters."]
    assert listed(cast, final) == []


def test_in_an_open_calendar_there_is_nothing_to_say(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    browser, path = visitor(cast.invitee), f"/c/{filled.id}/cannot-come/"
    for answer in (browser.see(path), browser.send(path, {"reason": REASON})):
        assert answer.status_code == httpx.codes.BAD_REQUEST
        assert REFUSED in answer.text
    assert listed(cast, filled) == []


def test_the_owner_sees_it_everywhere_and_may_reopen(
    visitor: Come, cast: Cast, final: Filled
) -> None:
    browser, around = visitor(cast.owner), f"/c/{final.id}/"
    pages = (around, f"{around}schedule/", f"{around}schedule/overview/", f"{around}print/")
    for page in pages:
        assert "can't come" not in browser.see(page).text
    cannot_come(cast.invitee, final.invited, REASON)
    for page in (*pages, f"{around}reopen/"):
        assert "can't come" in browser.see(page).text
    assert f'href="{around}schedule/">1 person can' in browser.see("/home/").text
    for page in (around, f"{around}schedule/"):
        assert SHOWN in browser.see(page).text
        assert f'href="{around}reopen/"' in browser.see(page).text


def test_after_reopening_it_is_still_said_until_it_is_final_again(
    visitor: Come, cast: Cast, final: Filled
) -> None:
    cannot_come(cast.invitee, final.invited, REASON)
    reopen(cast.owner, final.calendar)
    browser, around = visitor(cast.owner), f"/c/{final.id}/"
    assert SHOWN in browser.see(around).text
    board = browser.see(f"{around}schedule/").text
    assert SHOWN in board
    assert "meet level-0 absent" in board
    finalizing = browser.see(f"{around}finalize/").text
    assert "1 person said that they can't come at the time" in finalizing
    own = visitor(cast.invitee)
    assert SHOWN in own.see(f"{around}meeting/").text
    finalize(cast.owner, final.calendar)
    for page in (around, f"{around}schedule/"):
        assert SHOWN not in browser.see(page).text
    assert SHOWN not in own.see(f"{around}meeting/").text


def test_no_other_invitee_sees_anything_of_it(visitor: Come, cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited, REASON)
    browser, around = visitor(cast.other), f"/c/{final.id}/"
    for path in ("/home/", f"{around}meeting/", f"{around}availability/", "/me/data/export/"):
        assert "Xerxes" not in browser.see(path).text


def test_it_is_taken_along(visitor: Come, cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited, REASON)
    rows = visitor(cast.invitee).see("/me/data/export/").json()["cannot_come"]
    assert [row["reason"] for row in rows if row["id"] == final.invited["id"]] == [REASON]
