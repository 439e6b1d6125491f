"""One meeting of a schedule: look at it, move it, take it out."""

from typing import Any

import pytest
from support.calendars import (
    FINALIZED,
    NOT_FOUND,
    TOO_FAR,
    Filled,
    Json,
    ask,
    day,
    done,
    fill_calendar,
    finalize,
    get,
    meet,
)
from support.people import Cast


@pytest.fixture
def filled(cast: Cast) -> Filled:
    """The invitee meets at 9 and the other at 10, for half an hour; each is free for an hour."""
    return fill_calendar(cast)


def rows(cast: Cast, filled: Filled) -> list[Json]:
    found: list[Json] = get(cast.owner, f"{filled.calendar}schedule/")
    return found


def path_of(filled: Filled, row: Json) -> str:
    return f"{filled.calendar}schedule/{row['id']}/"


def move(cast: Cast, filled: Filled, start: str, end: str, **extra: Any) -> tuple[int, Any]:
    """Move the invitee's meeting."""
    first, _ = rows(cast, filled)
    body = {"start_period": day(start), "end_period": day(end), **extra}
    return ask(cast.owner, "PUT", path_of(filled, first), json=body)


def test_one_is_shown_as_in_the_list(cast: Cast, filled: Filled) -> None:
    for row in rows(cast, filled):
        assert get(cast.owner, path_of(filled, row)) == row


def test_one_is_moved_and_the_other_stays(cast: Cast, filled: Filled) -> None:
    first, second = rows(cast, filled)
    moved = (200, {**first, "start_period": day("09:15"), "end_period": day("10:00")})
    assert move(cast, filled, "09:15", "10:00") == moved
    assert rows(cast, filled) == [moved[1], second]


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("10:15", "10:45", "You and {} overlap"),
        ("08:30", "09:00", "You have not offered the time of the meeting of {}."),
        ("10:30", "11:00", "{} has not offered the time of the meeting of {}."),
        (
            "2094-03-06T09:00:00Z",
            "2094-03-06T09:30:00Z",
            "The meeting of {} is outside the calendar's days, 2094-03-01 to 2094-03-05.",
        ),
    ],
)
def test_a_move_that_breaks_a_rule(
    cast: Cast, filled: Filled, start: str, end: str, message: str
) -> None:
    before = rows(cast, filled)
    name = cast.invitee.username
    if "overlap" in message:
        told = (
            f"The meetings of {cast.other.username} and {name} overlap, "
            "or leave less than the buffer."
        )
        answer = move(cast, filled, start, end, force=True)
    else:
        told = message.format(name, name)
        answer = move(cast, filled, start, end)
    assert answer == (400, {"non_field_errors": [told]})
    assert rows(cast, filled) == before


def test_a_move_centuries_away_is_refused(cast: Cast, filled: Filled) -> None:
    before = rows(cast, filled)
    answer = move(cast, filled, "2096-01-01T00:00:00Z", "9999-12-31T23:59:59Z", force=True)
    assert answer == (400, {"end_period": [TOO_FAR]})
    assert rows(cast, filled) == before


def test_force_lifts_what_was_offered(cast: Cast, filled: Filled) -> None:
    assert move(cast, filled, "11:00", "11:30")[0] == 400
    status, moved = move(cast, filled, "11:00", "11:30", force=True)
    assert (status, moved["start_period"]) == (200, day("11:00"))


def test_a_move_wants_both_times(cast: Cast, filled: Filled) -> None:
    first, _ = rows(cast, filled)
    required = ["This field is required."]
    for body in ({}, {"start_period": day("09:10")}, {"end_period": day("09:10")}):
        status, told = ask(cast.owner, "PUT", path_of(filled, first), json=body)
        assert status == 400
        missing = {"start_period", "end_period"} - set(body)
        assert told == dict.fromkeys(missing, required)
    assert move(cast, filled, "09:30", "09:30")[0] == 400


def test_others_that_break_a_rule_among_themselves_do_not_matter(
    cast: Cast, filled: Filled
) -> None:
    beyond = [meet(cast.invitee, "09:00", "09:30"), meet(cast.other, "11:00", "11:30")]
    done(cast.owner, "PUT", f"{filled.calendar}schedule/", {"meets": beyond, "force": True})
    assert move(cast, filled, "09:10", "09:40")[0] == 200


def test_one_is_taken_out(cast: Cast, filled: Filled) -> None:
    first, second = rows(cast, filled)
    assert done(cast.owner, "DELETE", path_of(filled, first)) == {}
    assert rows(cast, filled) == [second]
    assert ask(cast.owner, "GET", path_of(filled, first)) == NOT_FOUND
    assert ask(cast.owner, "DELETE", path_of(filled, first)) == NOT_FOUND


def test_a_new_plan_replaces_them(cast: Cast, filled: Filled) -> None:
    first, _ = rows(cast, filled)
    done(cast.owner, "POST", f"{filled.calendar}schedule/")
    assert ask(cast.owner, "GET", path_of(filled, first)) == NOT_FOUND


def test_in_a_final_calendar_they_stay(cast: Cast, filled: Filled) -> None:
    first, _ = rows(cast, filled)
    finalize(cast.owner, filled.calendar)
    assert move(cast, filled, "09:15", "09:45") == FINALIZED
    assert ask(cast.owner, "DELETE", path_of(filled, first)) == FINALIZED
    assert get(cast.owner, path_of(filled, first)) == first
