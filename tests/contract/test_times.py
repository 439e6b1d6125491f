"""Times in and out: instants with an offset, wall time in the calendar's zone without one."""

from typing import Any

import pytest
from support.calendars import (
    FUTURE,
    JOIN_LINK,
    PAST,
    TOO_FAR,
    ask,
    done,
    get,
    invite,
    make_calendar,
)
from support.people import Cast

NO_TIME = "Datetime has wrong format. Use ISO 8601: YYYY-MM-DDThh:mm[:ss][Z|+hh:mm]."


def in_zone(cast: Cast, zone: str, first: str, last: str | None = None) -> str:
    last = last or first
    return make_calendar(cast.owner, start_date=first, end_date=last, time_zone=zone)


def give(cast: Cast, calendar: str, start: Any, end: Any) -> tuple[int, Any]:
    body = {"start_period": start, "end_period": end, "preference": 2}
    return ask(cast.owner, "POST", f"{calendar}availabilities/", json=body)


def kept(cast: Cast, calendar: str, start: str, end: str) -> tuple[str, str]:
    """Offer a period, and read it back as it was kept."""
    status, answer = give(cast, calendar, start, end)
    assert status == 200, answer
    assert get(cast.owner, f"{calendar}availabilities/{answer['id']}/") == answer
    return answer["start_period"], answer["end_period"]


def deadline_of(cast: Cast, calendar: str, deadline: str) -> str:
    """Invite with a deadline, and read it back as it was kept."""
    invited = invite(cast.owner, calendar, cast.invitee, deadline=deadline)
    assert get(cast.owner, f"{calendar}invitee/{invited['id']}/") == invited
    return str(invited["deadline"])


@pytest.mark.parametrize(
    "sent",
    [
        "2094-03-02T09:00:00Z",
        "2094-03-02T09:00Z",
        "2094-03-02t09:00:00z",
        "2094-03-02 09:00:00+00:00",
        "2094-03-02T09:00:00-00:00",
        "2094-03-02T10:00:00+01:00",
        "2094-03-02T10:00:00+0100",
        "2094-03-02T10:00:00+01",
        "2094-03-02T14:30:00+05:30",
        "2094-03-01T23:00:00-10:00",
        "2094-03-03T08:59:00+23:59",
        "2094-03-01T09:01:00-23:59",
        "20940302T090000Z",
        " 2094-03-02T09:00:00Z ",
        "2094-03-02T09:00:00.000Z",
        "2094-03-02T09:00:00.999999Z",
        "2094-03-02T09:00:00.999999999Z",
        "2094-03-02T09:00:00,5Z",
        "2094-03-02T10:00:00",
        "2094-03-02T10:00",
        "2094-03-02 10:00",
    ],
)
def test_every_spelling_of_an_instant_is_that_instant_in_utc(cast: Cast, sent: str) -> None:
    calendar = in_zone(cast, "Europe/Berlin", "2094-03-01", "2094-03-03")
    instant = "2094-03-02T09:00:00Z"
    assert deadline_of(cast, calendar, sent) == instant
    assert kept(cast, calendar, sent, "2094-03-02T12:00Z")[0] == instant
    assert kept(cast, calendar, "2094-03-01T12:00Z", sent)[1] == instant


@pytest.mark.parametrize(
    "sent",
    [
        "2094-03-02",
        "09:00",
        "2094-03-02T",
        "2094-03-02T09",
        "2094-03-02T9:00",
        "2094-02-29T09:00Z",
        "2094-13-01T09:00Z",
        "2094-03-02T25:00Z",
        "2094-03-02T09:60Z",
        "2094-03-02T09:00:60Z",
        "2094-03-02T09:00+24:00",
        "2094-03-02T09:00+01:60",
        "2094-03-02T09:00+99:99",
        "2094-03-02T09:00 Europe/Berlin",
        "2094-03-02T09:00ZZ",
        "2094-03-02T09:00Z\x00",
        "2094-03-02T0\u0669:00Z",
        "\uff12\uff10\uff12\uff17-03-02T09:00Z",
        "2094-03-02T09:00\u221201:00",
        "+2094-03-02T09:00Z",
        "12027-03-02T09:00Z",
        "0000-03-02T09:00Z",
        "tomorrow",
        "",
        1804000000,
        True,
        ["2094-03-02T09:00Z"],
        {},
    ],
)
def test_what_is_no_time_is_refused(cast: Cast, sent: Any) -> None:
    calendar = in_zone(cast, "Europe/Berlin", "2094-03-01", "2094-03-03")
    for field in ("start_period", "end_period"):
        times = {"start_period": "2094-03-01T12:00Z", "end_period": "2094-03-02T12:00Z"}
        refusal = {field: [NO_TIME], "detail": NO_TIME}
        assert give(cast, calendar, *{**times, field: sent}.values()) == (400, refusal)
    body = {"invitee": cast.invitee.id, "deadline": sent}
    answer = ask(cast.owner, "POST", f"{calendar}invitee/", json=body)
    assert answer == (400, {"deadline": [NO_TIME]})
    assert get(cast.owner, f"{calendar}availabilities/") == []
    assert get(cast.owner, f"{calendar}invitee/") == []


