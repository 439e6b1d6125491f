"""The owner's join link: made, read, changed and ended. Who joins by it is in tests/mail."""

import re
from typing import Any

import pytest
from support.calendars import (
    CLOSED,
    FINALIZED,
    FUTURE,
    JOIN_LINK,
    NOT_ALLOWED,
    NOT_FOUND,
    PAST,
    ask,
    done,
    fill_calendar,
    finalize,
    get,
    invite,
    make_calendar,
    reopen,
)
from support.people import Cast

OTHERS = ("invitee", "other", "stranger")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/join/\?token=[\w-]{43}")


def test_it_is_off_until_it_is_made(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    path = f"{calendar}join-link/"
    assert ask(cast.owner, "GET", path) == NOT_FOUND
    assert ask(cast.owner, "DELETE", path) == NOT_FOUND
    made = done(cast.owner, "PUT", path, JOIN_LINK)
    assert made == {**JOIN_LINK, "joined": 0, "link": made["link"]}
    assert ADDRESS.fullmatch(made["link"])
    assert get(cast.owner, path) == made
    changed = {"deadline": PAST, "most_people": 2_000}
    assert done(cast.owner, "PUT", path, changed) == {**made, **changed}
    assert done(cast.owner, "DELETE", path) == {}
    assert ask(cast.owner, "GET", path) == NOT_FOUND
    again = done(cast.owner, "PUT", path, JOIN_LINK)
    assert again["link"] != made["link"]


def test_each_calendar_has_its_own(cast: Cast) -> None:
    calendars = [make_calendar(cast.owner) for _ in range(2)]
    links = [done(cast.owner, "PUT", f"{one}join-link/", JOIN_LINK)["link"] for one in calendars]
    assert len(set(links)) == 2


def test_a_final_calendar_keeps_it_as_it_is(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    path = f"{calendar}join-link/"
    made = done(cast.owner, "PUT", path, JOIN_LINK)
    finalize(cast.owner, calendar)
    for method, body in (("PUT", JOIN_LINK), ("PUT", {}), ("DELETE", None)):
        assert ask(cast.owner, method, path, json=body) == FINALIZED
    assert get(cast.owner, path) == made
    reopen(cast.owner, calendar)
    assert done(cast.owner, "DELETE", path) == {}


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_it_is_the_owners_alone(cast: Cast, role: str, method: str) -> None:
    filled = fill_calendar(cast)
    path = f"{filled.calendar}join-link/"
    before = get(cast.owner, path)
    assert ask(getattr(cast, role), method, path, json={}) == NOT_ALLOWED
    assert get(cast.owner, path) == before


REQUIRED = "This field is required."
A_NUMBER = "A valid integer is required."


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, {"deadline": [REQUIRED], "most_people": [REQUIRED]}),
        ({"deadline": FUTURE}, {"most_people": [REQUIRED]}),
        ({**JOIN_LINK, "most_people": 0}, "range"),
        ({**JOIN_LINK, "most_people": -1}, "range"),
        ({**JOIN_LINK, "most_people": 2_001}, "range"),
        ({**JOIN_LINK, "most_people": 2**63}, "range"),
        ({**JOIN_LINK, "most_people": 3.0}, {"most_people": [A_NUMBER]}),
        ({**JOIN_LINK, "most_people": True}, {"most_people": [A_NUMBER]}),
        ({**JOIN_LINK, "most_people": "٣"}, {"most_people": [A_NUMBER]}),
        ({**JOIN_LINK, "most_people": None}, {"most_people": ["This field may not be null."]}),
        ({**JOIN_LINK, "deadline": "2094-03-01"}, None),
        ({**JOIN_LINK, "deadline": "tomorrow"}, None),
    ],
)
def test_what_is_no_link_is_refused_and_changes_nothing(cast: Cast, body: Any, said: Any) -> None:
    calendar = make_calendar(cast.owner)
    path = f"{calendar}join-link/"
    made = done(cast.owner, "PUT", path, JOIN_LINK)
    status, answer = ask(cast.owner, "PUT", path, json=body)
    assert status == 400
    if said == "range":
        said = {"most_people": ["Ensure this value is between 1 and 2000."]}
    assert answer == said or (said is None and list(answer) == ["deadline"])
    assert get(cast.owner, path) == made


def test_those_who_are_invited_leave_less_room(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    for person in (cast.invitee, cast.other):
        invite(cast.owner, calendar, person)
    path = f"{calendar}join-link/"
    answer = ask(cast.owner, "PUT", path, json={**JOIN_LINK, "most_people": 1_999})
    assert answer == (400, {"most_people": ["There is room for 1,998 people."]})
    assert ask(cast.owner, "GET", path) == NOT_FOUND
    assert done(cast.owner, "PUT", path, {**JOIN_LINK, "most_people": 1_998})["joined"] == 0


def test_a_deadline_without_an_offset_is_of_the_calendars_zone(cast: Cast) -> None:
    calendar = make_calendar(cast.owner, time_zone="Europe/Berlin")
    body = {"deadline": "2094-02-01T18:00", "most_people": "12"}
    made = done(cast.owner, "PUT", f"{calendar}join-link/", body)
    assert (made["deadline"], made["most_people"]) == ("2094-02-01T17:00:00Z", 12)


def test_it_outdates_no_plan(cast: Cast) -> None:
    filled = fill_calendar(cast)
    done(cast.owner, "POST", f"{filled.calendar}schedule/")
    before = done(cast.owner, "GET", f"{filled.calendar}schedule/report/")
    done(cast.owner, "PUT", f"{filled.calendar}join-link/", JOIN_LINK)
    done(cast.owner, "DELETE", f"{filled.calendar}join-link/")
    assert done(cast.owner, "GET", f"{filled.calendar}schedule/report/") == before


def test_its_deadline_is_that_of_who_joins(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invited = invite(cast.owner, calendar, cast.invitee, deadline=PAST)
    done(cast.owner, "PUT", f"{calendar}join-link/", JOIN_LINK)
    late = {"start_period": "2094-03-01T09:00:00Z", "end_period": "2094-03-01T10:00:00Z"}
    answer = ask(cast.invitee, "POST", f"{calendar}availabilities/", json={**late, "preference": 1})
    assert answer == CLOSED
    assert get(cast.owner, f"{calendar}invitee/")[0]["id"] == invited["id"]
