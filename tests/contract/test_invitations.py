from collections.abc import Callable
from typing import Any

import pytest
from support.calendars import (
    CLOSED,
    FINALIZED,
    NOT_ALLOWED,
    NOT_FOUND,
    PAST,
    Filled,
    Json,
    ask,
    day,
    done,
    everything,
    fill_calendar,
    finalize,
    get,
    invite,
    make_calendar,
    offer,
    schedule,
    set_deadline,
)
from support.people import Cast, Person


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


def invitation(person: Person, invited: Json) -> Any:
    """Read one of a person's invitations."""
    [row] = [row for row in get(person, "/invitations/") if row["id"] == invited["id"]]
    return row


def test_an_invitation_says_all_an_invitee_needs(
    cast: Cast, newcomer: Callable[[], Person]
) -> None:
    person = newcomer()
    assert get(person, "/invitations/") == []
    details = {"time_zone": "Asia/Tokyo", "location": "Room 4", "description": "Bring\na pen"}
    calendar = make_calendar(cast.owner, name="Theses", meeting_minutes=45, **details)
    invited = invite(cast.owner, calendar, person, deadline="2094-02-20T12:00:00")
    expected = {
        "id": invited["id"],
        "calendar": invited["calendar"],
        "name": "Theses",
        "owner": {
            "id": cast.owner.id,
            "username": cast.owner.username,
            "first_name": "Owner",
            "last_name": "Tester",
        },
        "start_date": "2094-03-01",
        "end_date": "2094-03-05",
        **details,
        "meeting_minutes": 45,
        "deadline": "2094-02-20T03:00:00Z",
        "answered": False,
        "has_availability": False,
        "finalized": False,
        "meet": None,
    }
    assert get(person, "/invitations/") == [expected]


def test_the_list_holds_only_ones_own(cast: Cast, newcomer: Callable[[], Person]) -> None:
    first, second = newcomer(), newcomer()
    own = make_calendar(first)
    calendars = [make_calendar(owner) for owner in (cast.owner, cast.stranger)]
    invited = [
        invite(cast.owner, calendars[0], first),
        invite(cast.stranger, calendars[1], first),
    ]
    elsewhere = invite(first, own, second)
    rows = get(first, "/invitations/")
    assert [row["id"] for row in rows] == [row["id"] for row in invited]
    assert [row["calendar"] for row in rows] == [row["calendar"] for row in invited]
    assert [row["id"] for row in get(second, "/invitations/")] == [elsewhere["id"]]


@pytest.mark.parametrize(("own", "shown"), [(None, 30), (60, 60)])
def test_the_length_is_ones_own_or_the_calendars(cast: Cast, own: int | None, shown: int) -> None:
    calendar = make_calendar(cast.owner)
    invited = invite(cast.owner, calendar, cast.invitee, meeting_minutes=own)
    assert invitation(cast.invitee, invited)["meeting_minutes"] == shown


def test_an_offer_is_an_answer_and_stays_one(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invited = invite(cast.owner, calendar, cast.invitee)
    before = invitation(cast.invitee, invited)
    offered = offer(cast.invitee, calendar, "09:00", "10:00")
    answered = {**before, "answered": True}
    assert invitation(cast.invitee, invited) == {**answered, "has_availability": True}
    done(cast.invitee, "DELETE", f"{calendar}availabilities/{offered['id']}/")
    assert invitation(cast.invitee, invited) == answered


@pytest.mark.parametrize("answered", [True, "true", "True", 1, "1"])
def test_none_of_these_times_suit_me_is_an_answer_too(cast: Cast, answered: Any) -> None:
    calendar = make_calendar(cast.owner)
    invited = invite(cast.owner, calendar, cast.invitee)
    others = invite(cast.owner, calendar, cast.other)
    before, beside = invitation(cast.invitee, invited), invitation(cast.other, others)
    path = f"/invitations/{invited['id']}/"
    for _ in range(2):
        body = {"answered": answered, "deadline": PAST, "finalized": True, "id": 1}
        assert done(cast.invitee, "PUT", path, body) == {**before, "answered": True}
        assert invitation(cast.invitee, invited) == {**before, "answered": True}
    assert invitation(cast.other, others) == beside


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (None, "This field is required."),
        ({}, "This field is required."),
        ({"answered": False}, "An answer can't be taken back."),
        ({"answered": "false"}, "An answer can't be taken back."),
        ({"answered": None}, "This field may not be null."),
        ({"answered": "maybe"}, "Must be true or false."),
        ({"answered": 2}, "Must be true or false."),
        ({"answered": []}, "Must be true or false."),
    ],
)
def test_an_answer_that_is_none_is_refused(cast: Cast, body: Any, message: str) -> None:
    invited = invite(cast.owner, make_calendar(cast.owner), cast.invitee)
    before = invitation(cast.invitee, invited)
    path = f"/invitations/{invited['id']}/"
    assert ask(cast.invitee, "PUT", path, json=body) == (400, {"answered": [message]})
    assert invitation(cast.invitee, invited) == before


