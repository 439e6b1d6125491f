from collections.abc import Callable
from typing import Any

import pytest
from support.calendars import (
    DAYS,
    FUTURE,
    NOT_FOUND,
    ask,
    done,
    everything,
    fill_calendar,
    finalize,
    get,
    make_calendar,
    offer,
)
from support.people import Cast, Person

from oneonone.calendars.models import Availability, Calendar, Invitee, Meet

DEFAULTS = {
    "finalized": False,
    "time_zone": "UTC",
    "meeting_minutes": 30,
    "buffer_minutes": 0,
    "location": "",
    "description": "",
}
DETAILS = {
    "time_zone": "Europe/Berlin",
    "meeting_minutes": 45,
    "buffer_minutes": 10,
    "location": "Room 4\nthird floor",
    "description": "Bring:\n\t- a pen\r\n\t- your thesis",
}
IGNORED = {
    "id": 987_654_321,
    "owner": 1,
    "user": 1,
    "calendar": 1,
    "finalized": True,
    "revision": 99,
    "planned_revision": 99,
    "invitees": [1],
    "nonsense": {"a": ["b"]},
}


def test_a_calendar_is_made_with_defaults_and_read_back(cast: Cast) -> None:
    made = done(cast.owner, "POST", "/calendars/", {"name": "Office hours", **DAYS})
    expected = {"id": made["id"], "name": "Office hours", **DAYS, "owner": cast.owner.id}
    assert made == {**expected, **DEFAULTS}
    assert get(cast.owner, f"/calendars/{made['id']}/") == made


def test_a_calendar_is_made_with_every_detail(cast: Cast) -> None:
    made = done(cast.owner, "POST", "/calendars/", {"name": "Talks", **DAYS, **DETAILS})
    expected = {"name": "Talks", **DAYS, **DETAILS, "owner": cast.owner.id, "finalized": False}
    assert made == {"id": made["id"], **expected}
    assert get(cast.owner, f"/calendars/{made['id']}") == made


def test_making_a_calendar_ignores_what_is_not_the_clients_to_say(cast: Cast) -> None:
    made = done(cast.stranger, "POST", "/calendars/", {**IGNORED, "name": "Mine", **DAYS})
    expected = {"id": made["id"], "name": "Mine", **DAYS, "owner": cast.stranger.id}
    assert made == {**expected, **DEFAULTS}
    assert made["id"] != IGNORED["id"]


def test_the_zone_is_by_default_the_owners(newcomer: Callable[[], Person]) -> None:
    owner = newcomer()
    done(owner, "PUT", "/accounts/profile/", {"time_zone": "America/New_York"})
    made = done(owner, "POST", "/calendars/", {"name": "Talks", **DAYS})
    assert made["time_zone"] == "America/New_York"
    done(owner, "PUT", "/accounts/profile/", {"time_zone": "Asia/Tokyo"})
    assert get(owner, f"/calendars/{made['id']}/") == made


def test_the_list_holds_only_ones_own(cast: Cast, newcomer: Callable[[], Person]) -> None:
    owner = newcomer()
    assert get(owner, "/calendars/") == []
    make_calendar(cast.owner)
    paths = [make_calendar(owner, name=name) for name in ("b", "a")]
    done(cast.owner, "POST", f"{make_calendar(cast.owner)}invitee/", invitation_of(owner))
    assert get(owner, "/calendars/") == [get(owner, path) for path in paths]


def invitation_of(person: Person) -> dict[str, Any]:
    return {"invitee": person.id, "deadline": FUTURE}


def test_what_is_required_is_said_of_each_field(cast: Cast) -> None:
    required = ["This field is required."]
    everything_missing = {"name": required, "start_date": required, "end_date": required}
    assert ask(cast.owner, "POST", "/calendars/") == (400, everything_missing)
    assert ask(cast.owner, "POST", "/calendars/", json={}) == (400, everything_missing)
    answer = ask(cast.owner, "POST", "/calendars/", json={"name": "x", "end_date": "2094-03-01"})
    assert answer == (400, {"start_date": required})


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("2094-03-02", "2094-03-01", "The last day is before the first."),
        ("2094-01-01", "2095-01-02", "A calendar has at most 366 days."),
    ],
)
def test_days_that_make_no_calendar_are_refused(
    newcomer: Callable[[], Person], start: str, end: str, message: str
) -> None:
    owner = newcomer()
    body = {"name": "x", "start_date": start, "end_date": end}
    refusal = (400, {"non_field_errors": [message]})
    assert ask(owner, "POST", "/calendars/", json=body) == refusal
    assert get(owner, "/calendars/") == []


