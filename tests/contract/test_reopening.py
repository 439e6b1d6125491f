"""A final calendar opened again: everything stays, and everything may change."""

from typing import Any

import pytest
from support.calendars import (
    INVITEES_WRITES,
    NOBODY,
    NOT_ALLOWED,
    NOT_FOUND,
    OWNERS_WRITES,
    SHARED_WRITES,
    WRITES,
    Filled,
    ask,
    done,
    everything,
    fill_calendar,
    finalize,
    get,
    meet,
    reopen,
)
from support.people import Cast

SUCCESS = (200, {"detail": "Calendar has been successfully reopened."})
NOT_FINAL = (400, {"detail": "Calendar is not finalized."})
BROKEN = {"content": b'{"name":', "headers": {"Content-Type": "application/json"}}


@pytest.fixture
def final(cast: Cast) -> Filled:
    filled = fill_calendar(cast)
    finalize(cast.owner, filled.calendar)
    return filled


def path_of(filled: Filled) -> str:
    return f"{filled.calendar}reopen/"


def test_reopening_needs_no_body_and_all_is_as_before_finalizing(cast: Cast) -> None:
    filled = fill_calendar(cast)
    before = everything(cast, filled)
    finalize(cast.owner, filled.calendar)
    assert everything(cast, filled) != before
    assert ask(cast.owner, "POST", path_of(filled)) == SUCCESS
    assert everything(cast, filled) == before


def test_what_the_body_says_is_ignored(cast: Cast, final: Filled) -> None:
    body = {"finalized": True, "name": "x"}
    assert ask(cast.owner, "POST", path_of(final), json=body) == SUCCESS
    calendar = get(cast.owner, final.calendar)
    assert (calendar["finalized"], calendar["name"]) == (False, "Talks")


def test_a_broken_body_reopens_nothing(cast: Cast, final: Filled) -> None:
    answer = ask(cast.owner, "POST", path_of(final), **BROKEN)
    assert answer == (400, {"detail": "The body is not valid JSON."})
    assert get(cast.owner, final.calendar)["finalized"] is True


def test_an_open_calendar_is_400(cast: Cast, final: Filled) -> None:
    never = fill_calendar(cast)
    before = everything(cast, never)
    assert ask(cast.owner, "POST", path_of(never)) == NOT_FINAL
    assert everything(cast, never) == before
    reopen(cast.owner, final.calendar)
    assert ask(cast.owner, "POST", path_of(final)) == NOT_FINAL


@pytest.mark.parametrize("role", ["invitee", "other", "stranger"])
def test_only_the_owner_may(cast: Cast, final: Filled, role: str) -> None:
    before = everything(cast, final)
    for options in ({}, BROKEN):
        assert ask(getattr(cast, role), "POST", path_of(final), **options) == NOT_ALLOWED
    assert everything(cast, final) == before


def test_nobody_is_401_and_no_calendar_404(cast: Cast, final: Filled) -> None:
    assert ask(cast.anonymous, "POST", path_of(final), **BROKEN)[0] == 401
    assert ask(cast.owner, "POST", f"/calendars/{NOBODY}/reopen/", **BROKEN) == NOT_FOUND
    assert get(cast.owner, final.calendar)["finalized"] is True


@pytest.mark.parametrize("act", WRITES)
def test_afterwards_every_write_is_answered_as_in_an_open_calendar(
    cast: Cast, final: Filled, act: str
) -> None:
    reopen(cast.owner, final.calendar)
    method, path, body = WRITES[act](final)
    person = cast.invitee if act in INVITEES_WRITES else cast.owner
    assert ask(person, method, path, json=body)[0] == 200


@pytest.mark.parametrize("act", SHARED_WRITES)
def test_an_invitees_answers_change_again(cast: Cast, final: Filled, act: str) -> None:
    reopen(cast.owner, final.calendar)
    method, path, body = SHARED_WRITES[act](final)
    assert ask(cast.invitee, method, path, json=body)[0] == 200


def test_what_is_not_the_owners_stays_refused(cast: Cast, final: Filled) -> None:
    reopen(cast.owner, final.calendar)
    for act in OWNERS_WRITES.values():
        method, path, body = act(final)
        assert ask(cast.invitee, method, path, json=body) == NOT_ALLOWED


def test_it_becomes_final_again_with_what_was_changed(cast: Cast, final: Filled) -> None:
    reopen(cast.owner, final.calendar)
    moved = [meet(cast.invitee, "09:30", "10:00"), meet(cast.other, "10:00", "10:30")]
    done(cast.owner, "PUT", f"{final.calendar}schedule/", {"meets": moved})
    finalize(cast.owner, final.calendar)
    assert [own_meet(cast.invitee, final), own_meet(cast.other, final)] == [
        {name: row[name] for name in ("start_period", "end_period")} for row in moved
    ]


def own_meet(person: Any, filled: Filled) -> Any:
    (row,) = [row for row in get(person, "/invitations/") if row["calendar"] == filled.id]
    return row["meet"]


def test_least_change_starts_from_the_schedule_that_was_final(cast: Cast, final: Filled) -> None:
    """The invitee could have a better time now; moving nobody comes before that."""
    reopen(cast.owner, final.calendar)
    best = {"start_period": "2094-03-01T09:30:00Z", "end_period": "2094-03-01T10:00:00Z"}
    done(cast.invitee, "POST", f"{final.calendar}availabilities/", {**best, "preference": 3})
    before = [(row["meeter"], row["start_period"]) for row in final.meets]
    planning = ("POST", f"{final.calendar}schedule/")
    planned = done(cast.owner, *planning, {"least_change": True})
    assert planned["moved"] == 0
    assert [(row["meeter"], row["start_period"]) for row in planned["meets"]] == before
    best_of_all = done(cast.owner, *planning)
    starts = {row["meeter"]: row["start_period"] for row in best_of_all["meets"]}
    assert starts[cast.invitee.id] == best["start_period"]