def test_a_meet_is_shown_to_whom_it_concerns_once_all_is_final(cast: Cast, filled: Filled) -> None:
    late = invite(cast.owner, filled.calendar, cast.stranger)
    assert len(schedule(cast.owner, filled.calendar)) == 2
    people = ((cast.invitee, filled.invited), (cast.other, filled.other_invited))
    before = [invitation(person, invited) for person, invited in people]
    assert [row["meet"] for row in before] == [None, None]
    finalize(cast.owner, filled.calendar)
    meets = [
        {"start_period": day(start), "end_period": day(end)}
        for start, end in (("09:00", "09:30"), ("10:00", "10:30"))
    ]
    assert [invitation(person, invited) for person, invited in people] == [
        {**row, "finalized": True, "meet": meet} for row, meet in zip(before, meets, strict=True)
    ]
    without = invitation(cast.stranger, late)
    assert (without["finalized"], without["meet"]) == (True, None)


def test_leaving_takes_ones_periods_and_meet_and_no_one_elses(cast: Cast, filled: Filled) -> None:
    spared = fill_calendar(cast)
    before = everything(cast, spared)
    path = f"/invitations/{filled.invited['id']}/"
    assert ask(cast.invitee, "DELETE", path) == (200, {})
    assert ask(cast.invitee, "DELETE", path) == NOT_FOUND
    assert filled.id not in [row["calendar"] for row in get(cast.invitee, "/invitations/")]
    left = {**filled.other_invited, "has_availability": True}
    assert get(cast.owner, f"{filled.calendar}invitee/") == [left]
    periods = get(cast.owner, f"{filled.calendar}availabilities/")
    assert periods == [filled.owners_offer, filled.other_offered]
    assert [row[0] for row in schedule(cast.owner, filled.calendar)] == [cast.other.id]
    assert everything(cast, spared) == before


def test_past_the_deadline_one_may_not_answer_but_may_leave(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invited = invite(cast.owner, calendar, cast.invitee)
    set_deadline(cast.owner, calendar, invited, PAST)
    before = invitation(cast.invitee, invited)
    path = f"/invitations/{invited['id']}/"
    assert ask(cast.invitee, "PUT", path, json={"answered": True}) == CLOSED
    assert invitation(cast.invitee, invited) == before
    assert ask(cast.invitee, "DELETE", path) == (200, {})


def test_once_final_one_may_neither_answer_nor_leave(cast: Cast, filled: Filled) -> None:
    finalize(cast.owner, filled.calendar)
    before = everything(cast, filled)
    path = f"/invitations/{filled.invited['id']}/"
    assert ask(cast.invitee, "PUT", path, json={"answered": True}) == FINALIZED
    assert ask(cast.invitee, "DELETE", path) == FINALIZED
    assert everything(cast, filled) == before


@pytest.mark.parametrize("role", ["owner", "other", "stranger"])
def test_other_peoples_invitations_are_not_ones_own(cast: Cast, filled: Filled, role: str) -> None:
    person: Person = getattr(cast, role)
    before = everything(cast, filled)
    path = f"/invitations/{filled.invited['id']}/"
    assert ask(person, "PUT", path, json={"answered": True}) == NOT_ALLOWED
    assert ask(person, "DELETE", path) == NOT_ALLOWED
    assert everything(cast, filled) == before


def test_a_deleted_calendar_takes_its_invitations_along(cast: Cast, filled: Filled) -> None:
    done(cast.owner, "DELETE", filled.calendar)
    path = f"/invitations/{filled.invited['id']}/"
    assert ask(cast.invitee, "PUT", path, json={"answered": True}) == NOT_FOUND
    assert ask(cast.invitee, "DELETE", path) == NOT_FOUND
