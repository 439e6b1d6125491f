from collections.abc import Callable
from typing import Any

import pytest
from support.calendars import (
    FUTURE,
    NOBODY,
    NOT_FOUND,
    PAST,
    ask,
    done,
    everything,
    fill_calendar,
    get,
    id_of,
    invite,
    make_calendar,
    offer,
    schedule,
)
from support.people import Cast, Person

NOT_AN_INTEGER = "A valid integer is required."
REQUIRED = "This field is required."
NULL = "This field may not be null."
TWICE = (400, {"invitee": ["This user is already invited."]})
NO_TIME = "Datetime has wrong format. Use ISO 8601: YYYY-MM-DDThh:mm[:ss][Z|+hh:mm]."


@pytest.fixture
def calendar(cast: Cast) -> str:
    return make_calendar(cast.owner)


def test_an_invitee_is_added_listed_and_read(cast: Cast, calendar: str) -> None:
    path = f"{calendar}invitee/"
    assert get(cast.owner, path) == []
    body = {"invitee": cast.invitee.id, "deadline": "2094-02-20T12:00:00+01:00"}
    invited = done(cast.owner, "POST", path, body)
    assert invited == {
        "id": invited["id"],
        "calendar": id_of(calendar),
        "invitee": cast.invitee.id,
        "deadline": "2094-02-20T11:00:00Z",
        "meeting_minutes": None,
        "has_availability": False,
    }
    assert get(cast.owner, path) == [invited]
    assert get(cast.owner, f"{path}{invited['id']}") == invited
    other = invite(cast.owner, calendar, cast.other, meeting_minutes="60")
    assert other["meeting_minutes"] == 60
    assert get(cast.owner, path) == [invited, other]


def test_a_username_stands_in_for_the_id(cast: Cast, calendar: str) -> None:
    body = {"username": f" {cast.invitee.username} ", "deadline": FUTURE}
    invited = done(cast.owner, "POST", f"{calendar}invitee/", body)
    assert invited["invitee"] == cast.invitee.id
    assert get(cast.owner, f"{calendar}invitee/") == [invited]


def test_an_id_may_be_sent_as_text(cast: Cast, calendar: str) -> None:
    assert (
        invite(cast.owner, calendar, cast.invitee, invitee=str(cast.invitee.id))["invitee"]
        == cast.invitee.id
    )


def test_superfluous_keys_are_ignored(cast: Cast, calendar: str) -> None:
    extra = {"id": 1, "calendar": 1, "has_availability": True, "answered_at": PAST, "x": [1]}
    body = {**extra, "invitee": cast.invitee.id, "deadline": FUTURE}
    invited = done(cast.owner, "POST", f"{calendar}invitee/", body)
    assert invited["id"] != 1
    assert invited["calendar"] == id_of(calendar)
    assert invited["has_availability"] is False


@pytest.mark.parametrize("again", ["invitee", "username"])
def test_nobody_is_invited_twice(cast: Cast, calendar: str, again: str) -> None:
    invited = invite(cast.owner, calendar, cast.invitee)
    key = cast.invitee.id if again == "invitee" else cast.invitee.username
    body = {again: key, "deadline": PAST}
    assert ask(cast.owner, "POST", f"{calendar}invitee/", json=body) == TWICE
    assert get(cast.owner, f"{calendar}invitee/") == [invited]


def test_the_owner_is_not_invited(cast: Cast, calendar: str) -> None:
    refusal = (400, {"invitee": ["You cannot invite yourself."]})
    for named in ({"invitee": cast.owner.id}, {"username": cast.owner.username}):
        body = {**named, "deadline": FUTURE}
        assert ask(cast.owner, "POST", f"{calendar}invitee/", json=body) == refusal
    assert get(cast.owner, f"{calendar}invitee/") == []


@pytest.mark.parametrize(
    "named",
    [
        {"invitee": NOBODY},
        {"invitee": str(NOBODY)},
        {"invitee": 2**63},
        {"invitee": 2**64},
        {"invitee": 10**40},
        {"invitee": "9" * 40},
        {"invitee": 0},
        {"invitee": -1},
        {"username": "nobody-at-all"},
        {"username": "n" * 1000},
        {"username": 12345678901},
    ],
    ids=str,
)
def test_an_unknown_user_is_404(cast: Cast, calendar: str, named: dict[str, Any]) -> None:
    body = {**named, "deadline": FUTURE}
    assert ask(cast.owner, "POST", f"{calendar}invitee/", json=body) == NOT_FOUND
    assert get(cast.owner, f"{calendar}invitee/") == []


@pytest.mark.parametrize(
    ("field", "sent", "message"),
    [
        *(
            ("invitee", value, NOT_AN_INTEGER)
            for value in (True, 2.5, 3.0, "3.0", "٣", " 3 ", "", "abc", [1], {"id": 1})
        ),
        ("invitee", None, NULL),
        ("deadline", None, NULL),
        ("deadline", "", NO_TIME),
        ("deadline", "soon", NO_TIME),
        ("deadline", "2094-02-20", NO_TIME),
        ("deadline", 1802000000, NO_TIME),
        ("meeting_minutes", 0, "Ensure this value is between 5 and 480."),
        ("meeting_minutes", 485, "Ensure this value is between 5 and 480."),
        ("meeting_minutes", "32", "Ensure this value is a multiple of 5."),
        ("meeting_minutes", 30.0, NOT_AN_INTEGER),
        ("meeting_minutes", "", NOT_AN_INTEGER),
    ],
)
def test_bad_fields_are_refused(
    cast: Cast, calendar: str, field: str, sent: Any, message: str
) -> None:
    body = {"invitee": cast.invitee.id, "deadline": FUTURE, field: sent}
    answer = ask(cast.owner, "POST", f"{calendar}invitee/", json=body)
    assert answer == (400, {field: [message]})
    assert get(cast.owner, f"{calendar}invitee/") == []


