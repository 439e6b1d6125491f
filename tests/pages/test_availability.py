"""Entering times without a script: week, list and text over HTTP, and what is refused."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from support.calendars import (
    FUTURE,
    NOBODY,
    PAST,
    Filled,
    day,
    done,
    fill_calendar,
    finalize,
    get,
    id_of,
    invite,
    make_calendar,
    set_deadline,
)
from support.entering import page_of, row, rows_in, tag_in
from support.grid import saved
from support.pages import Visitor, errors, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast

    Come = Callable[..., Visitor]

NINE = 3918272400  # 2094-03-01 09:00 in UTC, in seconds since 1970
QUARTER = 900
GIVEN = (day("09:00"), day("10:00"), 2)
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


def test_a_grid_without_its_script_is_a_plain_form(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    browser = visitor(cast.invitee)
    tag = tag_in(browser.see(page_of(filled)))
    cells = f"{NINE}=3 {NINE + QUARTER}=0"
    answer = browser.send(page_of(filled), {"tag": tag, "cells": cells})
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(filled))
    assert notices(browser.see(page_of(filled))) == ["Saved."]
    assert saved(cast.invitee, filled) == [
        (day("09:00"), day("09:15"), 3),
        (day("09:30"), day("10:00"), 2),
    ]


def test_a_script_is_told_in_json(cast: Cast, visitor: Come, filled: Filled) -> None:
    browser = visitor(cast.invitee)
    tag = tag_in(browser.see(page_of(filled)))
    values = {"tag": tag, "cells": f"{NINE}=3"}
    answer = browser.send(page_of(filled), values, headers=SCRIPT)
    new = tag_in(browser.see(page_of(filled)))
    assert (answer.status_code, answer.json()) == (200, {"detail": "Saved.", "tag": new})
    stale = browser.send(page_of(filled), values, headers=SCRIPT)
    cells = " ".join([f"{NINE}=3", *(f"{NINE + number * QUARTER}=2" for number in (1, 2, 3))])
    told = {"detail": "This was changed meanwhile.", "tag": new, "cells": cells}
    assert (stale.status_code, stale.json()) == (412, told)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"cells": f"{NINE}=3"},
        {"tag": '"x"'},
        {"tag": '"x"', "cells": "x"},
        {"tag": '"x"', "cells": f"{NINE}=4"},
        {"tag": '"x"', "cells": f"{NINE}=3,"},
        {"tag": '"x"', "cells": f"{NINE + 1}=3"},
        {"tag": '"x"', "cells": "0=3"},
        {"tag": '"x"', "cells": " ".join(f"{NINE + number}=1" for number in range(1000))},
        {"tag": '"x"', "cells": f"{NINE}=3", "copy": "everywhere"},
        {"tag": "\0", "cells": ""},
        {"keep": "1-2=3"},
        {"tag": '"x"', "keep": "x"},
        {"tag": '"x"', "keep": "1-2=3"},
        {"tag": '"x"', "keep": "9999999998-9999999999=3"},
        {"tag": '"x"', "keep": "99999999998-99999999999=3"},
        {"tag": '"x"', "keep": f"{NINE + 9}-{NINE}=3"},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(
    cast: Cast, visitor: Come, filled: Filled, values: dict[str, str]
) -> None:
    browser = visitor(cast.invitee)
    for headers in ({}, SCRIPT):
        assert browser.send(page_of(filled), values, headers=headers).status_code == 400
    assert saved(cast.invitee, filled) == [GIVEN]


def test_a_text_is_shown_as_it_is_understood_and_saved_only_when_all_of_it_is(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    browser = visitor(cast.invitee)
    path = page_of(filled, "?view=text")
    tag = tag_in(browser.see(path))
    shown = browser.send(path, {"tag": tag, "text": "Tue 9-10 best", "preview": "1"})
    assert (shown.status_code, "Tuesday 2 March" in shown.text) == (200, True)
    assert saved(cast.invitee, filled) == [GIVEN]
    unclear = browser.send(path, {"tag": tag, "text": "Tue 9-10 & <b>", "save": "1"})
    assert (unclear.status_code, "<mark>&lt;b&gt;</mark>" in unclear.text) == (400, True)
    browser.send(path, {"tag": tag, "text": "Tue 9-10 best", "save": "1"})
    tuesday = ("2094-03-02T09:00:00Z", "2094-03-02T10:00:00Z", 3)
    assert saved(cast.invitee, filled) == [GIVEN, tuesday]
    tag = tag_in(browser.see(path))
    browser.send(path, {"tag": tag, "text": "Wed 9-10", "instead": "true", "save": "1"})
    assert saved(cast.invitee, filled) == [("2094-03-03T09:00:00Z", "2094-03-03T10:00:00Z", 2)]


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001, "\0", "Mon\ud7ff"])
def test_a_text_that_is_none_is_refused(
    cast: Cast, visitor: Come, filled: Filled, text: str
) -> None:
    browser = visitor(cast.invitee)
    path = page_of(filled, "?view=text")
    values = {"tag": tag_in(browser.see(path)), "text": text, "save": "1"}
    assert browser.send(path, values).status_code == 400


def test_a_text_means_at_most_two_thousand_times(cast: Cast, visitor: Come) -> None:
    days = {"start_date": "2094-01-01", "end_date": "2094-12-31"}
    calendar = make_calendar(cast.owner, **days)
    path = f"/c/{calendar.split('/')[2]}/availability/?view=text"
    browser = visitor(cast.owner)
    tag = tag_in(browser.see(path))
    hours = [
        f"{hour}:{minute:02}-{hour}:{minute + 1:02}" for hour in range(24) for minute in (0, 2)
    ]
    most, more = ", ".join(hours[:5]), ", ".join(hours[:6])
    shown = browser.send(path, {"tag": tag, "text": most, "preview": "1"})
    assert (shown.status_code, "Friday 31 December" in shown.text) == (200, True)
    for text in (more, ", ".join(hours * 4)[:2000]):
        for button in ("preview", "save"):
            refused = browser.send(path, {"tag": tag, "text": text, button: "1"})
            said = ["This means more than 2,000 times. Write fewer of them at once."]
            assert (refused.status_code, errors(refused)) == (400, said)
            assert text in refused.text
    assert get(cast.owner, f"{calendar}availabilities/") == []
    browser.send(path, {"tag": tag, "text": most, "save": "1"})
    assert len(get(cast.owner, f"{calendar}availabilities/")) == 5 * 365


def test_days_are_the_calendars_wherever_one_looks_from(cast: Cast, visitor: Come) -> None:
    calendar = make_calendar(cast.owner, time_zone="Europe/Berlin")
    key = id_of(calendar)
    for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati", "Europe/Berlin"):
        done(cast.owner, "PUT", "/accounts/profile/", {"time_zone": zone})
        page = visitor(cast.owner).see(f"/c/{key}/availability/").text
        names = ["Monday 1 March", "Tuesday 2 March", "Wednesday 3 March"]
        assert re.findall(r'data-day="([^"]+)"', page)[:3] == names
        assert ("the small ones are yours" in page) == (zone != "Europe/Berlin")
        assert seen_at_nine(page) == {"Pago_Pago": "21:00", "Kiritimati": "22:00"}.get(zone[8:])
    done(cast.owner, "PUT", "/accounts/profile/", {"time_zone": "UTC"})


def seen_at_nine(page: str) -> str | None:
    found = re.search(r"<span>09:00</span><small>([^<]+)</small>", page)
    return found and found[1]


def test_the_deadline_is_told_in_both_zones(cast: Cast, visitor: Come) -> None:
    calendar = make_calendar(cast.owner, time_zone="Europe/Berlin")
    invite(cast.owner, calendar, cast.invitee, deadline="2098-12-31T23:30:00Z")
    page = visitor(cast.invitee).see(f"/c/{calendar.split('/')[2]}/availability/").text
    for told in ("Thu 1 Jan 2099, 00:30", "(Europe/Berlin)", "Wed 31 Dec, 23:30", "(UTC)", "left"):
        assert told in page


def test_when_it_is_over_the_page_says_so_and_takes_nothing(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    browser = visitor(cast.invitee)
    path = page_of(filled, "?view=list")
    page = browser.see(path)
    values = {"tag": tag_in(page), **rows_in(page), **row(1, "14:00", "15:00")}
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    closed = browser.see(path).text
    assert ("The time to answer is over." in closed, ">Save<" in closed) == (True, False)
    assert browser.send(path, values).status_code == 410
    set_deadline(cast.owner, filled.calendar, filled.invited, FUTURE)
    finalize(cast.owner, filled.calendar)
    closed = browser.see(path).text
    assert ("This calendar is final" in closed, ">Save<" in closed) == (True, False)
    assert browser.send(path, values).status_code == 410
    assert saved(cast.invitee, filled) == [GIVEN]


def test_the_owner_enters_an_answer_and_nobody_else_does(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    theirs = page_of(filled, f"?user={cast.invitee.id}")
    browser = visitor(cast.owner)
    page = browser.see(theirs)
    assert "When can Invitee Tester meet you?" in page.text
    browser.send(theirs, {"tag": tag_in(page), "cells": f"{NINE}=3"})
    assert saved(cast.invitee, filled)[0] == (day("09:00"), day("09:15"), 3)
    for query, status in (
        (f"?user={cast.stranger.id}", 404),
        (f"?user={NOBODY}", 404),
        ("?user=x", 404),
    ):
        assert browser.see(page_of(filled, query)).status_code == status
    other = visitor(cast.other)
    assert other.see(theirs).status_code == 403
    assert other.send(theirs, {"tag": '"x"', "cells": ""}).status_code == 403
    assert other.see(page_of(filled, f"?user={cast.other.id}")).status_code == 200


@pytest.mark.parametrize(
    "query", ["?week=x", "?hours=9", "?view=x", "?week=2094-02-30", "?user=-1"]
)
def test_a_query_that_means_nothing_finds_nothing(
    cast: Cast, visitor: Come, filled: Filled, query: str
) -> None:
    assert visitor(cast.invitee).see(page_of(filled, query)).status_code == 404


def test_an_invitee_sees_no_other_invitees_times_nor_name(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    for query in ("", "?view=list", "?view=text", "?hours=all"):
        page = visitor(cast.invitee).see(page_of(filled, query)).text
        assert cast.other.username not in page
        assert "10:30" not in re.sub(r'data-(from|until|time)="[^"]*"', "", page)


def test_none_of_these_suit_me_takes_back_what_was_given(
    cast: Cast, visitor: Come, filled: Filled
) -> None:
    browser = visitor(cast.invitee)
    page = browser.see(f"/c/{filled.id}/none/")
    assert "This takes back the 1 time you gave" in page.text
    answer = browser.send(f"/c/{filled.id}/none/")
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(filled))
    assert saved(cast.invitee, filled) == []
    (invitation,) = [
        row for row in get(cast.invitee, "/invitations/") if row["calendar"] == filled.id
    ]
    assert (invitation["answered"], invitation["has_availability"]) == (True, False)
    assert "If that changes, just enter when you can." in browser.see(page_of(filled)).text


def test_whoever_leaves_is_gone(cast: Cast, visitor: Come, filled: Filled) -> None:
    browser = visitor(cast.invitee)
    assert "are deleted" in browser.see(f"/c/{filled.id}/leave/").text
    answer = browser.send(f"/c/{filled.id}/leave/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/home/")
    assert browser.see(page_of(filled)).status_code == 403
    rows: Any = get(cast.owner, f"{filled.calendar}availabilities/")
    assert cast.invitee.id not in [row["user"] for row in rows]


def test_a_session_that_is_over_is_a_401_to_a_script(visitor: Come, filled: Filled) -> None:
    answer = visitor().send(page_of(filled), {"tag": "x", "cells": ""}, headers=SCRIPT)
    assert answer.status_code == 401
    assert list(json.loads(answer.text)) == ["detail"]