@pytest.mark.parametrize(
    "sent",
    [
        "0001-01-01T00:00:00+23:59",
        "0001-01-01T00:00:00",
        "1970-12-30T23:59:59Z",
        "2200-01-02T00:00:01Z",
        "9999-12-31T23:59:59",
        "9999-12-31T24:00:00Z",
        "9999-12-31T23:59:59-23:59",
    ],
)
def test_times_centuries_away_are_refused(cast: Cast, sent: str) -> None:
    calendar = in_zone(cast, "Pacific/Kiritimati", "2094-03-01")
    body = {"invitee": cast.invitee.id, "deadline": sent}
    answer = ask(cast.owner, "POST", f"{calendar}invitee/", json=body)
    assert answer == (400, {"deadline": [TOO_FAR]})
    answer = ask(cast.owner, "PUT", f"{calendar}join-link/", json={**JOIN_LINK, "deadline": sent})
    assert answer == (400, {"deadline": [TOO_FAR]})
    refused = (400, {"start_period": [TOO_FAR], "detail": TOO_FAR})
    assert give(cast, calendar, sent, "2094-03-01T12:00Z") == refused


@pytest.mark.parametrize("sent", ["1970-12-31T00:00:00Z", PAST, FUTURE, "2200-01-02T00:00:00Z"])
def test_a_deadline_may_lie_in_the_past_and_far_ahead(cast: Cast, sent: str) -> None:
    assert deadline_of(cast, make_calendar(cast.owner), sent) == sent


@pytest.mark.parametrize(
    ("zone", "day", "ends"),
    [
        ("Etc/GMT-14", "1971-01-01", ("1970-12-31T10:00:00Z", "1971-01-01T10:00:00Z")),
        ("Etc/GMT+12", "2199-12-31", ("2199-12-31T12:00:00Z", "2200-01-01T12:00:00Z")),
    ],
)
def test_the_first_and_the_last_day_have_all_their_hours(
    cast: Cast, zone: str, day: str, ends: tuple[str, str]
) -> None:
    calendar = in_zone(cast, zone, day)
    assert kept(cast, calendar, f"{day}T00:00", f"{day}T24:00") == ends


@pytest.mark.parametrize(
    ("zone", "first", "start", "instant"),
    [
        ("Europe/Berlin", "2094-07-01", "2094-07-01T09:00", "2094-07-01T07:00:00Z"),
        ("Europe/Berlin", "2094-12-01", "2094-12-01T09:00", "2094-12-01T08:00:00Z"),
        ("America/New_York", "2094-07-01", "2094-07-01T09:00", "2094-07-01T13:00:00Z"),
        ("America/New_York", "2094-12-01", "2094-12-01T09:00", "2094-12-01T14:00:00Z"),
        ("Australia/Lord_Howe", "2094-07-01", "2094-07-01T09:00", "2094-06-30T22:30:00Z"),
        ("Australia/Lord_Howe", "2094-12-01", "2094-12-01T09:00", "2094-11-30T22:00:00Z"),
        ("Pacific/Pago_Pago", "2094-07-01", "2094-07-01T23:00", "2094-07-02T10:00:00Z"),
        ("Pacific/Kiritimati", "2094-07-01", "2094-07-01T09:00", "2094-06-30T19:00:00Z"),
        ("Etc/GMT+5", "2094-07-01", "2094-07-01T09:00", "2094-07-01T14:00:00Z"),
    ],
)
def test_without_an_offset_it_is_wall_time_of_that_day(
    cast: Cast, zone: str, first: str, start: str, instant: str
) -> None:
    calendar = in_zone(cast, zone, first)
    assert kept(cast, calendar, start, f"{start[:11]}23:59")[0] == instant


