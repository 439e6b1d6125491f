import pytest
from support.calendars import (
    FINALIZED,
    INVITEES_WRITES,
    PAST,
    WRITES,
    Filled,
    ask,
    done,
    everything,
    fill_calendar,
    finalize,
    get,
    set_deadline,
)
from support.people import Cast

SUCCESS = (200, {"detail": "Calendar has been successfully finalized."})
ALREADY = (400, {"detail": "Calendar is already finalized."})
CLOSED_WRITES = [act for act in WRITES if act not in ("delete calendar", "finalize")]


@pytest.fixture(scope="module")
def final(cast: Cast) -> Filled:
    """One finalized calendar for everything that is refused: it stays as it is."""
    filled = fill_calendar(cast)
    finalize(cast.owner, filled.calendar)
    return filled


def test_finalizing_needs_no_body_and_shows(cast: Cast) -> None:
    filled = fill_calendar(cast)
    before = get(cast.owner, filled.calendar)
    assert ask(cast.owner, "PUT", f"{filled.calendar}finalize/") == SUCCESS
    assert get(cast.owner, filled.calendar) == {**before, "finalized": True}


@pytest.mark.parametrize(
    "body", [{}, {"name": "x", "start_date": "2097-01-01", "end_date": "x", "finalized": False}]
)
def test_finalizing_ignores_what_the_seeds_command_sends(cast: Cast, body: object) -> None:
    filled = fill_calendar(cast)
    before = get(cast.owner, filled.calendar)
    assert ask(cast.owner, "PUT", f"{filled.calendar}finalize/", json=body) == SUCCESS
    assert get(cast.owner, filled.calendar) == {**before, "finalized": True}


def test_a_broken_body_finalizes_nothing(cast: Cast) -> None:
    filled = fill_calendar(cast)
    sent = {"content": b"{", "headers": {"Content-Type": "application/json"}}
    answer = ask(cast.owner, "PUT", f"{filled.calendar}finalize/", **sent)
    assert answer == (400, {"detail": "The body is not valid JSON."})
    assert get(cast.owner, filled.calendar)["finalized"] is False


def test_finalizing_again_is_400(cast: Cast, final: Filled) -> None:
    assert ask(cast.owner, "PUT", f"{final.calendar}finalize/") == ALREADY
    assert get(cast.owner, final.calendar)["finalized"] is True


@pytest.mark.parametrize("act", CLOSED_WRITES)
def test_every_other_write_is_410_and_changes_nothing(cast: Cast, final: Filled, act: str) -> None:
    before = everything(cast, final)
    method, path, body = WRITES[act](final)
    person = cast.invitee if act in INVITEES_WRITES else cast.owner
    assert ask(person, method, path, json=body) == FINALIZED
    assert everything(cast, final) == before


@pytest.mark.parametrize("act", ["offer", "change availability", "delete availability"])
def test_an_invitees_write_is_410_too(cast: Cast, final: Filled, act: str) -> None:
    before = everything(cast, final)
    method, path, body = WRITES[act](final)
    assert ask(cast.invitee, method, path, json=body) == FINALIZED
    assert everything(cast, final) == before


def test_everything_stays_readable(cast: Cast) -> None:
    filled = fill_calendar(cast)
    parts = ("invitee/", "availabilities/", "schedule/")
    before = {part: get(cast.owner, filled.calendar + part) for part in parts}
    finalize(cast.owner, filled.calendar)
    assert {part: get(cast.owner, filled.calendar + part) for part in parts} == before


def test_one_calendars_end_leaves_the_others_open(cast: Cast, final: Filled) -> None:
    filled = fill_calendar(cast)
    assert get(cast.owner, final.calendar)["finalized"] is True
    renamed = done(cast.owner, "PUT", filled.calendar, {"name": "Still open"})
    assert (renamed["name"], renamed["finalized"]) == ("Still open", False)
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
