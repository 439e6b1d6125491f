"""The list and the text: with a script, and without one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.calendars import day, fill_calendar
from support.grid import saved

REQUIRED = re.compile("This field is required.")

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.calendars import Filled
    from support.people import Cast


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


def test_without_a_script_the_list_is_there_at_once(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    path = f"/c/{filled.id}/availability/"
    page = open_page(path, cast.invitee, java_script_enabled=False)
    expect(page.get_by_role("grid")).to_be_hidden()
    given, new, *_ = page.get_by_role("group", name="time").all()
    expect(given.get_by_label("From")).to_have_value("09:00")
    given.get_by_label("Preference").select_option("best")
    new.get_by_label("Day").fill("2094-03-02")
    new.get_by_label("From").fill("14:00")
    new.get_by_label("Until").fill("15:30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").get_by_text("Saved.", exact=True)).to_be_visible()
    assert saved(cast.invitee, filled) == [
        (day("09:00"), day("10:00"), 3),
        ("2094-03-02T14:00:00Z", "2094-03-02T15:30:00Z", 2),
    ]
    page.get_by_label("Remove").first.check()
    page.get_by_role("button", name="Save").click()
    assert len(saved(cast.invitee, filled)) == 1


def test_a_list_that_is_refused_keeps_what_was_typed(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    page = open_page(f"/c/{filled.id}/availability/?view=list", cast.invitee)
    _, new, *_ = page.get_by_role("group", name="time").all()
    new.get_by_label("Day").fill("2094-03-02")
    new.get_by_label("From").fill("14:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_focused()
    wrong = page.locator("[data-wrong]")
    expect(wrong.get_by_label("From")).to_have_value("14:00")
    expect(wrong.get_by_label("Until")).to_have_accessible_description(REQUIRED)
    wrong.get_by_label("Until").fill("15:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert len(saved(cast.invitee, filled)) == 2


@pytest.mark.parametrize("script", [True, False])
def test_times_in_words_are_shown_before_they_are_saved(
    open_page: Callable[..., Page], cast: Cast, filled: Filled, *, script: bool
) -> None:
    path = f"/c/{filled.id}/availability/?view=text"
    page = open_page(path, cast.invitee, java_script_enabled=script)
    words = page.get_by_label("When you can, in words")
    words.fill("Mon-Wed 9-12 best, Fri whenever")
    page.get_by_role("button", name="Show what this means").click()
    expect(page.get_by_role("alert")).to_contain_text("“whenever” is not understood.")
    expect(page.locator("mark")).to_have_text("whenever")
    expect(words).to_have_value("Mon-Wed 9-12 best, Fri whenever")
    words.fill("Mon-Wed 9-12 best, Fri 14-16 ok")
    page.get_by_role("button", name="Show what this means").click()
    meant = page.get_by_role("region", name="This is what is understood")
    expect(meant).to_contain_text("Friday 5 March")
    assert len(saved(cast.invitee, filled)) == 1
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert saved(cast.invitee, filled) == [
        (day("09:00"), day("12:00"), 3),
        ("2094-03-02T09:00:00Z", "2094-03-02T12:00:00Z", 3),
        ("2094-03-03T09:00:00Z", "2094-03-03T12:00:00Z", 3),
        ("2094-03-05T14:00:00Z", "2094-03-05T16:00:00Z", 2),
    ]


def test_none_of_these_suit_me_and_back_again(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    page = open_page(f"/c/{filled.id}/availability/?view=text", cast.invitee)
    page.get_by_role("link", name="None of these suit me").click()
    page.get_by_role("button", name="Answer that none suit me").click()
    expect(
        page.get_by_text("You have answered that none of the times suit you. If")
    ).to_be_visible()
    assert saved(cast.invitee, filled) == []
    page.get_by_role("link", name="Text", exact=True).click()
    page.get_by_label("When you can, in words").fill("Tue 9-10")
    page.get_by_role("button", name="Show what this means").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("none of the times suit you")).to_have_count(0)
    assert len(saved(cast.invitee, filled)) == 1
