"""What the pages for times look like in the middle of things: no violation of WCAG there either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.accessible import problems
from playwright.sync_api import expect
from support.calendars import PAST, fill_calendar, offer, set_deadline
from support.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.calendars import Filled
    from support.people import Cast

    Open = Callable[[str], Page]

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


@pytest.fixture
def look(open_page: Callable[..., Page], cast: Cast, filled: Filled, scheme: str) -> Open:
    path = f"/c/{filled.id}/availability/"
    return lambda query="": open_page(path + query, cast.invitee, color_scheme=scheme)


@SCHEMES
def test_a_grid_with_every_level_and_a_selection(look: Open, cast: Cast, filled: Filled) -> None:
    offer(cast.invitee, filled.calendar, "10:05", "10:40", 3)
    grid = Grid(look(""))
    for number, name in enumerate(("best", "good", "if needed")):
        grid.choose(name)
        grid.cell(number, "11:00").click()
    grid.page.keyboard.press("Shift+ArrowDown")
    assert problems(grid.page) == []


@SCHEMES
def test_an_open_menu(look: Open) -> None:
    grid = Grid(look(""))
    grid.page.get_by_text("Fill and copy").click()
    assert problems(grid.page) == []


@SCHEMES
def test_a_conflict(look: Open, cast: Cast, filled: Filled) -> None:
    grid = Grid(look(""))
    grid.cell(0, "09:00").click()
    offer(cast.invitee, filled.calendar, "11:00", "11:15", 1)
    grid.save()
    expect(grid.page.get_by_role("dialog")).to_be_visible()
    assert problems(grid.page) == []


@SCHEMES
def test_a_draft(look: Open, filled: Filled) -> None:
    grid = Grid(look(""))
    grid.cell(0, "10:30").click()
    page = grid.page.context.new_page()
    grid.page.close()
    page.goto(f"/c/{filled.id}/availability/")
    expect(page.locator("[data-draft-offer]")).to_be_visible()
    assert problems(page) == []


@SCHEMES
def test_a_list_and_a_text_that_are_refused(look: Open) -> None:
    page = look("?view=list")
    page.get_by_label("Day").last.fill("2094-03-02")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert problems(page) == []
    page.goto(page.url.replace("list", "text"))
    page.get_by_label("When you can, in words").fill("Mon 9-12 whatever, Tue 9-10 best")
    page.get_by_role("button", name="Show what this means").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert problems(page) == []


@SCHEMES
def test_when_it_is_over(look: Open, cast: Cast, filled: Filled) -> None:
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    assert problems(look("")) == []
    assert problems(look("?view=list")) == []
