"""Opening a final calendar again: said before it is done, done once, and then planned anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from support.calendars import PAST, done, fill_calendar, finalize, get, offer, set_deadline
from support.pages import Visitor, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.calendars import Filled
    from support.people import Cast

    Come = Callable[..., Visitor]

OUTDATED = r"(\d+) changes? since this plan"


@pytest.fixture
def planned(cast: Cast) -> Filled:
    """A calendar whose schedule the planner made."""
    filled = fill_calendar(cast)
    done(cast.owner, "POST", f"{filled.calendar}schedule/")
    return filled


def test_it_says_what_will_happen_and_does_it_once(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    set_deadline(cast.owner, filled.calendar, filled.other_invited, PAST)
    finalize(cast.owner, filled.calendar)
    browser, path = visitor(cast.owner), f"/c/{filled.id}/reopen/"
    for around in (f"/c/{filled.id}/", f"/c/{filled.id}/schedule/"):
        assert f'href="{path}"' in browser.see(around).text
    page = browser.see(path).text
    for said in (
        "All 2 meetings stay where they are",
        "2 people are told that their meeting may change",
        "1 person can change their answer",
        "The deadline of 1 person has passed",
    ):
        assert said in page
    assert get(cast.owner, filled.calendar)["finalized"] is True
    answer = browser.send(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/c/{filled.id}/schedule/")
    told = notices(browser.see(answer.headers["Location"]))
    assert told == ["The calendar is open again. Its schedule is kept until you change it."]
    assert get(cast.owner, filled.calendar)["finalized"] is False
    for again in (browser.see(path), browser.send(path)):
        assert again.status_code == httpx.codes.BAD_REQUEST
        assert "Calendar is not finalized." in again.text


def test_an_invitee_does_not_see_their_meeting_any_more(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    finalize(cast.owner, filled.calendar)
    browser, path = visitor(cast.invitee), f"/c/{filled.id}/meeting/"
    assert "You meet Owner Tester" in browser.see(path).text
    visitor(cast.owner).send(f"/c/{filled.id}/reopen/")
    assert "Not final yet" in browser.see(path).text


def test_finalizing_and_reopening_are_no_changed_answers(
    visitor: Come, cast: Cast, planned: Filled
) -> None:
    browser, path = visitor(cast.owner), f"/c/{planned.id}/"
    for _ in range(2):
        finalize(cast.owner, planned.calendar)
        browser.send(f"{path}reopen/")
        for page in (path, f"{path}schedule/"):
            assert not re.search(OUTDATED, browser.see(page).text)


def test_an_answer_is_a_change_before_and_after(visitor: Come, cast: Cast, planned: Filled) -> None:
    browser, path = visitor(cast.owner), f"/c/{planned.id}/"
    offer(cast.invitee, planned.calendar, "11:00", "12:00")
    finalize(cast.owner, planned.calendar)
    browser.send(f"{path}reopen/")
    for changes in ("1", "2"):
        for page in (path, f"{path}schedule/"):
            assert re.findall(OUTDATED, browser.see(page).text) == [changes]
        offer(cast.invitee, planned.calendar, "11:00", "12:00")


def test_planning_again_offers_to_move_as_few_as_possible(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    browser, path = visitor(cast.owner), f"/c/{filled.id}/"
    ticked = 'name="least_change" value="true" checked'
    assert "moving as few as possible" not in browser.see(path).text
    assert ticked not in browser.see(f"{path}schedule/").text
    finalize(cast.owner, filled.calendar)
    browser.send(f"{path}reopen/")
    assert ticked in browser.see(f"{path}schedule/").text
    page = browser.see(path).text
    assert "Plan again, moving as few as possible" in page
    (field,) = re.findall('<input type="hidden" name="(least_change)" value="true">', page)
    before = get(cast.owner, f"{filled.calendar}schedule/")
    answer = browser.send(f"{path}schedule/plan/", {field: "true"})
    assert answer.status_code == httpx.codes.FOUND
    after = get(cast.owner, f"{filled.calendar}schedule/")
    assert [{**row, "id": 0} for row in after] == [{**row, "id": 0} for row in before]