def test_what_is_required_is_said_of_each_field(cast: Cast, calendar: str) -> None:
    path = f"{calendar}invitee/"
    no_deadline = (400, {"deadline": [REQUIRED]})
    assert ask(cast.owner, "POST", path, json={"invitee": cast.invitee.id}) == no_deadline
    no_invitee = (400, {"invitee": [REQUIRED]})
    assert ask(cast.owner, "POST", path, json={"deadline": FUTURE}) == no_invitee
    both = (400, {"invitee": [REQUIRED], "deadline": [REQUIRED]})
    assert ask(cast.owner, "POST", path) == both


def test_put_changes_the_deadline_and_nothing_else(cast: Cast, calendar: str) -> None:
    invited = invite(cast.owner, calendar, cast.invitee, meeting_minutes=45)
    path = f"{calendar}invitee/{invited['id']}/"
    body = {
        "deadline": PAST,
        "id": 1,
        "calendar": 1,
        "invitee": cast.stranger.id,
        "username": cast.other.username,
        "has_availability": True,
    }
    changed = done(cast.owner, "PUT", path, body)
    assert changed == {**invited, "deadline": PAST} == get(cast.owner, path)


@pytest.mark.parametrize(("sent", "kept"), [(60, 60), ("5", 5), (None, None)])
def test_put_changes_the_length_when_it_is_sent(
    cast: Cast, calendar: str, sent: Any, kept: int | None
) -> None:
    invited = invite(cast.owner, calendar, cast.invitee, meeting_minutes=45)
    path = f"{calendar}invitee/{invited['id']}/"
    body = {"deadline": FUTURE, "meeting_minutes": sent}
    changed = done(cast.owner, "PUT", path, body)
    assert changed == {**invited, "meeting_minutes": kept} == get(cast.owner, path)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (None, {"deadline": [REQUIRED]}),
        ({"meeting_minutes": 60}, {"deadline": [REQUIRED]}),
        ({"deadline": None}, {"deadline": [NULL]}),
        ({"deadline": "2094-02-20"}, {"deadline": [NO_TIME]}),
        ({"deadline": PAST, "meeting_minutes": 2.5}, {"meeting_minutes": [NOT_AN_INTEGER]}),
    ],
)
def test_a_refused_put_changes_nothing(
    cast: Cast, calendar: str, body: Any, refusal: dict[str, list[str]]
) -> None:
    invited = invite(cast.owner, calendar, cast.invitee)
    path = f"{calendar}invitee/{invited['id']}/"
    assert ask(cast.owner, "PUT", path, json=body) == (400, refusal)
    assert get(cast.owner, path) == invited


def test_has_availability_follows_what_that_person_gave_here(cast: Cast, calendar: str) -> None:
    invited = invite(cast.owner, calendar, cast.invitee)
    other = invite(cast.owner, calendar, cast.other)
    elsewhere = make_calendar(cast.owner)
    invite(cast.owner, elsewhere, cast.invitee)
    offer(cast.invitee, elsewhere, "09:00", "10:00")
    offer(cast.owner, calendar, "09:00", "10:00")
    offer(cast.other, calendar, "09:00", "10:00")
    rows = [invited, {**other, "has_availability": True}]
    assert get(cast.owner, f"{calendar}invitee/") == rows
    given = [offer(cast.invitee, calendar, "09:00", "10:00") for _ in range(2)]
    path = f"{calendar}invitee/{invited['id']}/"
    for period in given:
        assert get(cast.owner, path) == {**invited, "has_availability": True}
        body = {"deadline": FUTURE}
        assert done(cast.owner, "PUT", path, body) == {**invited, "has_availability": True}
        done(cast.invitee, "DELETE", f"{calendar}availabilities/{period['id']}/")
    assert get(cast.owner, path) == invited


def test_delete_takes_that_persons_periods_and_meet_and_no_one_elses(cast: Cast) -> None:
    filled, spared = fill_calendar(cast), fill_calendar(cast)
    before = everything(cast, spared)
    path = f"{filled.calendar}invitee/{filled.invited['id']}/"
    assert ask(cast.owner, "DELETE", path) == (200, {})
    assert ask(cast.owner, "GET", path) == NOT_FOUND
    assert ask(cast.owner, "DELETE", path) == NOT_FOUND
    left = {**filled.other_invited, "has_availability": True}
    assert get(cast.owner, f"{filled.calendar}invitee/") == [left]
    periods = get(cast.owner, f"{filled.calendar}availabilities/")
    assert periods == [filled.owners_offer, filled.other_offered]
    assert [row[0] for row in schedule(cast.owner, filled.calendar)] == [cast.other.id]
    assert everything(cast, spared) == before


def test_one_removed_has_no_part_in_the_calendar_until_invited_again(
    cast: Cast, newcomer: Callable[[], Person]
) -> None:
    filled, person = fill_calendar(cast), newcomer()
    invited = invite(cast.owner, filled.calendar, person)
    offer(person, filled.calendar, "11:00", "12:00")
    done(cast.owner, "DELETE", f"{filled.calendar}invitee/{invited['id']}/")
    path = f"{filled.calendar}availabilities/"
    assert ask(person, "GET", path) == (403, {"detail": "Not owner or invitee"})
    assert get(person, "/invitations/") == []
    again = invite(cast.owner, filled.calendar, person)
    assert (again["id"] != invited["id"], again["has_availability"]) == (True, False)
    [invitation] = get(person, "/invitations/")
    assert (invitation["answered"], invitation["has_availability"]) == (False, False)