def test_nine_in_july_and_nine_in_december_are_both_right(cast: Cast) -> None:
    calendar = in_zone(cast, "Europe/Berlin", "2094-07-01", "2094-12-31")
    july = kept(cast, calendar, "2094-07-01T09:00", "2094-07-01T10:00")
    december = kept(cast, calendar, "2094-12-01T09:00", "2094-12-01T10:00")
    assert july == ("2094-07-01T07:00:00Z", "2094-07-01T08:00:00Z")
    assert december == ("2094-12-01T08:00:00Z", "2094-12-01T09:00:00Z")


@pytest.mark.parametrize(
    ("zone", "time"),
    [
        ("Europe/Berlin", "2094-03-28T02:00"),
        ("Europe/Berlin", "2094-03-28T02:30"),
        ("Europe/Berlin", "2094-03-28T02:59:59"),
        ("America/New_York", "2094-03-14T02:30"),
        ("Australia/Lord_Howe", "2094-10-03T02:15"),
    ],
)
def test_a_time_that_the_clocks_jump_over_is_refused(cast: Cast, zone: str, time: str) -> None:
    calendar = in_zone(cast, zone, "2094-03-01", "2094-10-31")
    message = f"This time does not exist in {zone}: the clocks jump over it."
    refusal = (400, {"start_period": [message], "detail": message})
    assert give(cast, calendar, time, f"{time[:11]}12:00") == refusal
    body = {"invitee": cast.invitee.id, "deadline": time}
    answer = ask(cast.owner, "POST", f"{calendar}invitee/", json=body)
    assert answer == (400, {"deadline": [message]})


def test_the_edges_of_a_jump_are_times(cast: Cast) -> None:
    calendar = in_zone(cast, "Europe/Berlin", "2094-03-28")
    period = kept(cast, calendar, "2094-03-28T01:59:59", "2094-03-28T03:00")
    assert period == ("2094-03-28T00:59:59Z", "2094-03-28T01:00:00Z")


@pytest.mark.parametrize(
    ("zone", "time", "instant"),
    [
        ("Europe/Berlin", "2094-10-31T02:00", "2094-10-31T00:00:00Z"),
        ("Europe/Berlin", "2094-10-31T02:30", "2094-10-31T00:30:00Z"),
        ("Europe/Berlin", "2094-10-31T02:30+01:00", "2094-10-31T01:30:00Z"),
        ("Europe/Berlin", "2094-10-31T03:00", "2094-10-31T02:00:00Z"),
        ("America/New_York", "2094-11-07T01:30", "2094-11-07T05:30:00Z"),
        ("Australia/Lord_Howe", "2094-04-04T01:45", "2094-04-03T14:45:00Z"),
    ],
)
def test_a_time_that_comes_twice_is_the_first(
    cast: Cast, zone: str, time: str, instant: str
) -> None:
    calendar = in_zone(cast, zone, time[:10])
    assert kept(cast, calendar, time, f"{time[:11]}12:00")[0] == instant
    assert deadline_of(cast, calendar, time) == instant


def test_fractions_are_cut_before_anything_is_compared(cast: Cast) -> None:
    calendar = in_zone(cast, "UTC", "2094-03-01")
    backwards = "The end must be after the start."
    refusal = (400, {"non_field_errors": [backwards], "detail": backwards})
    start, end = "2094-03-01T09:00:00.1Z", "2094-03-01T09:00:00.9Z"
    assert give(cast, calendar, start, end) == refusal
    midnight = "2094-03-02T00:00:00.9Z"
    assert kept(cast, calendar, start, midnight) == (
        "2094-03-01T09:00:00Z",
        "2094-03-02T00:00:00Z",
    )


def test_put_reads_wall_time_too(cast: Cast) -> None:
    calendar = in_zone(cast, "Europe/Berlin", "2094-07-01")
    given = give(cast, calendar, "2094-07-01T09:00", "2094-07-01T10:00")[1]
    body = {
        "start_period": "2094-07-01T11:00",
        "end_period": "2094-07-01T12:00",
        "preference": 1,
    }
    changed = done(cast.owner, "PUT", f"{calendar}availabilities/{given['id']}/", body)
    expected = {"start_period": "2094-07-01T09:00:00Z", "end_period": "2094-07-01T10:00:00Z"}
    assert changed == {**given, **expected, "preference": 1}
