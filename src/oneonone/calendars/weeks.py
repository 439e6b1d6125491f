"""Days as columns, quarter hours of wall clock as rows: how somebody's time is laid out to be read.

Instants are stepped in UTC and then read off the clock of a zone, so that a day on which the clocks
change has its 23 or 25 hours: an hour that comes twice has rows of its own, one that is skipped
has none that day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from oneonone.calendars.painting import Coverage, Stroke
from oneonone.calendars.periods import Period

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
WEEK = 7  # days
MARGIN = 1  # hours shown before and after what was offered
USUAL_HOURS = (8, 18)
ALL_HOURS = (0, 24)

Hours = tuple[int, int]
Clock = tuple[time, bool]
Quarters = dict[Clock, tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A quarter hour; `level` is the highest in it, `partly` says that it is not all at that."""

    start: datetime
    end: datetime
    level: int
    partly: bool
    offered: int


@dataclass(frozen=True, slots=True)
class Row:
    """A time of day; `again` when the clock shows it for the second time that day."""

    clock: time
    again: bool
    cells: tuple[Cell | None, ...]

    def seen_from(self, zone: tzinfo) -> list[time]:
        """Tell what a clock elsewhere shows then: more than one where its zone changes."""
        instants = (cell.start for cell in self.cells if cell)
        return list(dict.fromkeys(instant.astimezone(zone).time() for instant in instants))


def pages_of(first: date, last: date, first_weekday: int) -> list[list[date]]:
    """Split days into weeks; seven days or fewer are one, wherever they begin.

    Args:
        first: the first day.
        last: the last day.
        first_weekday: the one that a week begins with; 0 is Monday.
    """
    days = [first + number * DAY for number in range((last - first).days + 1)]
    if len(days) <= WEEK:
        return [days]
    pages: list[list[date]] = [[]]
    for day in days:
        if day.weekday() == first_weekday and pages[-1]:
            pages.append([])
        pages[-1].append(day)
    return pages


def page_with(pages: Sequence[list[date]], day: date | None) -> int:
    """Tell which page has a day; without one, or with one that is on none, it is the first."""
    found = (number for number, days in enumerate(pages) if day in days)
    return next(found, 0)


def hours_around(periods: Iterable[Period], zone: tzinfo) -> Hours | None:
    """Give the hours of the day that hold every period, and a margin; None without periods."""
    spans = [hours_of(period, zone) for period in periods]
    if not spans:
        return None
    first = min(first for first, _ in spans)
    last = max(last for _, last in spans)
    return max(0, first - MARGIN), min(24, last + MARGIN)


def hours_of(period: Period, zone: tzinfo) -> Hours:
    """Give the whole hours that hold a period; one that goes on past midnight needs them all."""
    start = period.start_period.astimezone(zone)
    end = period.end_period.astimezone(zone)
    if end.date() == start.date():
        return start.hour, end.hour + (end.minute > 0 or end.second > 0)
    ends_at_midnight = end.time() == time() and end.date() == start.date() + DAY
    return (start.hour, 24) if ends_at_midnight else ALL_HOURS


def lay_out(
    days: Sequence[date],
    zone: tzinfo,
    hours: Hours,
    own: Coverage,
    offered: Coverage,
) -> list[Row]:
    """Lay somebody's periods out on days, beside what the owner offered."""
    columns = [quarters_of(day, zone) for day in days]
    rows = []
    for clock, again in in_order(columns):
        if not hours[0] <= clock.hour < hours[1]:
            continue
        spans = (column.get((clock, again)) for column in columns)
        cells = tuple(span and cell_of(*span, own, offered) for span in spans)
        rows.append(Row(clock, again, cells))
    return rows


def quarters_of(day: date, zone: tzinfo) -> Quarters:
    """Give what the clock shows at each quarter hour of a day, and the instants it lasts."""
    closes = midnight(day + DAY, zone)
    quarters: Quarters = {}
    start = midnight(day, zone)
    while start < closes:
        shown = start.astimezone(zone)
        end = min(start + QUARTER, closes)
        quarters[shown.time(), bool(shown.fold)] = start, end
        start = end
    return quarters


def midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def in_order(columns: Iterable[Quarters]) -> list[Clock]:
    """Order what the clocks of several days show; what comes again stands where it comes again."""
    order: dict[Clock, tuple[float, int, float]] = {}
    for quarters in columns:
        again = [clock for clock, repeated in quarters if repeated]
        resumes = max(map(seconds_of, again), default=0) + QUARTER.total_seconds()
        for clock, repeated in quarters:
            at = seconds_of(clock)
            order[clock, repeated] = (resumes, 0, at) if repeated else (at, 1, 0)
    return sorted(order, key=order.__getitem__)


def seconds_of(clock: time) -> float:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second).total_seconds()


def cell_of(start: datetime, end: datetime, own: Coverage, offered: Coverage) -> Cell:
    level, partly = own.look(start, end)
    return Cell(start, end, level, partly, offered.look(start, end)[0])


def cells_of(rows: Iterable[Row]) -> Iterator[Cell]:
    for row in rows:
        yield from filter(None, row.cells)


def paint(days: Iterable[date], zone: tzinfo, levels: Mapping[int, int]) -> list[Stroke]:
    """Make strokes of painted quarter hours.

    Args:
        days: those that were shown.
        zone: in which they were.
        levels: by when a quarter hour starts, in seconds since 1970.

    Raises:
        KeyError: at some of these no quarter hour of the days starts.
    """
    quarters = [span for day in days for span in quarters_of(day, zone).values()]
    known = {int(start.timestamp()): (start, end) for start, end in quarters}
    return [Stroke(*known[start], level) for start, level in levels.items()]


def copy_days(
    own: Coverage, source: Iterable[date], target: Iterable[date], zone: tzinfo
) -> Iterator[Stroke]:
    """Make each day like the one of its weekday, by what the clock shows; others stay."""
    by_weekday = {day.weekday(): day for day in source}
    for day in target:
        model = by_weekday.get(day.weekday())
        if model is None:
            continue
        yield Stroke(midnight(day, zone), midnight(day + DAY, zone), 0)
        for stroke in own.within(midnight(model, zone), midnight(model + DAY, zone)):
            start = at_same_clock(stroke.start, day - model, zone)
            end = at_same_clock(stroke.end, day - model, zone)
            if start < end:
                yield Stroke(start, end, stroke.level)


def at_same_clock(instant: datetime, later: timedelta, zone: tzinfo) -> datetime:
    return (instant.astimezone(zone) + later).astimezone(UTC)
