"""Moving a meeting to another week: in the dialog, by mouse, and without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.lifting import lift
from playwright.sync_api import expect
from support.calendars import done, fill_calendar, offer, schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.calendars import Filled
    from support.people import Cast

TALL = {"width": 1280, "height": 1400}
FIRST, LATER = "2094-03-01T09:00:00Z", "2094-03-16T09:00:00Z"


@pytest.fixture
def filled(cast: Cast) -> Filled:
    """The invitee meets on the first day, and has time two weeks later too."""
    filled = fill_calendar(cast, end_date="2094-03-31")
    for person in (cast.owner, cast.invitee):
        offer(person, filled.calendar, LATER, "2094-03-16T10:00:00Z", 2)
    return filled


def meets_at(cast: Cast, filled: Filled) -> str:
    times = {who: start for who, start, _ in schedule(cast.owner, filled.calendar)}
    return times[cast.invitee.id]


def lift_invitee(page: Page) -> None:
    lift(page.locator("schedule-board").get_by_role("link", name="Invitee Tester"))


@pytest.mark.parametrize("script", [True, False])
def test_it_is_chosen_in_a_later_week(
    open_page: Callable[..., Page], cast: Cast, filled: Filled, *, script: bool
) -> None:
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner, java_script_enabled=script)
    page.get_by_role("link", name="Invitee Tester").click()
    expect(page.get_by_role("radio")).to_have_count(2)
    page.get_by_role("link", name="Later").click()
    expect(page.get_by_role("group", name="Tue 16 Mar")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(int(script))
    page.get_by_role("link", name="Earlier").click()
    expect(page.get_by_role("radio", name=re.compile("^09:00"))).to_be_checked()
    page.get_by_role("link", name="Later").click()
    expect(page.get_by_role("group", name="Tue 16 Mar")).to_be_visible()
    page.get_by_role("radio", name=re.compile("^09:00")).check()
    page.get_by_role("button", name="Move there").click()
    expect(page.locator("#notices")).to_contain_text("Tue 16 Mar, 09:00")
    assert meets_at(cast, filled) == LATER


def test_weeks_are_gone_through_with_keys(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    for person in (cast.owner, cast.invitee):
        offer(person, filled.calendar, "2094-03-23T09:00:00Z", "2094-03-23T10:00:00Z", 2)
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner)
    page.get_by_role("link", name="Invitee Tester").click()
    page.get_by_role("link", name="Later").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Tue 16 Mar")).to_be_visible()
    expect(page.get_by_role("link", name="Later")).to_be_focused()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Tue 23 Mar")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_focused()


def test_it_is_dragged_to_a_later_week(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner, viewport=TALL)
    lift_invitee(page)
    targets = page.locator(".target")
    expect(targets).to_have_text([re.compile("09:30")])
    later = page.locator("[data-day='2094-03-16'] .ground").bounding_box()
    assert later
    page.mouse.move(later["x"] + 30, later["y"] + 5, steps=4)
    expect(targets).to_have_count(3)
    target = page.locator("[data-day='2094-03-16'] .target", has_text="09:00")
    place = target.bounding_box()
    assert place
    page.mouse.move(place["x"] + 30, place["y"] + place["height"] / 2, steps=4)
    expect(target).to_have_class(re.compile("hot"))
    page.mouse.up()
    expect(page.locator("#notices")).to_contain_text("Tue 16 Mar, 09:00")
    assert meets_at(cast, filled) == LATER


def test_where_only_other_days_have_room_a_drag_says_so(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    period = {"start_period": FIRST, "end_period": "2094-03-01T09:30:00Z", "preference": 2}
    row = f"{filled.calendar}availabilities/{filled.offered['id']}/"
    done(cast.owner, "PUT", row, period)
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner, viewport=TALL)
    lift_invitee(page)
    expect(page.locator("#notices")).to_contain_text("No other place is free on these days.")
    page.mouse.up()
    assert meets_at(cast, filled) == FIRST
