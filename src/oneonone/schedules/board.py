"""A schedule laid out on the days of its weeks, by what the clock shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from functools import cached_property

from oneonone.schedules.drafts import Draft, Held, times_of

DAY = timedelta(days=1)
USUAL_HOURS = (9, 17)
DRAWN_MINUTES = 5  # to which a board is exact
# How tall an hour is drawn, by the shortest meeting: each stays easy to hit.
TALLNESS = ((60, "low"), (30, "usual"), (20, "tall"), (15, "taller"), (10, "tallest"))


@dataclass(frozen=True)
class Position:
    """Where something stands on a day: said in classes, from the hour and minute until those."""

    day: date
    start: tuple[int, int]
    end: tuple[int, int]

    @property
    def classes(self) -> str:
        (hour, minute), (end_hour, end_minute) = self.start, self.end
        return f"fh{hour} fm{drawn(minute)} th{end_hour} tm{drawn(end_minute)}"


@dataclass(frozen=True)
class Band:
    """Time the owner offers."""

    position: Position
    level: int


@dataclass(frozen=True)
class Card:
    position: Position
    held: Held

    @property
    def code(self) -> str:
        """The meeting's time, as a move to it says it."""
        return "/".join(f"{end:%Y-%m-%dT%H:%M:%SZ}" for end in times_of(self.held.meet))


@dataclass(frozen=True)
class Column:
    day: date
    bands: list[Band]
    cards: list[Card]


@dataclass(frozen=True)
class Board:
    """The weeks in which the owner offers something or somebody meets; nothing of other days."""

    draft: Draft

    @cached_property
    def zone(self) -> tzinfo:
        return self.draft.calendar.zone

    @cached_property
    def bands(self) -> list[Band]:
        return [
            Band(position, span.level)
            for span in self.draft.offered
            for position in positions_of(span.start, span.end, self.zone)
        ]

    @cached_property
    def cards(self) -> list[Card]:
        return [
            Card(next(positions_of(*times_of(held.meet), self.zone)), held)
            for held in self.draft.held
        ]

    @cached_property
    def hours(self) -> range:
        everything = [band.position for band in self.bands]
        everything += [card.position for card in self.cards]
        if not everything:
            return range(*USUAL_HOURS)
        hour, minute = max(position.end for position in everything)
        return range(min(position.start[0] for position in everything), hour + bool(minute))

    @cached_property
    def weeks(self) -> list[list[Column]]:
        columns: dict[date, Column] = {}
        for band in self.bands:
            column_of(columns, band.position.day).bands.append(band)
        for card in self.cards:
            column_of(columns, card.position.day).cards.append(card)
        return in_weeks(columns[day] for day in sorted(columns))

    @property
    def classes(self) -> str:
        return f"first{self.hours.start} last{self.hours.stop} {self.tallness}"

    @property
    def tallness(self) -> str:
        lengths = [(end - start) // timedelta(minutes=1) for start, end in self.meet_times]
        shortest = min([self.draft.calendar.meeting_minutes, *lengths])
        return next((name for minutes, name in TALLNESS if shortest >= minutes), "tallest")

    @property
    def meet_times(self) -> Iterator[tuple[datetime, datetime]]:
        return (times_of(meet) for meet in self.draft.meets)


def drawn(minute: int) -> int:
    return minute - minute % DRAWN_MINUTES


def column_of(columns: dict[date, Column], day: date) -> Column:
    return columns.setdefault(day, Column(day, [], []))


def positions_of(start: datetime, end: datetime, zone: tzinfo) -> Iterator[Position]:
    """Split a time at midnight into the days that it is on."""
    begins, stops = start.astimezone(zone), end.astimezone(zone)
    day, opens = begins.date(), (begins.hour, begins.minute)
    while day < stops.date():
        yield Position(day, opens, (24, 0))
        day, opens = day + DAY, (0, 0)
    closes = (stops.hour, stops.minute)
    if closes > opens:
        yield Position(day, opens, closes)
    elif day == begins.date():  # the clock was turned back meanwhile
        yield Position(day, opens, (min(24, opens[0] + 1), 0))


def in_weeks(columns: Iterable[Column]) -> list[list[Column]]:
    weeks: dict[tuple[int, int], list[Column]] = {}
    for column in columns:
        weeks.setdefault(column.day.isocalendar()[:2], []).append(column)
    return list(weeks.values())
