"""Swapping final meetings: who allows it, what is shown, and how two agree."""

from typing import Any

import pytest
from support.calendars import (
    NOBODY,
    NOT_ALLOWED,
    NOT_FOUND,
    Json,
    ask,
    day,
    done,
    fill_calendar,
    finalize,
    get,
)
from support.feeds import make_feed, read_feed
from support.ics import Entry, entries
from support.people import Cast, Person
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
    make_swappable,
    request_for,
    time_at,
)

NO_LEAVE = (400, {"detail": "The owner does not allow swapping meetings in this calendar."})


def refused(said: str) -> tuple[int, Json]:
    return 400, {"start_period": [said]}


def test_nothing_may_be_swapped_until_the_owner_allows_it(cast: Cast) -> None:
    filled = fill_calendar(cast)
    path, own = f"{filled.calendar}swapping/", f"/invitations/{filled.invited['id']}/swaps/"
    body = {"start_period": day(TEN)}
    assert get(cast.owner, path) == {"allowed": False}
    assert get(cast.invitee, own) == OFF
    assert ask(cast.invitee, "POST", own, json=body) == NOT_FINAL
    finalize(cast.owner, filled.calendar)
    assert get(cast.invitee, own) == OFF
    assert ask(cast.invitee, "POST", own, json=body) == NO_LEAVE
    allow_swaps(cast.owner, filled.calendar)
    assert get(cast.owner, path) == {"allowed": True}
    assert get(cast.invitee, own) == {"allowed": True, **NOTHING}


@pytest.mark.parametrize("allowed", [None, "perhaps", 2, [], {}])
def test_whether_it_is_allowed_is_true_or_false(cast: Cast, final: Swappable, allowed: Any) -> None:
    path = f"{final.calendar}swapping/"
    status, answer = ask(cast.owner, "PUT", path, json={"allowed": allowed})
    assert (status, list(answer)) == (400, ["allowed"])
    assert ask(cast.owner, "PUT", path)[0] == 400
    assert get(cast.owner, path) == {"allowed": True}


@pytest.mark.parametrize("name", ["invitee", "other", "stranger"])
def test_only_the_owner_allows_it(cast: Cast, name: str) -> None:
    filled = fill_calendar(cast)
    path, person = f"{filled.calendar}swapping/", getattr(cast, name)
    for method in ("GET", "PUT"):
        assert ask(person, method, path, json={"allowed": True}) == NOT_ALLOWED
    assert ask(person, "PUT", path, **BROKEN) == NOT_ALLOWED
    assert get(cast.owner, path) == {"allowed": False}


def test_times_are_shown_and_nothing_of_whose_they_are(cast: Cast, final: Swappable) -> None:
    shown = {"allowed": True, "sent": [], "received": []}
    assert final.see(cast.invitee) == {**shown, "possible": [time_at(TEN), time_at(ELEVEN)]}
    assert final.see(cast.other) == {**shown, "possible": [time_at(NINE), time_at(ELEVEN)]}


def test_both_have_to_agree(cast: Cast, final: Swappable) -> None:
    asked = final.ask(cast.invitee, TEN)
    assert asked == request_for(TEN, asked)
    assert final.see(cast.invitee) == {
        "allowed": True,
        "possible": [time_at(ELEVEN)],
        "sent": [asked],
        "received": [],
    }
    assert final.see(cast.other) == {
        "allowed": True,
        "possible": [time_at(ELEVEN)],
        "sent": [],
        "received": [request_for(NINE, asked)],
    }
    assert final.starts() == starts(cast, NINE, TEN, ELEVEN)
    assert final.accept(cast.other) == {
        "start_period": day(NINE),
        "end_period": day("09:30"),
    }
    assert final.starts() == starts(cast, TEN, NINE, ELEVEN)
    for person in (cast.invitee, cast.other):
        seen = final.see(person)
        assert (seen["sent"], seen["received"]) == ([], [])


def starts(cast: Cast, *times: str) -> dict[int, str]:
    people = (cast.invitee, cast.other, cast.stranger)
    return {person.id: time for person, time in zip(people, times, strict=True)}


def test_a_time_without_an_offset_is_the_calendars(cast: Cast) -> None:
    people = (cast.invitee, cast.other)
    final = make_swappable(cast.owner, people, time_zone="Asia/Tokyo")
    body = {"start_period": "2094-03-01T19:00"}  # ten, in UTC
    assert done(cast.invitee, "POST", final.path(cast.invitee), body)["start_period"] == day(TEN)


def own_entry(final: Swappable, person: Person) -> Entry:
    invited = final.invited[person.id]["id"]
    (entry,) = entries(person.http.get(f"/invitations/{invited}/meeting.ics/"))
    return entry


