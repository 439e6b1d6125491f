"""The owner reminds those who can still answer and have not."""

import pytest
from support.calendars import (
    FINALIZED,
    FUTURE,
    PAST,
    ask,
    done,
    everything,
    fill_calendar,
    finalize,
    invite,
    make_calendar,
    offer,
    set_deadline,
)
from support.people import Cast


def test_reminding_says_how_many_and_changes_nothing_to_see(cast: Cast) -> None:
    filled = fill_calendar(cast)
    invite(cast.owner, filled.calendar, cast.stranger)
    before = everything(cast, filled)
    assert ask(cast.owner, "POST", f"{filled.calendar}remind/") == (200, {"reminded": 1})
    assert everything(cast, filled) == before


def test_who_has_answered_or_is_too_late_is_not_reminded(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.invitee)
    other = invite(cast.owner, calendar, cast.other)
    late = invite(cast.owner, calendar, cast.stranger)
    offer(cast.invitee, calendar, "09:00", "10:00")
    set_deadline(cast.owner, calendar, late, PAST)
    assert done(cast.owner, "POST", f"{calendar}remind/") == {"reminded": 1}
    done(cast.other, "PUT", f"/invitations/{other['id']}/", {"answered": True})
    assert done(cast.owner, "POST", f"{calendar}remind/") == {"reminded": 0}
    set_deadline(cast.owner, calendar, late, FUTURE)
    assert done(cast.owner, "POST", f"{calendar}remind/") == {"reminded": 1}


@pytest.mark.parametrize("body", [{}, {"reminded": 7, "calendar": 1, "deadline": "x"}])
def test_it_takes_no_body(cast: Cast, body: object) -> None:
    calendar = make_calendar(cast.owner)
    assert done(cast.owner, "POST", f"{calendar}remind/", body) == {"reminded": 0}
    sent = {"content": b"{", "headers": {"Content-Type": "application/json"}}
    answer = ask(cast.owner, "POST", f"{calendar}remind/", **sent)
    assert answer == (400, {"detail": "The body is not valid JSON."})


def test_reminding_outdates_no_plan(cast: Cast) -> None:
    filled = fill_calendar(cast)
    invite(cast.owner, filled.calendar, cast.stranger)
    done(cast.owner, "POST", f"{filled.calendar}schedule/")
    before = done(cast.owner, "GET", f"{filled.calendar}schedule/report/")
    done(cast.owner, "POST", f"{filled.calendar}remind/")
    assert done(cast.owner, "GET", f"{filled.calendar}schedule/report/") == before


def test_nobody_is_reminded_of_a_final_calendar(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.invitee)
    finalize(cast.owner, calendar)
    assert ask(cast.owner, "POST", f"{calendar}remind/") == FINALIZED
