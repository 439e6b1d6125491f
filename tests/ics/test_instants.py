"""Whatever the zone and the time of the year, whoever reads a file reads the same instants."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from itertools import compress, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ics.reading import HALF_HOUR, at, by_icalendar, by_its_own_zones, by_vobject, times

from oneonone.common.fields import FIRST_DAY, LAST_DAY, zone_names
from oneonone.ics import Method, write_calendar

ZONES = sorted(zone_names())
CONTINENTS = sorted({name.partition("/")[0] for name in ZONES})
YEAR = 2027
HOUR = timedelta(hours=1)
MOST_SECONDS = 10  # of work on a file of all zones


def changes_of(name: str) -> list[datetime]:
    """Find the hours of a year in which a zone's clocks change, the plain way."""
    zone = ZoneInfo(name)
    hours = [datetime(YEAR, 1, 1, tzinfo=UTC) + number * HOUR for number in range(365 * 24)]
    offsets = [hour.astimezone(zone).utcoffset() for hour in hours]
    changed = [one != other for one, other in pairwise(offsets)]
    return list(compress(hours, changed))


def moments_of(name: str) -> list[datetime]:
    """List when to meet: in January and July, and every half hour around each change."""
    usual = [datetime(YEAR, month, 15, 12, tzinfo=UTC) for month in (1, 7)]
    around = [hour + n * HALF_HOUR for hour in changes_of(name) for n in range(-4, 8)]
    return usual + around


@pytest.mark.parametrize("continent", CONTINENTS)
def test_in_every_zone_in_winter_in_summer_and_between(continent: str) -> None:
    for name in (zone for zone in ZONES if zone.partition("/")[0] == continent):
        moments = moments_of(name)
        meetings = [at(moment, name, number) for number, moment in enumerate(moments)]
        written = write_calendar(Method.PUBLISH, meetings)
        meant = [(moment, moment + HALF_HOUR) for moment in moments]
        assert times(by_icalendar(written)) == meant, name
        assert times(by_vobject(written)) == meant, name
        assert by_its_own_zones(written) == meant, name


def test_clocks_do_change_somewhere() -> None:
    changes = {name: len(changes_of(name)) for name in ("Europe/Berlin", "Asia/Tokyo", "UTC")}
    assert changes == {"Europe/Berlin": 2, "Asia/Tokyo": 0, "UTC": 0}


INSTANTS = st.datetimes(
    datetime.combine(FIRST_DAY, datetime.min.time()),
    datetime.combine(LAST_DAY, datetime.min.time()),
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(microsecond=0))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ZONES), INSTANTS)
def test_at_any_time_in_any_zone(zone: str, moment: datetime) -> None:
    """Not by vobject: some zones it reads by a table of its own, which ends in 2037."""
    written = write_calendar(Method.REQUEST, [at(moment, zone)])
    meant = [(moment, moment + HALF_HOUR)]
    assert times(by_icalendar(written)) == by_its_own_zones(written) == meant


def test_meetings_of_several_zones_and_years_stand_in_one_file() -> None:
    places = [("Europe/Berlin", 2027), ("America/New_York", 2026), ("Europe/Berlin", 2031)]
    moments = [datetime(year, 7, 1, 9, tzinfo=UTC) for _, year in places]
    meetings = [
        at(moment, zone, number)
        for number, (moment, (zone, _)) in enumerate(zip(moments, places, strict=True))
    ]
    written = write_calendar(Method.PUBLISH, meetings)
    meant = [(moment, moment + HALF_HOUR) for moment in moments]
    assert times(by_icalendar(written)) == times(by_vobject(written)) == meant
    assert written.count(b"BEGIN:VTIMEZONE") == 2
    assert b"DTSTART;TZID=Europe/Berlin:20270701T110000" in written
    assert b"DTSTART;TZID=America/New_York:20260701T050000" in written


def test_years_between_meetings_are_not_explained_however_many_zones_there_are() -> None:
    """Of every zone the years from one meeting to the other would take minutes."""
    moments = [datetime(year, 7, 1, 9, tzinfo=UTC) for year in (2026, LAST_DAY.year)]
    meetings = [at(moment, zone) for zone in ZONES for moment in moments]
    began = time.process_time()
    written = write_calendar(Method.PUBLISH, meetings)
    assert time.process_time() - began < MOST_SECONDS
    meant = [(moment, moment + HALF_HOUR) for moment in moments]
    assert times(by_icalendar(written)) == by_its_own_zones(written) == meant * len(ZONES)
    berlin = write_calendar(Method.PUBLISH, [at(moment, "Europe/Berlin") for moment in moments])
    explained = [int(year) for year in re.findall(rb"DTSTART:(\d{4})", berlin)]
    assert sorted(explained) == [2026] * 3 + [LAST_DAY.year] * 3


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
def test_the_turn_of_a_year_is_that_of_the_zone(zone: str) -> None:
    moments = [datetime(YEAR, 1, 1, tzinfo=UTC) + hours * HOUR for hours in (-15, -1, 0, 15)]
    for moment in moments:
        written = write_calendar(Method.PUBLISH, [at(moment, zone)])
        assert by_its_own_zones(written) == [(moment, moment + HALF_HOUR)]


def test_an_hour_that_comes_twice_is_told_apart() -> None:
    """Of a clock that shows it twice readers differ in which of the two is meant."""
    first = datetime(YEAR, 10, 31, 0, tzinfo=UTC)
    before, one, other, after = (
        write_calendar(Method.PUBLISH, [at(first + n * HOUR, "Europe/Berlin")])
        for n in (-1, 0, 1, 2)
    )
    assert b"DTSTART;TZID=Europe/Berlin:20271031T010000" in before
    assert b"DTSTART;TZID=Europe/Berlin:20271031T030000" in after
    assert b"DTSTART:20271031T000000Z" in one
    assert b"DTSTART:20271031T010000Z" in other
    assert b"VTIMEZONE" not in one + other
