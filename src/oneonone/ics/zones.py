"""A time zone as a file explains it, for the years that its meetings lie in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import icalendar

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Observance:
    """An offset from UTC, and since when; `since` is the clock before it was changed."""

    since: datetime
    before: timedelta
    offset: timedelta
    name: str
    daylight: bool


def zone_component(name: str, first: datetime, last: datetime) -> icalendar.Timezone:
    """Explain a zone from the year of one instant to that of another."""
    component = icalendar.Timezone()
    component.add("tzid", name)
    for observance in observances(name, first.astimezone(UTC).year, last.astimezone(UTC).year):
        component.add_component(observance_component(observance))
    return component


def observance_component(
    observance: Observance,
) -> icalendar.TimezoneDaylight | icalendar.TimezoneStandard:
    kind = icalendar.TimezoneDaylight if observance.daylight else icalendar.TimezoneStandard
    component = kind()
    component.add("dtstart", observance.since)
    component.add("tzoffsetfrom", observance.before)
    component.add("tzoffsetto", observance.offset)
    component.add("tzname", observance.name)
    return component


@cache
def observances(name: str, first_year: int, last_year: int) -> tuple[Observance, ...]:
    """List the offsets of a zone, with a day to spare: its year is not that of UTC."""
    zone = ZoneInfo(name)
    start = datetime(first_year, 1, 1, tzinfo=UTC) - DAY
    end = datetime(last_year + 1, 1, 1, tzinfo=UTC) + DAY
    before = offset_at(start, zone)
    found = [observance_at(start, before, zone)]
    for change in changes(zone, start, end):
        found.append(observance_at(change, before, zone))
        before = offset_at(change, zone)
    return tuple(found)


def observance_at(instant: datetime, before: timedelta, zone: ZoneInfo) -> Observance:
    local = instant.astimezone(zone)
    return Observance(
        since=(instant + before).replace(tzinfo=None),
        before=before,
        offset=offset_at(instant, zone),
        name=local.tzname() or "",
        daylight=bool(local.dst()),
    )


def changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Find the instants at which the clocks change: no zone does so twice within a day."""
    day = start
    while day < end:
        if offset_at(day, zone) != offset_at(day + DAY, zone):
            yield change_between(day, day + DAY, zone)
        day += DAY


def change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Find the one change between two instants, to the second."""
    while after - before > SECOND:
        middle = before + ((after - before) // 2 // SECOND) * SECOND
        if offset_at(middle, zone) == offset_at(before, zone):
            before = middle
        else:
            after = middle
    return after


def offset_at(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()