def test_entries_in_own_calendars_change_once(cast: Cast, final: Swappable) -> None:
    people = (cast.invitee, cast.other)
    before = {person.id: own_entry(final, person) for person in people}
    final.ask(cast.invitee, TEN)
    final.accept(cast.other)
    for person, start in ((cast.invitee, TEN), (cast.other, NINE)):
        entry = own_entry(final, person)
        assert (entry.uid, entry.sequence) == (before[person.id].uid, 1)
        assert entry.start == day(start)
    schedule = entries(cast.owner.http.get(f"{final.calendar}schedule.ics/"))
    assert [(entry.start[11:16], entry.sequence) for entry in schedule] == [
        (NINE, 1),
        (TEN, 1),
        (ELEVEN, 0),
    ]
    feed = entries(read_feed(cast.other, make_feed(cast.other)))
    fed = {entry.uid: (entry.sequence, entry.start) for entry in feed}
    assert fed[before[cast.other.id].uid] == (1, day(NINE))


def test_several_may_be_asked_and_the_first_ends_the_others(cast: Cast, final: Swappable) -> None:
    final.ask(cast.invitee, TEN)
    final.ask(cast.invitee, ELEVEN)
    final.ask(cast.other, ELEVEN)
    late = final.received(cast.other)
    (one, two) = final.see(cast.stranger)["received"]
    done(cast.stranger, "POST", f"{final.path(cast.stranger)}{one['id']}/accept/")
    assert final.starts() == starts(cast, ELEVEN, TEN, NINE)
    assert ask(cast.other, "POST", f"{late}accept/") == NOT_FOUND
    assert ask(cast.stranger, "POST", f"{final.path(cast.stranger)}{two['id']}/accept/") == (
        NOT_FOUND
    )
    for person in (cast.invitee, cast.other, cast.stranger):
        seen = final.see(person)
        assert (seen["sent"], seen["received"]) == ([], [])


def test_a_declined_one_is_not_asked_for_again(cast: Cast, final: Swappable) -> None:
    asked = final.ask(cast.invitee, TEN)
    path = final.received(cast.other)
    declined = done(cast.other, "POST", f"{path}decline/")
    assert declined == {"detail": "The swap is declined."}
    assert final.see(cast.other)["received"] == []
    assert final.see(cast.invitee)["sent"] == [request_for(TEN, asked, declined=True)]
    assert final.see(cast.invitee)["possible"] == [time_at(ELEVEN)]
    said = "Whoever meets then would rather not swap."
    assert begin(cast, final, "invitee", TEN) == refused(said)
    for act in ("accept/", "decline/"):
        assert ask(cast.other, "POST", f"{path}{act}") == NOT_FOUND
    own = f"{final.path(cast.invitee)}{asked['id']}/"
    assert ask(cast.invitee, "DELETE", own) == NOT_FOUND
    assert final.starts() == starts(cast, NINE, TEN, ELEVEN)


def test_who_declined_may_ask_later(cast: Cast, final: Swappable) -> None:
    final.ask(cast.invitee, TEN)
    done(cast.other, "POST", f"{final.received(cast.other)}decline/")
    assert time_at(NINE) in final.see(cast.other)["possible"]
    final.ask(cast.other, NINE)
    assert final.see(cast.invitee)["sent"] == []
    assert final.accept(cast.invitee)["start_period"] == day(TEN)


def test_it_is_taken_back(cast: Cast, final: Swappable) -> None:
    asked = final.ask(cast.invitee, TEN)
    received = final.received(cast.other)
    own = f"{final.path(cast.invitee)}{asked['id']}/"
    assert ask(cast.invitee, "DELETE", own) == (200, {})
    assert ask(cast.invitee, "DELETE", own) == NOT_FOUND
    assert ask(cast.other, "POST", f"{received}accept/") == NOT_FOUND
    assert final.ask(cast.invitee, TEN)["declined"] is False


def test_each_has_their_side_and_others_none(cast: Cast, final: Swappable) -> None:
    asked = final.ask(cast.invitee, TEN)
    sides = ((cast.invitee, ("accept/", "decline/")), (cast.other, ("",)))
    for person, acts in sides:
        for act in acts:
            method = "POST" if act else "DELETE"
            path = f"{final.path(person)}{asked['id']}/{act}"
            assert ask(person, method, path) == NOT_ALLOWED
    for act in ("", "accept/", "decline/"):
        method = "POST" if act else "DELETE"
        rest = f"{asked['id']}/{act}"
        assert ask(cast.stranger, method, final.path(cast.stranger) + rest) == NOT_FOUND
        for person in (cast.owner, cast.stranger):
            assert ask(person, method, final.path(cast.other) + rest, **BROKEN) == NOT_ALLOWED
        assert ask(cast.anonymous, method, final.path(cast.other) + rest)[0] == 401
        nobody = f"/invitations/{NOBODY}/swaps/{rest}"
        assert ask(cast.other, method, nobody) == NOT_FOUND
    assert final.see(cast.other)["received"] == [request_for(NINE, asked)]
