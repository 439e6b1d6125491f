"""Swaps that are refused, and what ends a request for one."""

from typing import Any

import pytest
from support.calendars import (
    NOT_ALLOWED,
    NOT_FOUND,
    Json,
    ask,
    cannot_come,
    day,
    done,
    fill_calendar,
    finalize,
    get,
    invite,
    make_calendar,
    meet,
    offer,
    reopen,
)
from support.people import Cast
from support.swaps import (
    BROKEN,
    ELEVEN,
    NINE,
    NOT_FINAL,
    NOTHING,
    OFF,
    TEN,
    Swappable,
    allow_swaps,
    begin,
    time_at,
)


def refused(said: str) -> tuple[int, Json]:
    return 400, {"start_period": [said]}


def test_nobody_else_asks_or_looks(cast: Cast, final: Swappable) -> None:
    path, body = final.path(cast.invitee), {"start_period": day(TEN)}
    for person in (cast.owner, cast.other, cast.stranger):
        assert ask(person, "GET", path) == NOT_ALLOWED
        assert ask(person, "POST", path, json=body) == NOT_ALLOWED
        assert ask(person, "POST", path, **BROKEN) == NOT_ALLOWED
    assert ask(cast.invitee, "POST", path, **BROKEN)[0] == 400
    assert final.see(cast.invitee)["sent"] == []


@pytest.mark.parametrize(
    "start", [None, "", "ten", "2094-03-01", 10, True, "2094-03-01T10:00:00\0Z"]
)
def test_a_bad_time_is_400(cast: Cast, final: Swappable, start: Any) -> None:
    sent = {"start_period": start}
    status, answer = ask(cast.invitee, "POST", final.path(cast.invitee), json=sent)
    assert (status, list(answer)) == (400, ["start_period"])
    assert final.see(cast.invitee)["sent"] == []


@pytest.mark.parametrize("start", [NINE, "10:15", "12:00"])
def test_what_nobody_can_swap_is_refused(cast: Cast, final: Swappable, start: str) -> None:
    """One's own time, the middle of a meeting, a time without one."""
    said = "Nobody can swap a meeting at this time."
    assert begin(cast, final, "invitee", start) == refused(said)


def test_asking_again_or_back_is_refused(cast: Cast, final: Swappable) -> None:
    final.ask(cast.invitee, TEN)
    said = "You have asked for this time already."
    assert begin(cast, final, "invitee", TEN) == refused(said)
    back = "Whoever meets then has asked you for this already: accept it."
    assert begin(cast, final, "other", NINE) == refused(back)
    assert len(final.see(cast.invitee)["sent"]) == 1


def test_more_in_the_body_says_nothing(cast: Cast, final: Swappable) -> None:
    body = {
        "start_period": day(TEN),
        "asker": final.invited[cast.other.id]["id"],
        "asked": final.invited[cast.stranger.id]["id"],
        "declined_at": day(TEN),
    }
    done(cast.invitee, "POST", final.path(cast.invitee), body)
    assert final.see(cast.stranger)["received"] == []
    assert final.accept(cast.other)["start_period"] == day(NINE)


def test_without_a_meeting_there_is_nothing_to_swap(cast: Cast) -> None:
    filled = fill_calendar(cast)
    unplaced = invite(cast.owner, filled.calendar, cast.stranger)
    allow_swaps(cast.owner, filled.calendar)
    finalize(cast.owner, filled.calendar)
    path = f"/invitations/{unplaced['id']}/swaps/"
    assert get(cast.stranger, path) == {"allowed": True, **NOTHING}
    answer = ask(cast.stranger, "POST", path, json={"start_period": day(NINE)})
    assert answer == (400, {"detail": "You have no final meeting in this calendar."})


def test_who_cannot_come_neither_asks_nor_is_asked(cast: Cast, final: Swappable) -> None:
    final.ask(cast.invitee, TEN)
    final.ask(cast.other, ELEVEN)
    final.ask(cast.invitee, ELEVEN)
    cannot_come(cast.other, final.invited[cast.other.id])
    assert final.see(cast.other) == {"allowed": True, **NOTHING}
    seen = final.see(cast.invitee)
    assert (seen["possible"], [row["start_period"] for row in seen["sent"]]) == (
        [],
        [day(ELEVEN)],
    )
    refusal = {"detail": "You said that you can't come to your meeting."}
    assert begin(cast, final, "other", NINE) == (400, refusal)
    assert begin(cast, final, "stranger", TEN)[0] == 400
    done(cast.other, "DELETE", f"/invitations/{final.invited[cast.other.id]['id']}/cannot-come/")
    assert time_at(TEN) in final.see(cast.invitee)["possible"]


def end_by_leave(cast: Cast, final: Swappable) -> None:
    allow_swaps(cast.owner, final.calendar, allowed=False)
    assert final.see(cast.invitee) == OFF
    allow_swaps(cast.owner, final.calendar)


