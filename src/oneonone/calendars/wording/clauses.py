"""What stands between two commas: days, hours, a level, or that it is not so."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from oneonone.calendars.wording.cutting import Word
from oneonone.calendars.wording.words import ALL_DAY, NOON, Clock, Kind, MonthDay

Span = tuple[int, int]  # minutes after midnight; an end after 24:00 is the next day's

RANGE = (Kind.TO, Kind.TILL)
SIGNS = (Kind.COMMA, Kind.STOP)
DAYS = (Kind.WEEKDAYS, Kind.DATES)
DIGIT_LEVELS = {60: 1, 120: 2, 180: 3}  # "3" looks like three o'clock


class Trouble(Enum):
    UNKNOWN = auto()
    NO_END = auto()
    BACKWARDS = auto()
    NO_SUCH_DAY = auto()


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not understood, and where in the text it stands."""

    trouble: Trouble
    start: int
    end: int


@dataclass(slots=True)
class Clause:
    days: list[date] | None = None
    spans: list[Span] = field(default_factory=list)
    level: int | None = None
    negated: bool = False
    ends: bool = False  # a line or a semicolon ends here

    @property
    def says_days_only(self) -> bool:
        return self.days is not None and not self.spans and self.level is None

    @property
    def says_level_only(self) -> bool:
        return self.days is None and not self.spans and self.level is not None


class ClauseReader:
    """Reads the words of one clause, one after the other."""

    def __init__(self, words: Sequence[Word], days: Sequence[date]) -> None:
        self.words, self.days = words, days
        self.position = 0
        self.clause = Clause()
        self.problems: list[Problem] = []

    def read(self) -> Clause:
        readers: dict[Kind, Callable[[Word], None]] = {
            Kind.WEEKDAYS: self.read_weekdays,
            Kind.DATES: self.read_dates,
            Kind.TIME: self.read_time,
            Kind.FROM: self.read_from,
            Kind.TILL: self.read_until,
            Kind.BEFORE: self.read_until,
            Kind.HOURS: lambda word: self.clause.spans.append(word.value),
            Kind.LEVEL: lambda word: setattr(self.clause, "level", word.value),
            Kind.NOT: lambda _: setattr(self.clause, "negated", True),
            Kind.COLON: lambda _: None,
        }
        while word := self.take(*Kind):
            readers.get(word.kind, self.wonder)(word)
        return self.clause

    def take(self, *kinds: Kind) -> Word | None:
        """Take the next word if it is of these kinds."""
        if self.position < len(self.words) and self.words[self.position].kind in kinds:
            self.position += 1
            return self.words[self.position - 1]
        return None

    def take_end(self, kind: Kind) -> Word | None:
        """Take the far end of a range, with what stands between."""
        before = self.position
        if self.take(*RANGE) and (end := self.take(kind)):
            return end
        self.position = before
        return None

    def wonder(
        self, word: Word, trouble: Trouble = Trouble.UNKNOWN, end: Word | None = None
    ) -> None:
        self.problems.append(Problem(trouble, word.start, (end or word).end))

    def read_weekdays(self, word: Word) -> None:
        end = self.take_end(Kind.WEEKDAYS)
        wanted = set(weekdays_between(word.value, end.value) if end else word.value)
        self.add_days(word, end, [day for day in self.days if day.weekday() in wanted])

    def read_dates(self, word: Word) -> None:
        end = self.take_end(Kind.DATES)
        found = days_on(self.days, word.value)
        if end:
            last = days_on(self.days, end.value)
            whole = bool(found and last)
            found = [day for day in self.days if whole and found[0] <= day <= last[-1]]
        self.add_days(word, end, found)

    def add_days(self, word: Word, end: Word | None, found: Iterable[date]) -> None:
        days = list(found)
        if not days and not self.clause.negated:
            self.wonder(word, Trouble.NO_SUCH_DAY, end)
        self.clause.days = [*(self.clause.days or ()), *days]

    def read_time(self, word: Word) -> None:
        if end := self.take_end(Kind.TIME):
            self.add_span(word, end)
        elif word.value.bare and word.value.minutes in DIGIT_LEVELS:
            self.clause.level = DIGIT_LEVELS[word.value.minutes]
        else:
            self.wonder(word, Trouble.NO_END)

    def read_from(self, word: Word) -> None:
        start = self.take(Kind.TIME)
        if start is None:
            if not self.next_is(*DAYS):
                self.wonder(word)
        elif end := self.take_end(Kind.TIME):
            self.add_span(start, end)
        else:
            self.clause.spans.append((start.value.minutes, ALL_DAY))

    def read_until(self, word: Word) -> None:
        if end := self.take(Kind.TIME):
            self.clause.spans.append((0, end.value.minutes))
        else:
            self.wonder(word)

    def next_is(self, *kinds: Kind) -> bool:
        return self.position < len(self.words) and self.words[self.position].kind in kinds

    def add_span(self, start: Word, end: Word) -> None:
        span = span_between(start.value, end.value)
        if span:
            self.clause.spans.append(span)
        else:
            self.wonder(start, Trouble.BACKWARDS, end)


def weekdays_between(first: tuple[int, ...], last: tuple[int, ...]) -> Iterator[int]:
    number = first[0]
    yield number
    while number != last[-1]:
        number = (number + 1) % 7
        yield number


def days_on(days: Iterable[date], wanted: MonthDay) -> list[date]:
    return [day for day in days if wanted.is_on(day)]


def span_between(start: Clock, end: Clock) -> Span | None:
    """Give what two times mean together: 9-5 goes on until 17:00, 1-5pm begins at 13:00.

    A span that goes on past midnight takes twelve hours at most.
    """
    first, last = start.minutes, end.minutes
    if start.bare and end.half:
        as_end = first % NOON + (NOON if end.half == "pm" else 0)
        first = as_end if as_end < last else first
    if last > first:
        return first, last
    if end.bare and last < NOON and last + NOON > first:
        return first, last + NOON
    return (first, last + ALL_DAY) if last + ALL_DAY - first <= NOON else None
