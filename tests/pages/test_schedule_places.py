"""Where somebody's meeting could be: the places of a week, or of a day, at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.calendars import done, invite, make_calendar, offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.pages import Visitor
    from support.people import Cast

    Come = Callable[..., Visitor]

LIGHT = 40_000  # bytes
A_DAY_OF_FIVE_MINUTES = 288


def open_days(cast: Cast, *days: str, **details: Any) -> tuple[str, str]:
    """Make a calendar in which the owner and an invitee offer from nine to ten on these days.

    Returns:
        The calendar, and the page of the invitee's meeting.
    """
    calendar = make_calendar(cast.owner, end_date="2094-12-31", **details)
    invited = invite(cast.owner, calendar, cast.invitee)
    for day in days:
        for person in (cast.owner, cast.invitee):
            offer(person, calendar, f"{day}T09:00:00Z", f"{day}T10:00:00Z")
    return calendar, f"/c/{calendar.split('/')[2]}/schedule/{invited['id']}/"


def put(cast: Cast, calendar: str, *times: tuple[str, str]) -> None:
    meets = [
        {"meeter": cast.invitee.id, "start_period": start, "end_period": end}
        for start, end in times
    ]
    done(cast.owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})


def starts(page: httpx.Response) -> list[str]:
    return re.findall(r'name="times" value="([\dT:-]+):00Z/', page.text)


def links(page: httpx.Response) -> dict[str, str]:
    found = re.findall(r'href="[^"]*\?day=([\d-]+)" rel="(prev|next)"', page.text)
    return {rel: day for day, rel in found}


def test_a_week_is_shown_and_the_nearest_others_are_a_link_away(visitor: Come, cast: Cast) -> None:
    days = ("2094-03-01", "2094-03-07", "2094-03-24", "2094-05-03")
    _, path = open_days(cast, *days)
    browser = visitor(cast.owner)
    first = browser.see(path)
    assert starts(first) == [f"{day}T09:{half}" for day in days[:2] for half in ("00", "30")]
    assert links(first) == {"next": "2094-03-24"}
    second = browser.see(f"{path}?day=2094-03-24")
    assert starts(second) == ["2094-03-24T09:00", "2094-03-24T09:30"]
    assert links(second) == {"prev": "2094-03-07", "next": "2094-05-03"}
    assert starts(browser.see(f"{path}?day=2094-03-07")) == starts(first)
    last = browser.see(f"{path}?day=2094-05-03")
    assert (starts(last)[0], links(last)) == ("2094-05-03T09:00", {"prev": "2094-03-24"})


def test_one_week_has_no_others(visitor: Come, cast: Cast) -> None:
    _, path = open_days(cast, "2094-03-01", "2094-03-05")
    page = visitor(cast.owner).see(path)
    assert (len(starts(page)), links(page), "Earlier" in page.text) == (4, {}, False)


def test_the_week_of_the_meeting_comes_first(visitor: Come, cast: Cast) -> None:
    calendar, path = open_days(cast, "2094-03-01", "2094-03-24")
    put(cast, calendar, ("2094-03-24T09:30:00Z", "2094-03-24T10:00:00Z"))
    page = visitor(cast.owner).see(path)
    assert starts(page) == ["2094-03-24T09:00", "2094-03-24T09:30"]
    assert links(page) == {"prev": "2094-03-01"}
    put(cast, calendar, ("2094-03-10T09:00:00Z", "2094-03-10T09:30:00Z"))
    assert starts(visitor(cast.owner).see(path)) == starts(page)


def test_a_day_without_a_place_is_the_next_that_has_one_or_the_last(
    visitor: Come, cast: Cast
) -> None:
    _, path = open_days(cast, "2094-03-01", "2094-03-24")
    browser = visitor(cast.owner)
    for day, shown in (
        ("1971-01-01", "2094-03-01"),
        ("2094-03-08", "2094-03-24"),
        ("2199-12-31", "2094-03-24"),
    ):
        assert starts(browser.see(f"{path}?day={day}"))[0] == f"{shown}T09:00"


@pytest.mark.parametrize("day", ["", "x", "2094-02-30", "9999-12-31", "2094-03-01T09:00"])
def test_what_is_no_day_has_no_page(visitor: Come, cast: Cast, day: str) -> None:
    _, path = open_days(cast, "2094-03-01")
    page = visitor(cast.owner).see(f"{path}?day={day}")
    assert page.status_code == httpx.codes.NOT_FOUND


def test_days_are_those_of_the_calendars_zone(visitor: Come, cast: Cast) -> None:
    zone = {"time_zone": "Pacific/Kiritimati", "start_date": "2094-03-02"}
    calendar, path = open_days(cast, **zone)
    for person in (cast.owner, cast.invitee):
        offer(person, calendar, "2094-03-07T09:30:00Z", "2094-03-07T10:30:00Z")
    browser = visitor(cast.owner)
    sunday = browser.see(path)
    assert (starts(sunday), links(sunday)) == (["2094-03-07T09:30"], {"next": "2094-03-08"})
    monday = browser.see(f"{path}?day=2094-03-08")
    assert (starts(monday), links(monday)) == (["2094-03-07T10:00"], {"prev": "2094-03-07"})


def test_a_place_close_to_another_meeting_may_be_on_a_day_of_its_own(
    visitor: Come, cast: Cast
) -> None:
    """From 22:10 on every half hour; the last fits only once the end is counted from."""
    calendar, path = open_days(cast, meeting_minutes=120)
    for person in (cast.owner, cast.invitee):
        offer(person, calendar, "2094-03-01T22:10:00Z", "2094-03-02T02:05:00Z")
    page = visitor(cast.owner).see(path)
    assert starts(page) == ["2094-03-01T22:10", "2094-03-02T00:05"]


def test_a_year_of_short_meetings_is_shown_a_day_at_a_time(visitor: Come, cast: Cast) -> None:
    calendar, path = open_days(cast, start_date="2094-01-01", meeting_minutes=5)
    for person in (cast.owner, cast.invitee):
        offer(person, calendar, "2094-01-01T00:00:00Z", "2095-01-01T00:00:00Z")
    put(cast, calendar, ("2094-07-01T09:00:00Z", "2094-07-01T09:05:00Z"))
    browser = visitor(cast.owner)
    page = browser.see(path)
    assert len(starts(page)) == A_DAY_OF_FIVE_MINUTES
    assert {start[:10] for start in starts(page)} == {"2094-07-01"}
    assert links(page) == {"prev": "2094-06-30", "next": "2094-07-02"}
    assert page.num_bytes_downloaded < LIGHT
    assert links(browser.see(f"{path}?day=2094-12-31")) == {"prev": "2094-12-30"}
