"""Painting with a mouse, and the tools beside the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.calendars import day, fill_calendar, offer
from support.grid import Grid, quarters, saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.calendars import Filled
    from support.people import Cast

TALL = {"width": 1280, "height": 1400}
GIVEN = quarters(0, "09:00", "10:00", 2)  # what the invitee has offered already


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


@pytest.fixture
def grid(open_page: Callable[..., Page], cast: Cast, filled: Filled) -> Grid:
    return Grid(open_page(f"/c/{filled.id}/availability/", cast.invitee, viewport=TALL))


def test_what_there_is_is_shown_on_the_owners_hours(grid: Grid) -> None:
    assert grid.shown() == GIVEN
    assert grid.value == ""
    offered = grid.page.locator("td:not([data-off])")
    expect(offered).to_have_count(3 * 4)
    expect(grid.cell(0, "09:00")).to_have_accessible_name("Monday 1 March, 09:00 to 09:15, good")
    off = "Tuesday 2 March, 09:00 to 09:15, not free, not offered"
    expect(grid.cell(1, "09:00")).to_have_accessible_name(off)
    expect(grid.page.locator("tr[data-from]").first).to_have_attribute("data-from", "08:00")
    expect(grid.page.locator("tr[data-from]").last).to_have_attribute("data-from", "12:45")


def test_a_drag_paints_a_rectangle(grid: Grid) -> None:
    grid.drag((1, "10:00"), (2, "10:45"))
    assert grid.shown() == GIVEN | quarters(1, "10:00", "11:00", 3) | quarters(
        2, "10:00", "11:00", 3
    )
    grid.said("Tuesday 2 March to Wednesday 3 March, 10:00 to 11:00: best")
    grid.state("Unsaved")


@pytest.mark.parametrize(("brush", "level"), [("best", 3), ("good", 2), ("if needed", 1)])
def test_each_brush_paints_its_level_backwards_too(grid: Grid, brush: str, level: int) -> None:
    grid.choose(brush)
    grid.drag((2, "11:30"), (1, "11:00"))
    painted = quarters(1, "11:00", "11:45", level) | quarters(2, "11:00", "11:45", level)
    assert grid.shown() == GIVEN | painted


def test_the_first_cell_decides_whether_it_is_painted_or_erased(grid: Grid) -> None:
    grid.choose("good")
    grid.drag((0, "09:30"), (0, "10:30"))
    assert grid.shown() == quarters(0, "09:00", "09:30", 2)
    grid.drag((0, "09:45"), (0, "09:15"))
    assert grid.shown() == GIVEN
    grid.choose("not free")
    grid.drag((0, "08:00"), (0, "12:00"))
    assert grid.shown() == {}


def test_a_click_sets_a_cell_and_another_takes_it_back(grid: Grid) -> None:
    for expected in (GIVEN | {"3 11:15": 3}, GIVEN):
        grid.cell(3, "11:15").click()
        assert grid.shown() == expected
    grid.said("Thursday 4 March, 11:15 to 11:30: not free")


def test_a_drag_survives_leaving_the_grid(grid: Grid) -> None:
    grid.page.mouse.move(*grid.middle(3, "10:00"))
    grid.page.mouse.down()
    x, y = grid.middle(4, "10:15")
    grid.page.mouse.move(x + 400, y, steps=3)
    grid.page.mouse.move(x + 400, 0, steps=3)
    grid.page.mouse.move(x + 400, y, steps=3)
    grid.page.mouse.up()
    painted = quarters(3, "10:00", "10:30", 3) | quarters(4, "10:00", "10:30", 3)
    assert grid.shown() == GIVEN | painted


def test_escape_and_a_lost_pointer_take_a_drag_back(grid: Grid) -> None:
    grid.page.mouse.move(*grid.middle(3, "10:00"))
    grid.page.mouse.down()
    grid.page.mouse.move(*grid.middle(4, "11:00"), steps=3)
    expect(grid.page.locator("td[data-preview]")).to_have_count(10)
    grid.page.keyboard.press("Escape")
    expect(grid.page.locator("td[data-preview]")).to_have_count(0)
    grid.page.mouse.up()
    assert grid.shown() == GIVEN


def test_at_the_edge_the_page_scrolls_and_goes_on_painting(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    path = f"/c/{filled.id}/availability/?hours=all"
    grid = Grid(open_page(path, cast.invitee, viewport={"width": 1000, "height": 600}))
    expect(grid.page.locator("tr[data-from]")).to_have_count(96)
    grid.bring(1, "03:00")
    start = grid.middle(1, "03:00")
    grid.page.mouse.move(*start)
    grid.page.mouse.down()
    bar = grid.page.locator(".availability-bar").bounding_box()
    assert bar
    before = grid.page.evaluate("scrollY")
    grid.page.mouse.move(start[0], bar["y"] - 4, steps=3)
    grid.page.wait_for_timeout(900)
    grid.page.mouse.up()
    assert grid.page.evaluate("scrollY") > before + 100
    painted = [time for time in grid.shown() if time.startswith("1 ")]
    assert painted[0] == "1 03:00"
    assert len(painted) > 20
    assert grid.shown() == GIVEN | dict.fromkeys(painted, 3)
    assert painted == sorted(painted)


def test_geometry_is_read_anew_when_the_page_scrolls_during_a_drag(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    grid = Grid(open_page(f"/c/{filled.id}/availability/?hours=all", cast.invitee))
    grid.bring(1, "10:00")
    start = grid.middle(1, "10:00")
    grid.page.mouse.move(*start)
    grid.page.mouse.down()
    grid.page.evaluate("scrollBy(0, 48)")
    grid.page.mouse.move(start[0] + 3, start[1], steps=2)
    grid.page.mouse.up()
    assert grid.shown() == GIVEN | quarters(1, "10:00", "10:45", 3)


def test_tap_start_tap_end_paints_without_dragging(grid: Grid) -> None:
    grid.tool("Tap start, tap end")
    grid.cell(1, "09:00").click()
    start = "Tuesday 2 March, 09:00 to 09:15, not free, not offered"
    grid.said(f"Start: {start}. Now choose the end.")
    assert grid.shown() == GIVEN
    grid.cell(2, "09:45").click()
    painted = quarters(1, "09:00", "10:00", 3) | quarters(2, "09:00", "10:00", 3)
    assert grid.shown() == GIVEN | painted
    grid.tool("Tap start, tap end")
    grid.cell(4, "09:00").click()
    assert grid.shown() == GIVEN | painted | {"4 09:00": 3}


def test_undo_and_redo_go_through_every_step(grid: Grid) -> None:
    steps = [grid.shown()]
    for time in ("09:00", "10:00", "11:00"):
        grid.cell(3, time).click()
        steps.append(grid.shown())
    for expected in (steps[2], steps[1], steps[0]):
        grid.tool("Undo")
        assert grid.shown() == expected
    assert grid.value == ""
    grid.state("Saved")
    grid.page.locator("[data-tool=undo]").click(force=True)
    grid.said("There is nothing more to undo")
    for expected in (steps[1], steps[2]):
        grid.tool("Redo")
        assert grid.shown() == expected
    grid.cell(3, "12:00").click()
    grid.page.locator("[data-tool=redo]").click(force=True)
    assert grid.shown() == steps[2] | {"3 12:00": 3}


def test_fill_turn_round_and_clear(grid: Grid) -> None:
    grid.choose("if needed")
    grid.fill("All that is offered")
    assert grid.shown() == quarters(0, "09:00", "12:00", 1)
    grid.cell(0, "11:45").click()
    grid.fill("Turn round")
    assert grid.shown() == {"0 11:45": 1}
    grid.fill("Clear")
    assert grid.shown() == {}
    for _ in range(4):
        grid.tool("Undo")
    assert grid.shown() == GIVEN


def test_a_day_is_copied_to_another_or_to_all(grid: Grid) -> None:
    grid.page.get_by_text("Fill and copy").click()
    grid.page.locator("[data-copy=to]").select_option("Thursday 4 March")
    grid.tool("Copy")
    assert grid.shown() == GIVEN | quarters(3, "09:00", "10:00", 2)
    grid.said("Monday 1 March is copied to Thursday 4 March")
    grid.cell(4, "11:00").click()
    grid.page.get_by_text("Fill and copy").click()
    grid.page.locator("[data-copy=from]").select_option("Friday 5 March")
    grid.page.locator("[data-copy=to]").select_option("all the others")
    grid.tool("Copy")
    assert grid.shown() == {f"{number} 11:00": 3 for number in range(5)}


def test_what_is_saved_is_what_was_shown_and_the_rest_stays_to_the_second(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    offer(cast.invitee, filled.calendar, day("10:07:30"), day("10:40:10"), 3)
    grid = Grid(open_page(f"/c/{filled.id}/availability/", cast.invitee, viewport=TALL))
    partly = grid.page.locator("td[data-partly]")
    expect(partly).to_have_count(2)
    expect(grid.cell(0, "10:00")).to_have_accessible_name(
        "Monday 1 March, 10:00 to 10:15, partly best"
    )
    grid.choose("if needed")
    grid.drag((0, "11:00"), (0, "11:15"))
    grid.save()
    grid.state("Saved")
    assert saved(cast.invitee, filled) == [
        (day("09:00"), day("10:00"), 2),
        (day("10:07:30"), day("10:40:10"), 3),
        (day("11:00"), day("11:30"), 1),
    ]
    grid.choose("best")
    grid.cell(0, "10:00").click()
    expect(partly).to_have_count(1)
    grid.save()
    grid.state("Saved")
    assert saved(cast.invitee, filled)[1] == (day("10:00"), day("10:40:10"), 3)


def test_a_week_is_copied_to_the_next(open_page: Callable[..., Page], cast: Cast) -> None:
    filled = fill_calendar(cast, end_date="2094-03-21")
    grid = Grid(open_page(f"/c/{filled.id}/availability/", cast.invitee))
    grid.cell(2, "11:00").click()
    grid.fill("Copy this week to the next")
    expect(grid.page.get_by_text("week 2 of 3")).to_be_visible()
    assert Grid(grid.page).shown() == GIVEN | {"2 11:00": 3}
    assert saved(cast.invitee, filled) == [
        (day("09:00"), day("10:00"), 2),
        ("2094-03-03T11:00:00Z", "2094-03-03T11:15:00Z", 3),
        ("2094-03-08T09:00:00Z", "2094-03-08T10:00:00Z", 2),
        ("2094-03-10T11:00:00Z", "2094-03-10T11:15:00Z", 3),
    ]
