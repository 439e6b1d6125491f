"""Planning, and moving meetings: by mouse, by keyboard, by touch, and without a script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.lifting import lift
from playwright.sync_api import expect
from support.calendars import done, fill_calendar, get, offer, schedule

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page
    from support.calendars import Filled
    from support.people import Cast

TALL = {"width": 1280, "height": 1400}
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


@dataclass
class Board:
    page: Page
    filled: Filled
    cast: Cast

    def card(self, name: str) -> Locator:
        return self.page.locator("schedule-board").get_by_role("link", name=name)

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def place(self, time: str) -> Locator:
        return self.dialog.get_by_role("radio", name=re.compile(f"^{time}"))

    def told(self, text: str) -> None:
        expect(self.page.locator("#notices")).to_contain_text(text)

    def starts(self) -> list[str]:
        """Read when the invitee and the other meet, as the API tells it."""
        rows = {who: start for who, start, _ in schedule(self.cast.owner, self.filled.calendar)}
        people = (self.cast.invitee, self.cast.other)
        return [rows.get(person.id, "")[11:16] for person in people]

    def lift(self, name: str) -> None:
        lift(self.card(name))

    def carry_to(self, time: str) -> None:
        target = self.page.locator(".target", has_text=time)
        box = target.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + 30, box["y"] + box["height"] / 2, steps=4)
        expect(target).to_have_class(re.compile("hot"))


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


@pytest.fixture
def board(open_page: Callable[..., Page], cast: Cast, filled: Filled) -> Board:
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner, viewport=TALL)
    return Board(page, filled, cast)


def test_one_press_plans(open_page: Callable[..., Page], cast: Cast, filled: Filled) -> None:
    done(cast.owner, "DELETE", f"{filled.calendar}schedule/")
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner)
    page.get_by_role("button", name="Plan the schedule").click()
    board = Board(page, filled, cast)
    board.told("2 people have a place. No schedule is better.")
    expect(board.card("Invitee Tester")).to_be_visible()
    expect(page.locator("#report")).to_contain_text("No schedule places more people")


def test_a_meeting_is_dragged_to_a_place_that_is_offered(board: Board) -> None:
    board.lift("Invitee Tester")
    expect(board.page.locator(".target")).to_have_text(re.compile("09:30"))
    board.carry_to("09:30")
    board.page.mouse.up()
    board.told("09:30\N{EN DASH}10:00. It costs nothing.")
    assert board.starts() == ["09:30", "10:00"]
    expect(board.dialog).to_be_hidden()
    expect(board.card("Invitee Tester")).to_be_focused()


def test_a_drag_to_nowhere_or_escape_moves_nothing(board: Board) -> None:
    board.lift("Invitee Tester")
    expect(board.page.locator(".target")).to_have_count(1)
    board.page.mouse.move(5, 5)
    board.page.mouse.up()
    expect(board.page.locator(".target")).to_have_count(0)
    board.lift("Invitee Tester")
    expect(board.page.locator(".target")).to_have_count(1)
    board.page.keyboard.press("Escape")
    expect(board.page.locator(".target")).to_have_count(0)
    board.page.mouse.up()
    assert board.starts() == ["09:00", "10:00"]


def test_where_nothing_is_free_a_drag_says_so(board: Board) -> None:
    filled, owner = board.filled, board.cast.owner
    period = {"start_period": "2094-03-01T09:00:00Z", "end_period": "2094-03-01T09:30:00Z"}
    row = f"{filled.calendar}availabilities/{filled.offered['id']}/"
    done(owner, "PUT", row, {**period, "preference": 2})
    board.lift("Invitee Tester")
    board.told("No other place is free")
    board.page.mouse.up()


def test_a_meeting_is_moved_with_keys_alone(board: Board) -> None:
    page = board.page
    board.card("Invitee Tester").focus()
    page.keyboard.press("Enter")
    expect(board.dialog).to_be_visible()
    expect(page.get_by_role("radio", name=re.compile("^09:00"))).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    board.told("09:30\N{EN DASH}10:00")
    expect(board.card("Invitee Tester")).to_be_focused()
    assert board.starts() == ["09:30", "10:00"]
    page.keyboard.press("Control+z")
    board.told("09:00\N{EN DASH}09:30")
    assert board.starts() == ["09:00", "10:00"]
    page.keyboard.press("Control+Shift+Z")
    board.told("09:30\N{EN DASH}10:00")
    assert board.starts() == ["09:30", "10:00"]


def test_a_dialog_that_is_left_changes_nothing(board: Board) -> None:
    board.card("Invitee Tester").click()
    expect(board.dialog).to_be_visible()
    board.page.keyboard.press("Escape")
    expect(board.dialog).to_be_hidden()
    expect(board.card("Invitee Tester")).to_be_focused()
    assert board.starts() == ["09:00", "10:00"]


def test_a_meeting_is_moved_by_touch(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner, **PHONE)
    board = Board(page, filled, cast)
    board.card("Invitee Tester").tap()
    board.place("09:30").tap()
    board.button("Move there").tap()
    board.told("09:30\N{EN DASH}10:00")
    assert board.starts() == ["09:30", "10:00"]


def test_taken_places_are_named_and_shut(board: Board) -> None:
    offer(board.cast.invitee, board.filled.calendar, "10:00", "11:00")
    board.card("Invitee Tester").click()
    taken = board.dialog.get_by_role("radio", name=re.compile("taken by Other Tester"))
    expect(taken).to_be_disabled()
    board.dialog.get_by_role("link", name="What if all were planned anew").click()
    row = board.dialog.get_by_role("row", name=re.compile("10:00"))
    expect(row).to_contain_text("costs nothing")
    assert Axe().run(board.page).response["violations"] == []


def test_what_is_kept_stays_when_it_is_planned_again(board: Board) -> None:
    board.card("Invitee Tester").click()
    board.place("09:30").check()
    board.button("Move there").click()
    board.told("09:30\N{EN DASH}10:00")
    board.page.get_by_label("Keep Invitee Tester here").check()
    expect(board.page.get_by_text("1 meeting is kept")).to_be_visible()
    board.button("Plan again").click()
    board.told("2 people have a place.")
    assert board.starts() == ["09:30", "10:00"]
    keep = board.page.get_by_label("Keep Invitee Tester here")
    expect(keep).to_be_checked()
    keep.uncheck()
    board.button("Plan again").click()
    expect(board.card("Invitee Tester")).to_have_accessible_name(re.compile("^09:00"))
    assert board.starts() == ["09:00", "10:00"]


def test_undo_puts_back_who_was_taken_out(board: Board) -> None:
    expect(board.button("Undo")).to_be_disabled()
    board.card("Invitee Tester").click()
    board.button("Take this meeting out").click()
    board.told("has no meeting any more")
    assert board.starts() == ["", "10:00"]
    board.button("Undo").click()
    board.told("09:00\N{EN DASH}09:30")
    assert board.starts() == ["09:00", "10:00"]
    board.button("Redo").click()
    board.told("has no meeting any more")
    assert board.starts() == ["", "10:00"]
    expect(board.button("Redo")).to_be_disabled()


def test_somebody_without_a_place_gets_one(board: Board) -> None:
    board.card("Invitee Tester").click()
    board.button("Take this meeting out").click()
    board.page.get_by_role("link", name="Choose a time Invitee Tester").click()
    board.place("09:30").check()
    board.button("Put there").click()
    board.told("09:30\N{EN DASH}10:00")
    assert board.starts() == ["09:30", "10:00"]


def test_another_tab_has_moved_meanwhile(board: Board) -> None:
    filled, owner = board.filled, board.cast.owner
    row = f"{filled.calendar}schedule/{filled.meets[1]['id']}/"
    times = {"start_period": "2094-03-01T10:30:00Z", "end_period": "2094-03-01T11:00:00Z"}
    done(owner, "PUT", row, times)
    board.card("Invitee Tester").click()
    expect(board.dialog).to_be_visible()
    board.page.keyboard.press("Escape")
    board.lift("Invitee Tester")
    board.carry_to("09:30")
    board.page.mouse.up()
    expect(board.page.get_by_role("heading", level=1)).to_have_text(
        "The schedule was changed meanwhile"
    )
    assert board.starts() == ["09:00", "10:30"]
    board.button("Do it all the same").click()
    board.told("09:30\N{EN DASH}10:00")
    assert board.starts() == ["09:30", "10:30"]


def test_another_plan_is_taken(board: Board) -> None:
    before = board.starts()
    board.page.get_by_role("link", name="Other plans").click()
    board.page.get_by_text("What differs").first.click()
    board.button("Take this one").first.click()
    board.told("Another schedule of 2 meetings")
    assert board.starts() != before


@pytest.mark.parametrize("script", [True, False])
def test_it_is_made_final(
    open_page: Callable[..., Page], cast: Cast, filled: Filled, *, script: bool
) -> None:
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner, java_script_enabled=script)
    page.get_by_role("link", name="Finalize").click()
    page.get_by_role("button", name="Make it final for 2 people").click()
    expect(page.locator("#notices")).to_contain_text("The schedule is final, and")
    expect(page.get_by_role("button", name="Plan again")).to_have_count(0)
    assert get(cast.owner, filled.calendar)["finalized"] is True


def test_without_a_script_it_is_planned_and_moved(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    page = open_page(f"/c/{filled.id}/schedule/", cast.owner, java_script_enabled=False)
    board = Board(page, filled, cast)
    board.card("Invitee Tester").click()
    page.get_by_role("radio", name=re.compile("^09:30")).check()
    board.button("Move there").click()
    board.told("09:30\N{EN DASH}10:00")
    page.get_by_label("Keep Invitee Tester here").check()
    board.button("Plan again").click()
    board.told("2 people have a place.")
    assert board.starts() == ["09:30", "10:00"]
    page.get_by_role("link", name="Why, and what would help").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Everybody has a place")
