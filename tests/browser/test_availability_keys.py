"""The whole grid by keyboard alone, and what a screen reader is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.calendars import fill_calendar
from support.grid import Grid, quarters, saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.calendars import Filled
    from support.people import Cast

GIVEN = quarters(0, "09:00", "10:00", 2)


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


@pytest.fixture
def grid(open_page: Callable[..., Page], cast: Cast, filled: Filled) -> Grid:
    grid = Grid(open_page(f"/c/{filled.id}/availability/", cast.invitee))
    grid.cell(0, "08:00").focus()
    return grid


def press(grid: Grid, *keys: str) -> None:
    for key in keys:
        grid.page.keyboard.press(key)


@pytest.mark.parametrize(
    ("keys", "day", "time"),
    [
        (["ArrowDown"], 0, "08:15"),
        (["ArrowRight", "ArrowDown", "ArrowDown", "ArrowUp"], 1, "08:15"),
        (["ArrowRight", "ArrowRight", "ArrowLeft"], 1, "08:00"),
        (["ArrowUp"], 0, "08:00"),
        (["ArrowLeft"], 0, "08:00"),
        (["End"], 4, "08:00"),
        (["End", "ArrowRight"], 4, "08:00"),
        (["End", "Home"], 0, "08:00"),
        (["Control+End"], 4, "12:45"),
        (["Control+End", "ArrowDown"], 4, "12:45"),
        (["Control+End", "Control+Home"], 0, "08:00"),
        (["PageDown"], 0, "09:00"),
        (["PageDown", "PageDown", "PageUp"], 0, "09:00"),
        (["Control+End", "PageUp", "PageDown", "PageDown"], 4, "12:45"),
    ],
)
def test_keys_move(grid: Grid, keys: list[str], day: int, time: str) -> None:
    press(grid, *keys)
    expect(grid.cell(day, time)).to_be_focused()
    expect(grid.page.locator("td[tabindex='0']")).to_have_count(1)
    expect(grid.cell(day, time)).to_have_attribute("tabindex", "0")


def test_the_grid_is_one_tab_stop_that_remembers_where_one_was(grid: Grid) -> None:
    press(grid, "PageDown", "ArrowRight", "Shift+Tab")
    expect(grid.page.get_by_text("Fill and copy")).to_be_focused()
    press(grid, "Tab")
    expect(grid.cell(1, "09:00")).to_be_focused()
    press(grid, "Tab")
    expect(grid.page.get_by_role("link", name="Show all 24 hours")).to_be_focused()


def test_space_and_enter_apply_the_brush_and_take_it_back(grid: Grid) -> None:
    press(grid, "Space")
    grid.said("Monday 1 March, 08:00 to 08:15: best")
    assert grid.shown() == GIVEN | {"0 08:00": 3}
    expect(grid.cell(0, "08:00")).to_have_accessible_name(
        "Monday 1 March, 08:00 to 08:15, best, not offered"
    )
    press(grid, "Enter")
    grid.said("Monday 1 March, 08:00 to 08:15: not free")
    assert grid.shown() == GIVEN


def test_digits_set_a_level(grid: Grid) -> None:
    for digit, level in (
        ("3", {"0 08:00": 3}),
        ("2", {"0 08:00": 2}),
        ("1", {"0 08:00": 1}),
        ("0", {}),
    ):
        press(grid, digit)
        assert grid.shown() == GIVEN | level
    press(grid, "4", "x")
    assert grid.shown() == GIVEN


def test_shift_and_arrows_select_a_rectangle_to_paint(grid: Grid) -> None:
    press(grid, "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight")
    grid.said("6 quarter hours selected")
    expect(grid.page.get_by_role("gridcell", selected=True)).to_have_count(6)
    press(grid, "1")
    painted = quarters(0, "08:00", "08:45", 1) | quarters(1, "08:00", "08:45", 1)
    assert grid.shown() == GIVEN | painted
    grid.said("Monday 1 March to Tuesday 2 March, 08:00 to 08:45: if needed")
    press(grid, "Shift+ArrowLeft", "Shift+ArrowUp", "0")
    assert grid.shown() == GIVEN | quarters(0, "08:30", "08:45", 1) | quarters(
        1, "08:00", "08:45", 1
    )
    press(grid, "Escape")
    expect(grid.page.get_by_role("gridcell", selected=True)).to_have_count(0)
    press(grid, "Shift+ArrowDown", "ArrowDown")
    expect(grid.page.get_by_role("gridcell", selected=True)).to_have_count(0)


def test_control_a_selects_all_but_only_with_the_focus_inside(grid: Grid) -> None:
    press(grid, "Control+a", "2")
    everything = {key: 2 for number in range(5) for key in quarters(number, "08:00", "13:00", 2)}
    assert grid.shown() == everything
    grid.said("Monday 1 March to Friday 5 March, 08:00 to 13:00: good")
    press(grid, "Escape")
    grid.page.get_by_role("button", name="Save", exact=True).focus()
    press(grid, "Control+a", "0", "Control+z")
    assert grid.shown() == everything


def test_control_z_and_shift_control_z_go_back_and_forth(grid: Grid) -> None:
    press(grid, "1", "ArrowDown", "3", "Control+z")
    grid.said("Undone")
    assert grid.shown() == GIVEN | {"0 08:00": 1}
    press(grid, "Control+Shift+z")
    assert grid.shown() == GIVEN | {"0 08:00": 1, "0 08:15": 3}
    press(grid, "Control+z", "Control+z", "Control+z")
    grid.said("There is nothing more to undo")
    assert grid.shown() == GIVEN
    press(grid, "Control+y")
    grid.said("Done again")
    assert grid.shown() == GIVEN | {"0 08:00": 1}


def test_a_click_of_a_screen_reader_paints(grid: Grid) -> None:
    grid.cell(1, "09:00").evaluate("cell => cell.click()")
    assert grid.shown() == GIVEN | {"1 09:00": 3}


def test_times_are_entered_and_saved_without_a_mouse(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    grid = Grid(open_page(f"/c/{filled.id}/availability/", cast.other))
    press(grid, "Tab")
    expect(grid.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    press(grid, "Enter")
    while grid.page.evaluate("document.activeElement.tagName") != "TD":
        press(grid, "Tab")
    press(grid, "PageDown", "Shift+PageDown", "Shift+ArrowUp", "3", "Tab", "Tab", "Tab")
    expect(grid.page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    press(grid, "Enter")
    grid.state("Saved")
    assert saved(cast.other, filled) == [
        ("2094-03-01T09:00:00Z", "2094-03-01T10:00:00Z", 3),
        ("2094-03-01T10:00:00Z", "2094-03-01T11:00:00Z", 1),
    ]
