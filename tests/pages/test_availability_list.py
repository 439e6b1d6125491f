"""The list of one's times over HTTP: what it holds, and what it does with what is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.calendars import day, done, fill_calendar, get, id_of, make_calendar, offer
from support.entering import page_of, row, rows_in, tag_in
from support.grid import saved

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.calendars import Filled
    from support.pages import Visitor
    from support.people import Cast, Person

    Come = Callable[..., Visitor]

GIVEN = (day("09:00"), day("10:00"), 2)


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


def test_the_list_holds_every_time_and_takes_changes(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    offer(cast.invitee, filled.calendar, day("10:07:30"), day("10:40"), 1)
    browser = visitor(cast.invitee)
    page = browser.see(page_of(filled, "?view=list"))
    held = rows_in(page)
    first, second = (row["id"] for row in get(cast.owner, listing(filled, cast.invitee)))
    assert held == {
        **row(0, "09:00", "10:00", day="2094-03-01", row=str(first)),
        **row(1, "10:07:30", "10:40", day="2094-03-01", row=str(second), preference="1"),
    }
    changed = {**held, "row-0-end": "09:30", **row(2, "14:00", "15:00", preference="3")}
    browser.send(page_of(filled, "?view=list"), {"tag": tag_in(page), **changed})
    assert saved(cast.invitee, filled) == [
        (day("09:00"), day("09:30"), 2),
        (day("10:07:30"), day("10:40"), 1),
        ("2094-03-02T14:00:00Z", "2094-03-02T15:00:00Z", 3),
    ]
    assert get(cast.owner, listing(filled, cast.invitee))[1]["id"] == second
    page = browser.see(page_of(filled, "?view=list"))
    without = {**rows_in(page), "row-0-remove": "1", "row-2-remove": "1"}
    browser.send(page_of(filled, "?view=list"), {"tag": tag_in(page), **without})
    assert saved(cast.invitee, filled) == [(day("10:07:30"), day("10:40"), 1)]


def listing(filled: Filled, person: Person) -> str:
    return f"{filled.calendar}availabilities/?user={person.id}"


def test_times_over_midnight_and_over_days_survive_the_list(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    offer(cast.invitee, filled.calendar, day("22:00"), "2094-03-02T02:00:00Z", 3)
    offer(cast.invitee, filled.calendar, "2094-03-03T00:00:00Z", "2094-03-05T00:00:00Z", 1)
    before = saved(cast.invitee, filled)
    browser = visitor(cast.invitee)
    page = browser.see(page_of(filled, "?view=list"))
    held = rows_in(page)
    assert held["row-2-end_day"] == "2094-03-05"
    assert "row-1-end_day" not in held
    extra = row(3, "23:00", "00:00", day="2094-03-05")
    browser.send(page_of(filled, "?view=list"), {"tag": tag_in(page), **held, **extra})
    assert saved(cast.invitee, filled) == [
        *before,
        ("2094-03-05T23:00:00Z", "2094-03-06T00:00:00Z", 2),
    ]


def test_an_hour_that_comes_twice_survives_the_list(cast: Cast, visitor: Come) -> None:
    calendar = make_calendar(
        cast.owner, start_date="2026-10-25", end_date="2026-10-25", time_zone="Europe/Berlin"
    )
    offer(cast.owner, calendar, "2026-10-25T01:30:00Z", "2026-10-25T01:45:00Z", 3)
    filled = id_of(calendar)
    path = f"/c/{filled}/availability/?view=list"
    browser = visitor(cast.owner)
    page = browser.see(path)
    held = rows_in(page)
    assert (held["row-0-start"], held["row-0-end"]) == ("02:30", "02:45")
    more = row(1, "12:00", "13:00", day="2026-10-25")
    browser.send(path, {"tag": tag_in(page), **held, **more})
    starts = [row["start_period"] for row in get(cast.owner, f"{calendar}availabilities/")]
    assert starts == ["2026-10-25T01:30:00Z", "2026-10-25T11:00:00Z"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (row(5, "14:00", "15:00", day="x"), "Date has wrong format. Use YYYY-MM-DD."),
        (row(5, "14", "15:00"), "Use hours and minutes, like 09:30."),
        (row(5, "14:00", "25:00"), "Use hours and minutes, like 09:30."),
        (row(5, "14:00", "15:00", preference="9"), "Ensure this value is between 1 and 3."),
        (row(5, "14:00", "15:00", end_day="2094-03-01"), "The end must be after the start."),
        (row(5, "14:00", "15:00", day="2094-03-06"), "The calendar&#x27;s days are"),
        ({"row-5-day": "2094-03-02"}, "This field is required."),
    ],
)
def test_a_list_that_is_refused_keeps_what_was_typed(
    cast: Cast, visitor: Come, filled: Filled, typed: dict[str, str], said: str
) -> None:
    browser = visitor(cast.invitee)
    page = browser.see(page_of(filled, "?view=list"))
    values = {"tag": tag_in(page), **rows_in(page), **typed}
    answer = browser.send(page_of(filled, "?view=list"), values)
    assert (answer.status_code, said in answer.text) == (400, True)
    assert typed.items() <= rows_in(answer).items() | {("row-5-preference", "9")}
    assert saved(cast.invitee, filled) == [GIVEN]


def test_rows_left_blank_say_nothing_and_more_can_be_had(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    browser = visitor(cast.invitee)
    page = browser.see(page_of(filled, "?view=list"))
    values = {"tag": tag_in(page), **rows_in(page), **row(1, "14:00", "15:00"), "row-2-day": ""}
    more = browser.send(page_of(filled, "?view=list"), {**values, "more": "1"})
    assert more.status_code == 200
    assert rows_in(more) == {k: v for k, v in values.items() if k.startswith("row") and v}
    assert saved(cast.invitee, filled) == [GIVEN]
    browser.send(page_of(filled, "?view=list"), values)
    assert len(saved(cast.invitee, filled)) == 2


def test_a_long_list_is_cut_and_the_rest_is_kept(cast: Cast, visitor: Come) -> None:
    filled = fill_calendar(cast)
    periods = [
        {
            "start_period": day(f"{n // 60:02}:{n % 60:02}"),
            "end_period": day("23:00"),
            "preference": 1,
        }
        for n in range(250)
    ]
    done(cast.invitee, "PUT", f"{filled.calendar}availabilities/", {"periods": periods})
    browser = visitor(cast.invitee)
    page = browser.see(page_of(filled, "?view=list"))
    assert "150 more times are not shown here" in page.text
    values = {"tag": tag_in(page), **rows_in(page), "row-0-remove": "1"}
    browser.send(page_of(filled, "?view=list"), values)
    assert len(saved(cast.invitee, filled)) == 249


def test_the_list_of_a_week_leaves_the_other_weeks_alone(cast: Cast, visitor: Come) -> None:
    filled = fill_calendar(cast, end_date="2094-03-21")
    offer(cast.invitee, filled.calendar, "2094-03-09T09:00:00Z", "2094-03-09T10:00:00Z", 3)
    browser = visitor(cast.invitee)
    path = page_of(filled, "?view=list&week=2094-03-09")
    page = browser.see(path)
    assert rows_in(page)["row-0-day"] == "2094-03-09"
    browser.send(path, {"tag": tag_in(page), **rows_in(page), "row-0-remove": "1"})
    assert saved(cast.invitee, filled) == [GIVEN]


def test_an_old_copy_shows_both_and_lets_one_choose(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    browser = visitor(cast.invitee)
    path = page_of(filled, "?view=list")
    page = browser.see(path)
    offer(cast.invitee, filled.calendar, "11:00", "11:30", 1)
    values = {"tag": tag_in(page), **rows_in(page), **row(1, "14:00", "15:00", preference="3")}
    conflict = browser.send(path, values)
    assert conflict.status_code == 412
    spans = [re.findall(r"(\d\d:\d\d) . \d\d", part) for part in conflict.text.split("<h2")[1:]]
    assert spans == [["09:00", "14:00"], ["09:00", "11:00"]]
    assert len(saved(cast.invitee, filled)) == 2
    kept = re.search(r'name="keep" value="([^"]+)"', conflict.text)
    assert kept
    answer = browser.send(path, {"tag": tag_in(conflict), "keep": kept[1]})
    assert answer.status_code == 302
    assert saved(cast.invitee, filled) == [
        GIVEN,
        ("2094-03-02T14:00:00Z", "2094-03-02T15:00:00Z", 3),
    ]
