"""Saving says what is true, with two tabs, no connection, no session, or no time left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.calendars import PAST, day, fill_calendar, offer, set_deadline
from support.grid import Grid, quarters, saved
from support.people import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.conftest import Troubles
    from playwright.sync_api import Page, Route
    from support.calendars import Filled
    from support.people import Cast

GIVEN = quarters(0, "09:00", "10:00", 2)
NINE_TO_TEN = (day("09:00"), day("10:00"), 2)
KEPT = "Not saved, kept on this device. Trying again."
LOGGED_OUT = re.compile("^Not saved: you are logged out. Nothing is lost.")


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


@pytest.fixture
def open_grid(open_page: Callable[..., Page], cast: Cast, filled: Filled) -> Callable[[], Grid]:
    return lambda: Grid(open_page(f"/c/{filled.id}/availability/", cast.invitee))


@pytest.fixture
def grid(open_grid: Callable[[], Grid]) -> Grid:
    return open_grid()


def test_what_is_saved_stays_saved(grid: Grid, cast: Cast, filled: Filled) -> None:
    grid.cell(0, "10:30").click()
    grid.state("Unsaved")
    grid.save()
    grid.state("Saved")
    assert saved(cast.invitee, filled) == [NINE_TO_TEN, (day("10:30"), day("10:45"), 3)]
    grid.page.reload()
    again = Grid(grid.page)
    assert again.shown() == GIVEN | {"0 10:30": 3}
    expect(again.page.locator("[data-draft-offer]")).to_be_hidden()


def test_undone_after_a_save_is_a_change_again(grid: Grid, cast: Cast, filled: Filled) -> None:
    grid.cell(0, "10:30").click()
    grid.save()
    grid.state("Saved")
    grid.tool("Undo")
    grid.state("Unsaved")
    grid.save()
    grid.state("Saved")
    assert saved(cast.invitee, filled) == [NINE_TO_TEN]


def test_what_is_painted_during_a_save_is_still_unsaved(
    grid: Grid, cast: Cast, filled: Filled
) -> None:
    held: list[Route] = []
    grid.page.route("**/availability/", lambda route: held.append(route), times=1)  # noqa: PLW0108  a builtin is no handler
    grid.cell(0, "10:30").click()
    grid.save()
    grid.state("Saving …")
    grid.cell(0, "11:00").click()
    held[0].continue_()
    grid.state("Unsaved")
    assert saved(cast.invitee, filled) == [NINE_TO_TEN, (day("10:30"), day("10:45"), 3)]
    grid.save()
    grid.state("Saved")
    assert len(saved(cast.invitee, filled)) == 3


def test_a_lost_connection_loses_nothing_and_is_tried_again(
    grid: Grid, cast: Cast, filled: Filled, troubles: Troubles
) -> None:
    grid.page.context.set_offline(offline=True)
    grid.cell(0, "10:30").click()
    grid.save()
    grid.state(KEPT)
    assert saved(cast.invitee, filled) == [NINE_TO_TEN]
    grid.page.context.set_offline(offline=False)
    grid.state("Saved")
    assert saved(cast.invitee, filled) == [NINE_TO_TEN, (day("10:30"), day("10:45"), 3)]
    troubles.clear()


def test_a_server_that_is_busy_is_tried_again_and_again(
    grid: Grid, cast: Cast, filled: Filled, troubles: Troubles
) -> None:
    answers = iter([503, 500])

    def refuse(route: Route) -> None:
        status = next(answers, None)
        route.fulfill(status=status) if status else route.continue_()

    grid.page.route("**/availability/", refuse)
    grid.cell(0, "10:30").click()
    grid.save()
    grid.state(KEPT)
    expect(grid.page.locator("[data-state]")).to_have_text("Saved", timeout=15_000)
    assert len(saved(cast.invitee, filled)) == 2
    troubles.clear()


def test_a_tab_that_was_closed_offers_what_was_not_saved(
    grid: Grid, cast: Cast, filled: Filled
) -> None:
    grid.cell(0, "10:30").click()
    grid.cell(0, "09:00").click()
    page = grid.page.context.new_page()
    grid.page.close()
    page.goto(f"/c/{filled.id}/availability/")
    again = Grid(page)
    offered = page.locator("[data-draft-offer]")
    expect(offered).to_be_visible()
    assert again.shown() == GIVEN
    page.get_by_role("button", name="Put them back").click()
    expect(offered).to_be_hidden()
    assert again.shown() == GIVEN | {"0 10:30": 3, "0 09:00": 3}
    again.state("Unsaved")
    again.save()
    again.state("Saved")
    assert len(saved(cast.invitee, filled)) == 3
    page.reload()
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_what_was_not_saved_can_be_thrown_away(grid: Grid, filled: Filled) -> None:
    grid.cell(0, "10:30").click()
    page = grid.page.context.new_page()
    grid.page.close()
    page.goto(f"/c/{filled.id}/availability/")
    page.get_by_role("button", name="Throw them away").click()
    page.reload()
    expect(page.locator("[data-draft-offer]")).to_be_hidden()
    assert Grid(page).shown() == GIVEN


def test_a_draft_is_of_one_person_and_calendar(
    open_page: Callable[..., Page], cast: Cast, filled: Filled, grid: Grid
) -> None:
    grid.cell(0, "10:30").click()
    other = fill_calendar(cast)
    page = grid.page.context.new_page()
    page.goto(f"/c/{other.id}/availability/")
    expect(page.locator("[data-draft-offer]")).to_be_hidden()


def test_before_leaving_for_another_view_all_is_saved(
    grid: Grid, cast: Cast, filled: Filled
) -> None:
    grid.cell(0, "10:30").click()
    grid.page.get_by_role("link", name="List", exact=True).click()
    expect(grid.page).to_have_url(re.compile(r"view=list"))
    assert len(saved(cast.invitee, filled)) == 2


def conflicting(grid: Grid, cast: Cast, filled: Filled) -> None:
    """Paint in one tab what another has changed meanwhile, and save."""
    grid.cell(0, "09:00").click()
    grid.cell(1, "09:00").click()
    offer(cast.invitee, filled.calendar, "11:00", "11:15", 1)
    grid.save()
    expect(grid.page.get_by_role("dialog")).to_be_visible()


THEIRS = GIVEN | {"0 11:00": 1}
MINE = GIVEN | {"0 09:00": 3, "1 09:00": 3}


@pytest.mark.parametrize(
    ("choice", "held"),
    [
        ("Keep both: my changes on top", MINE | {"0 11:00": 1}),
        ("Keep mine", MINE),
        ("Keep what is there", THEIRS),
    ],
)
def test_two_tabs_show_both_versions_and_one_chooses(
    grid: Grid, cast: Cast, filled: Filled, choice: str, held: dict[str, int]
) -> None:
    conflicting(grid, cast, filled)
    dialog = grid.page.get_by_role("dialog")
    assert dialog.get_by_role("listitem").all_text_contents() == [
        "Monday 1 March, 09:00 to 09:15: yours best, there good",
        "Monday 1 March, 11:00 to 11:15: yours not free, there if needed",
        "Tuesday 2 March, 09:00 to 09:15: yours best, there not free",
    ]
    levels = [
        dialog.locator(f"[data-version={name}] td[data-level]") for name in ("mine", "theirs")
    ]
    assert [version.count() for version in levels] == [len(MINE), len(THEIRS)]
    grid.page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=choice).click()
    grid.state("Saved")
    assert grid.shown() == held
    grid.page.reload()
    assert Grid(grid.page).shown() == held


def test_a_save_whose_answer_was_lost_is_no_conflict(
    grid: Grid, cast: Cast, filled: Filled, troubles: Troubles
) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    grid.page.route("**/availability/", lose, times=1)
    grid.cell(0, "10:30").click()
    grid.save()
    grid.state(KEPT)
    grid.save()
    grid.state("Saved")
    expect(grid.page.get_by_role("dialog")).to_be_hidden()
    assert len(saved(cast.invitee, filled)) == 2
    troubles.clear()


def test_a_session_that_ends_midway_loses_nothing(grid: Grid, cast: Cast, filled: Filled) -> None:
    grid.page.context.clear_cookies(name="sessionid")
    grid.cell(0, "10:30").click()
    grid.save()
    expect(grid.page.locator("[data-state]")).to_have_text(LOGGED_OUT)
    with grid.page.context.expect_page() as opened:
        grid.page.get_by_role("link", name="Log in again in a new tab").click()
    log_in = opened.value
    log_in.get_by_label("Username").fill(cast.invitee.username)
    log_in.get_by_label("Password").fill(PASSWORD)
    log_in.get_by_role("main").get_by_role("button", name="Log in").click()
    log_in.wait_for_url("**/home/")
    log_in.close()
    grid.page.bring_to_front()
    grid.save()
    grid.state("Saved")
    assert saved(cast.invitee, filled) == [NINE_TO_TEN, (day("10:30"), day("10:45"), 3)]


def test_a_deadline_that_passes_midway_says_so_and_keeps_what_was_painted(
    grid: Grid, cast: Cast, filled: Filled
) -> None:
    grid.cell(0, "10:30").click()
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    grid.save()
    over = re.compile("^Not saved: The time to answer is over.")
    expect(grid.page.locator("[data-state]")).to_have_text(over)
    assert grid.shown() == GIVEN | {"0 10:30": 3}
    assert saved(cast.invitee, filled) == [NINE_TO_TEN]


def test_when_it_is_over_the_grid_is_read_only(
    open_grid: Callable[[], Grid], cast: Cast, filled: Filled
) -> None:
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    grid = open_grid()
    expect(grid.page.get_by_text("The time to answer is over.")).to_be_visible()
    grid.drag((1, "09:00"), (1, "10:00"))
    grid.cell(1, "09:00").focus()
    grid.page.keyboard.press("3")
    assert grid.shown() == GIVEN
    expect(grid.page.get_by_role("button", name="Save")).to_have_count(0)
    expect(grid.page.get_by_role("grid")).to_have_attribute("aria-readonly", "true")


def test_the_owner_enters_what_an_invitee_told_by_phone(
    open_page: Callable[..., Page], cast: Cast, filled: Filled
) -> None:
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    path = f"/c/{filled.id}/availability/?user={cast.invitee.id}"
    grid = Grid(open_page(path, cast.owner))
    expect(grid.page.get_by_role("heading", level=1)).to_have_text(
        "When can Invitee Tester meet you?"
    )
    grid.cell(0, "10:00").click()
    grid.save()
    grid.state("Saved")
    assert saved(cast.invitee, filled) == [NINE_TO_TEN, (day("10:00"), day("10:15"), 3)]
    assert saved(cast.owner, filled) == [(day("09:00"), day("12:00"), 3)]
