"""Fingers: a tap sets, holding still paints, a swipe scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from support.calendars import fill_calendar
from support.grid import Grid, quarters

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import CDPSession, Page
    from support.calendars import Filled
    from support.grid import Point
    from support.people import Cast

GIVEN = quarters(0, "09:00", "10:00", 2)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HOLD = 300  # milliseconds, more than a hold takes


class Finger:
    """A finger on the glass."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.glass: CDPSession = page.context.new_cdp_session(page)

    def send(self, kind: str, *points: Point) -> None:
        touches: list[Any] = [{"x": x, "y": y} for x, y in points]
        self.glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def move(self, start: Point, end: Point) -> None:
        for step in range(1, 9):
            share = step / 8
            at = [a + (b - a) * share for a, b in zip(start, end, strict=True)]
            self.send("touchMove", (at[0], at[1]))
            self.page.wait_for_timeout(16)

    def swipe(self, start: Point, end: Point, *, hold: float = 0) -> None:
        self.send("touchStart", start)
        self.page.wait_for_timeout(hold)
        self.move(start, end)
        self.send("touchEnd")


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


@pytest.fixture
def grid(open_page: Callable[..., Page], cast: Cast, filled: Filled) -> Grid:
    grid = Grid(open_page(f"/c/{filled.id}/availability/?hours=all", cast.invitee, **PHONE))
    grid.bring(1, "10:00")
    return grid


@pytest.fixture
def finger(grid: Grid) -> Finger:
    return Finger(grid.page)


def test_a_tap_sets_a_cell(grid: Grid) -> None:
    for expected in (GIVEN | {"1 10:00": 3}, GIVEN):
        grid.page.touchscreen.tap(*grid.middle(1, "10:00"))
        expect(grid.page.locator("td[data-level='3']")).to_have_count(len(expected) - len(GIVEN))
        assert grid.shown() == expected


def test_holding_still_and_dragging_paints_and_does_not_scroll(grid: Grid, finger: Finger) -> None:
    before = grid.page.evaluate("scrollY")
    finger.swipe(grid.middle(1, "10:00"), grid.middle(2, "11:00"), hold=HOLD)
    painted = quarters(1, "10:00", "11:15", 3) | quarters(2, "10:00", "11:15", 3)
    assert grid.shown() == GIVEN | painted
    assert grid.page.evaluate("scrollY") == before


def test_a_swipe_scrolls_and_paints_nothing(grid: Grid, finger: Finger) -> None:
    before = grid.page.evaluate("scrollY")
    start = grid.middle(1, "10:00")
    finger.swipe(start, (start[0], start[1] - 200))
    grid.page.wait_for_timeout(300)
    assert grid.page.evaluate("scrollY") > before + 50
    assert grid.shown() == GIVEN
    grid.bring(1, "10:00")
    finger.swipe(grid.middle(1, "10:00"), grid.middle(4, "10:00"))
    assert grid.shown() == GIVEN


def test_a_hold_alone_sets_one_cell(grid: Grid, finger: Finger) -> None:
    finger.send("touchStart", grid.middle(1, "10:00"))
    expect(grid.page.locator("td[data-preview]")).to_have_count(1)
    finger.send("touchEnd")
    assert grid.shown() == GIVEN | {"1 10:00": 3}


def test_a_touch_that_the_browser_takes_away_paints_nothing(grid: Grid, finger: Finger) -> None:
    finger.send("touchStart", grid.middle(1, "10:00"))
    grid.page.wait_for_timeout(HOLD)
    finger.send("touchCancel")
    expect(grid.page.locator("td[data-preview]")).to_have_count(0)
    assert grid.shown() == GIVEN


def test_tap_start_tap_end(grid: Grid) -> None:
    grid.page.locator("[data-tool=corners]").tap()
    grid.bring(2, "11:00")
    grid.page.touchscreen.tap(*grid.middle(2, "11:00"))
    grid.page.touchscreen.tap(*grid.middle(4, "11:45"))
    painted = {key: 3 for number in (2, 3, 4) for key in quarters(number, "11:00", "12:00", 3)}
    expect(grid.page.locator("td[data-level='3']")).to_have_count(len(painted))
    assert grid.shown() == GIVEN | painted


def test_the_week_fits_without_scrolling_sideways(
    open_page: Callable[..., Page], cast: Cast
) -> None:
    filled = fill_calendar(cast, end_date="2094-03-07")
    small = {**PHONE, "viewport": {"width": 320, "height": 640}}
    grid = Grid(open_page(f"/c/{filled.id}/availability/", cast.invitee, **small))
    assert grid.page.evaluate("document.documentElement.scrollWidth") == 320
    for number in range(7):
        box = grid.cell(number, "09:00").bounding_box()
        assert box
        assert box["width"] >= 36
        assert box["height"] >= 24
        assert box["x"] + box["width"] <= 320
