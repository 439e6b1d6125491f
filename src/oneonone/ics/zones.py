"""A time zone as a file explains it, for the years that its meetings lie in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
MOST_KEPT = 4_096  # years of zones, some hundred bytes each


@dataclass(frozen=True, slots=True)
class Observance:
    """An offset from UTC, and since when; `since` is the clock before it was changed."""

    since: datetime
    before: timedelta
    offset: timedelta
    name: str
    daylight: bool


def zone_component(name: str, instants: Iterable[datetime]) -> icalendar.Timezone:
    """Explain a zone in the years of some instants."""
    component = icalendar.Timezone()
    component.add("tzid", name)
    for observance in observances(name, years_of(instants)):
        component.add_component(observance_component(observance))
    return component


def years_of(instants: Iterable[datetime]) -> list[int]:
    """List the years, with a day to spare: those of a zone are not those of UTC."""
    found = {(at.astimezone(UTC) + spare).year for at in instants for spare in (-DAY, DAY)}
    return sorted(found)


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


def observances(name: str, years: list[int]) -> Iterator[Observance]:
    """List the offsets of a zone; what it had when a year began is said where the last is not."""
    for year in years:
        begins, *changes = observances_in(name, year)
        if year - 1 not in years:
            yield begins
        yield from changes


@lru_cache(maxsize=MOST_KEPT)
def observances_in(name: str, year: int) -> tuple[Observance, ...]:
    """List the offset with which a year begins in UTC, and those that follow in it."""
    zone = ZoneInfo(name)
    start, end = (datetime(number, 1, 1, tzinfo=UTC) for number in (year, year + 1))
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
    days = [start + number * DAY for number in range((end - start).days + 1)]
    offsets = [offset_at(day, zone) for day in days]
    for day, (before, after) in zip(days, pairwise(offsets), strict=False):
        if before != after:
            yield change_between(day, day + DAY, zone)


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