def end_by_reopening(cast: Cast, final: Swappable) -> None:
    reopen(cast.owner, final.calendar)
    finalize(cast.owner, final.calendar)


def end_by_removal(cast: Cast, final: Swappable) -> None:
    reopen(cast.owner, final.calendar)
    done(cast.owner, "DELETE", f"{final.calendar}invitee/{final.invited[cast.invitee.id]['id']}/")
    finalize(cast.owner, final.calendar)


@pytest.mark.parametrize("end", [end_by_leave, end_by_reopening, end_by_removal])
def test_a_request_ends(cast: Cast, final: Swappable, end: Any) -> None:
    final.ask(cast.invitee, TEN)
    accepting = f"{final.received(cast.other)}accept/"
    end(cast, final)
    assert final.see(cast.other)["received"] == []
    assert ask(cast.other, "POST", accepting) == NOT_FOUND


def test_in_a_reopened_calendar_nothing_is_swapped(cast: Cast, final: Swappable) -> None:
    reopen(cast.owner, final.calendar)
    assert final.see(cast.invitee) == {"allowed": True, **NOTHING}
    assert begin(cast, final, "invitee", TEN) == NOT_FINAL


def test_a_deleted_calendar_takes_its_requests_along(cast: Cast, final: Swappable) -> None:
    final.ask(cast.invitee, TEN)
    accepting = f"{final.received(cast.other)}accept/"
    done(cast.owner, "DELETE", final.calendar)
    assert ask(cast.other, "POST", accepting) == NOT_FOUND


# Levels at one's own time and at the other's; 0 has not offered it.
RULE = {
    "alike": ((2, 2), (2, 2), True),
    "both like it better": ((1, 3), (2, 3), True),
    "one likes it less": ((2, 3), (2, 1), False),
    "one has not offered it": ((2, 0), (2, 2), False),
    "forced there, and would be free elsewhere": ((0, 1), (3, 3), True),
    "forced there, and not free elsewhere either": ((0, 0), (3, 3), False),
}


@pytest.mark.parametrize("case", RULE)
def test_neither_may_lose_by_it(cast: Cast, case: str) -> None:
    mine, theirs, possible = RULE[case]
    calendar = make_calendar(cast.owner)
    offer(cast.owner, calendar, NINE, ELEVEN, 3)
    people, levels = (cast.invitee, cast.other), (mine, theirs[::-1])
    invited = {person.id: invite(cast.owner, calendar, person) for person in people}
    for person, given in zip(people, levels, strict=True):
        for start, end, level in zip((NINE, TEN), ("09:30", "10:30"), given, strict=True):
            if level:
                offer(person, calendar, start, end, level)
    meets = [meet(cast.invitee, NINE, "09:30"), meet(cast.other, TEN, "10:30")]
    done(cast.owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
    finalize(cast.owner, calendar)
    allow_swaps(cast.owner, calendar)
    final = Swappable(cast.owner, calendar, invited)
    shown = [final.see(person)["possible"] for person in people]
    assert shown == [
        [time_at(TEN, mine[1])] if possible else [],
        [time_at(NINE, theirs[1])] if possible else [],
    ]
    assert begin(cast, final, "invitee", TEN)[0] == (200 if possible else 400)


def test_meetings_of_other_lengths_stay(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    offer(cast.owner, calendar, NINE, "12:00", 3)
    people = (cast.invitee, cast.other)
    invited = {person.id: invite(cast.owner, calendar, person) for person in people}
    for person in people:
        offer(person, calendar, NINE, "12:00")
    meets = [meet(cast.invitee, NINE, "09:30"), meet(cast.other, TEN, "10:45")]
    done(cast.owner, "PUT", f"{calendar}schedule/", {"meets": meets})
    finalize(cast.owner, calendar)
    allow_swaps(cast.owner, calendar)
    final = Swappable(cast.owner, calendar, invited)
    assert [final.see(person)["possible"] for person in people] == [[], []]


def test_what_is_past_is_past(cast: Cast) -> None:
    calendar = make_calendar(cast.owner, start_date="2020-03-02", end_date="2020-03-02")
    people = (cast.invitee, cast.other)
    invited = {person.id: invite(cast.owner, calendar, person) for person in people}
    nine, ten, eleven = (f"2020-03-02T{hour}:00:00Z" for hour in ("09", "10", "11"))
    for person in (cast.owner, *people):
        offer(person, calendar, nine, eleven)
    meets = [meet(cast.invitee, nine, ten), meet(cast.other, ten, eleven)]
    done(cast.owner, "PUT", f"{calendar}schedule/", {"meets": meets})
    finalize(cast.owner, calendar)
    allow_swaps(cast.owner, calendar)
    final = Swappable(cast.owner, calendar, invited)
    assert [final.see(person)["possible"] for person in people] == [[], []]