@pytest.mark.parametrize(
    ("start", "end"), [("2094-03-01", "2094-03-01"), ("2094-01-01", "2095-01-01")]
)
def test_a_calendar_has_1_to_366_days(cast: Cast, start: str, end: str) -> None:
    path = make_calendar(cast.owner, start_date=start, end_date=end)
    calendar = get(cast.owner, path)
    assert (calendar["start_date"], calendar["end_date"]) == (start, end)


def test_put_changes_the_name_and_whatever_else_is_sent(cast: Cast) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    renamed = done(cast.owner, "PUT", path, {"name": "Renamed"})
    assert renamed == {**before, "name": "Renamed"} == get(cast.owner, path)
    changed = done(cast.owner, "PUT", path, {"name": "Detailed", **DETAILS})
    assert changed == {**before, "name": "Detailed", **DETAILS} == get(cast.owner, path)
    emptied = {"location": "", "description": ""}
    changed = done(cast.owner, "PUT", path, {"name": "Empty", **emptied})
    assert changed == {**before, **DETAILS, "name": "Empty", **emptied} == get(cast.owner, path)


def test_put_needs_a_name_and_changes_nothing_without(cast: Cast) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    refusal = (400, {"name": ["This field is required."]})
    assert ask(cast.owner, "PUT", path) == refusal
    assert ask(cast.owner, "PUT", path, json=DETAILS) == refusal
    assert get(cast.owner, path) == before


def test_put_never_changes_the_dates_nor_whose_it_is(cast: Cast) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    dates = {"start_date": "2095-01-01", "end_date": "not even a date"}
    body = {**IGNORED, **dates, "owner": cast.stranger.id, "name": "Same days"}
    assert done(cast.owner, "PUT", path, body) == {**before, "name": "Same days"}
    assert get(cast.owner, path) == {**before, "name": "Same days"}


def test_the_zone_stands_once_somebody_has_given_an_availability(cast: Cast) -> None:
    path = make_calendar(cast.owner)
    done(cast.owner, "PUT", path, {"name": "Talks", "time_zone": "Asia/Kolkata"})
    offered = offer(cast.owner, path, "09:00", "10:00")
    before = get(cast.owner, path)
    body = {"name": "Moved", "time_zone": "Europe/Berlin"}
    message = "The time zone can't change any more: somebody has given an availability."
    assert ask(cast.owner, "PUT", path, json=body) == (400, {"time_zone": [message]})
    assert get(cast.owner, path) == before
    same = done(cast.owner, "PUT", path, {"name": "Moved", "time_zone": "Asia/Kolkata"})
    assert same == {**before, "name": "Moved"}
    done(cast.owner, "DELETE", f"{path}availabilities/{offered['id']}/")
    assert done(cast.owner, "PUT", path, body) == {**same, "time_zone": "Europe/Berlin"}


def test_delete_takes_everything_with_it_and_nothing_else(
    cast: Cast, django_db_blocker: Any
) -> None:
    filled, spared = fill_calendar(cast), fill_calendar(cast)
    before = everything(cast, spared)
    assert ask(cast.owner, "DELETE", filled.calendar) == (200, {})
    for part in ("", "invitee/", "availabilities/", "schedule/"):
        assert ask(cast.owner, "GET", filled.calendar + part) == NOT_FOUND
    assert ask(cast.owner, "DELETE", filled.calendar) == NOT_FOUND
    assert filled.id not in {row["calendar"] for row in get(cast.invitee, "/invitations/")}
    with django_db_blocker.unblock():
        assert not Calendar.objects.filter(pk=filled.id).exists()
        assert not Invitee.objects.filter(calendar=filled.id).exists()
        assert not Availability.objects.filter(calendar=filled.id).exists()
        assert not Meet.objects.filter(calendar=filled.id).exists()
    assert everything(cast, spared) == before


def test_a_finalized_calendar_may_be_deleted(cast: Cast) -> None:
    filled = fill_calendar(cast)
    finalize(cast.owner, filled.calendar)
    assert ask(cast.owner, "DELETE", filled.calendar) == (200, {})
    assert ask(cast.owner, "GET", filled.calendar) == NOT_FOUND
