"""A calendar's days are days of its zone, from 0:00 of the first to 24:00 of the last."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from support.calendars import FUTURE, ask, done, get, invite, make_calendar
from support.people import Cast

WALL_TIMES = ("2094-01-15T12:34:56", "2094-07-15T12:34:56")
DAYS = [
    # zone, first and last day, its first instant, the instant after it
    ("UTC", "2094-03-01", "2094-03-05", "2094-03-01T00:00:00", "2094-03-06T00:00:00"),
    ("Europe/Berlin", "2094-03-28", "2094-03-28", "2094-03-27T23:00:00", "2094-03-28T22:00:00"),
    ("Europe/Berlin", "2094-10-31", "2094-10-31", "2094-10-30T22:00:00", "2094-10-31T23:00:00"),
    ("Europe/Berlin", "2094-07-01", "2094-12-31", "2094-06-30T22:00:00", "2094-12-31T23:00:00"),
    ("America/Santiago", "2094-09-05", "2094-09-05", "2094-09-05T04:00:00", "2094-09-06T03:00:00"),
    ("America/Havana", "2094-11-07", "2094-11-07", "2094-11-07T04:00:00", "2094-11-08T05:00:00"),
    ("America/Havana", "2094-11-06", "2094-11-06", "2094-11-06T04:00:00", "2094-11-07T04:00:00"),
    (
        "Pacific/Kiritimati",
        "2094-03-01",
        "2094-03-01",
        "2094-02-28T10:00:00",
        "2094-03-01T10:00:00",
    ),
    ("Pacific/Pago_Pago", "2094-03-01", "2094-03-01", "2094-03-01T11:00:00", "2094-03-02T11:00:00"),
]


def shifted(instant: str, seconds: int) -> str:
    moved = datetime.fromisoformat(instant) + timedelta(seconds=seconds)
    return f"{moved.isoformat()}Z"


@pytest.mark.parametrize(("zone", "first", "last", "opens", "closes"), DAYS)
def test_the_days_hold_their_every_second_and_not_one_more(
    cast: Cast, zone: str, first: str, last: str, opens: str, closes: str
) -> None:
    calendar = make_calendar(cast.owner, start_date=first, end_date=last, time_zone=zone)
    path = f"{calendar}availabilities/"
    whole = {"start_period": f"{opens}Z", "end_period": f"{closes}Z", "preference": 1}
    given = done(cast.owner, "POST", path, whole)
    assert given == {**given, **whole}
    message = f"The calendar's days are {first} to {last}."
    refusal = (400, {"non_field_errors": [message], "detail": message})
    for beyond in ({"start_period": shifted(opens, -1)}, {"end_period": shifted(closes, 1)}):
        assert ask(cast.owner, "POST", path, json={**whole, **beyond}) == refusal
        assert ask(cast.owner, "PUT", f"{path}{given['id']}/", json={**whole, **beyond}) == refusal
    assert get(cast.owner, path) == [given]


@pytest.mark.parametrize(("zone", "first", "last", "opens", "closes"), DAYS)
def test_a_meet_lies_inside_the_same_days(
    cast: Cast, zone: str, first: str, last: str, opens: str, closes: str
) -> None:
    calendar = make_calendar(cast.owner, start_date=first, end_date=last, time_zone=zone)
    invite(cast.owner, calendar, cast.invitee)
    whole = {"meeter": cast.invitee.id, "start_period": f"{opens}Z", "end_period": f"{closes}Z"}
    path = f"{calendar}schedule/"
    [kept] = done(cast.owner, "PUT", path, {"meets": [whole], "force": True})
    assert kept == {**kept, **whole}
    for beyond in ({"start_period": shifted(opens, -1)}, {"end_period": shifted(closes, 1)}):
        body = {"meets": [{**whole, **beyond}], "force": True}
        assert ask(cast.owner, "PUT", path, json=body)[0] == 400
    assert get(cast.owner, path) == [kept]


@pytest.mark.parametrize("end", ["2094-03-02T00:00", "2094-03-02T00:00:00", "2094-03-01T24:00"])
def test_the_last_midnight_is_wall_time_too(cast: Cast, end: str) -> None:
    days = {"start_date": "2094-03-01", "end_date": "2094-03-01", "time_zone": "Asia/Kolkata"}
    path = f"{make_calendar(cast.owner, **days)}availabilities/"
    body = {"start_period": "2094-03-01T00:00", "end_period": end, "preference": 3}
    given = done(cast.owner, "POST", path, body)
    assert given["start_period"] == "2094-02-28T18:30:00Z"
    assert given["end_period"] == "2094-03-01T18:30:00Z"


def test_every_zone_there_is_can_be_taken_and_is_right(cast: Cast) -> None:
    """Every name but the machine's own and the one that means "not set"."""
    calendar = make_calendar(cast.owner)
    invited = f"{calendar}invitee/{invite(cast.owner, calendar, cast.invitee)['id']}/"
    names = sorted(available_timezones() - {"localtime", "Factory"})
    assert len(names) > 400
    for position, name in enumerate(names):
        changed = done(cast.owner, "PUT", calendar, {"name": name, "time_zone": name})
        assert changed["time_zone"] == name
        wall = WALL_TIMES[position % 2]
        instant = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(name)).astimezone(UTC)
        body = {"deadline": wall}
        expected = f"{instant:%Y-%m-%dT%H:%M:%SZ}"
        assert (name, done(cast.owner, "PUT", invited, body)["deadline"]) == (name, expected)


def test_a_change_of_zone_moves_no_instant(cast: Cast) -> None:
    calendar = make_calendar(cast.owner, time_zone="Asia/Tokyo")
    invited = invite(cast.owner, calendar, cast.invitee, deadline=FUTURE)
    done(cast.owner, "PUT", calendar, {"name": "Talks", "time_zone": "America/Lima"})
    assert get(cast.owner, f"{calendar}invitee/") == [invited]
