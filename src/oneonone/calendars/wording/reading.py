"""From clauses to strokes: who says nothing of days means those said last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, zip_longest

from oneonone.calendars.bounds import MOST_WRITTEN
from oneonone.calendars.painting import Stroke
from oneonone.calendars.weeks import DAY, midnight
from oneonone.calendars.wording.clauses import SIGNS, Clause, ClauseReader, Problem, Span, Trouble
from oneonone.calendars.wording.cutting import Word, cut_up
from oneonone.calendars.wording.words import ALL_DAY, Kind

USUAL_LEVEL = 2
WHOLE_DAY = ((0, ALL_DAY),)


@dataclass(frozen=True, slots=True)
class Reading:
    strokes: list[Stroke]
    problems: list[Problem]


@dataclass(slots=True)
class Entry:
    """Days, times of day, and a level if one was said."""

    days: Sequence[date]
    spans: Sequence[Span]
    level: int | None


class Reader:
    """Reads clause after clause; days wait for what is said of them."""

    def __init__(self, days: Sequence[date]) -> None:
        self.days = days
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.said: Sequence[date] = days
        self.waiting: list[date] = []
        self.after_not = False
        self.heading: int | None = None

    def read(self, words: Sequence[Word]) -> None:
        reader = ClauseReader(words, self.days)
        clause = reader.read()
        self.problems += reader.problems
        if clause.says_level_only:
            self.add_level(clause, words)
        elif clause.negated:
            self.settle()
            days = self.said if clause.days is None else clause.days
            self.entries.append(Entry(days, clause.spans or WHOLE_DAY, 0))
            self.after_not = clause.days is not None and not clause.spans
        elif clause.says_days_only:
            self.waiting += clause.days or ()
        elif clause.spans or clause.level is not None:
            self.add(clause)

    def add(self, clause: Clause) -> None:
        days = [*self.waiting, *(clause.days or ())] or self.said
        self.entries.append(Entry(days, clause.spans or WHOLE_DAY, clause.level or self.heading))
        self.said, self.waiting, self.after_not = days, [], False

    def add_level(self, clause: Clause, words: Sequence[Word]) -> None:
        """Take a level alone for what stands before it, or, with a colon, for what comes after."""
        if words[-1].kind is Kind.COLON:
            self.heading = clause.level
        elif self.waiting:
            self.add(clause)
        elif self.entries and self.entries[-1].level is None:
            self.entries[-1].level = clause.level
        else:
            self.problems.append(Problem(Trouble.UNKNOWN, words[0].start, words[-1].end))

    def settle(self) -> None:
        """Take days of which nothing more was said: free all day, or not either."""
        if self.waiting:
            level = 0 if self.after_not else self.heading
            self.entries.append(Entry(self.waiting, WHOLE_DAY, level))
            self.said = self.said if self.after_not else self.waiting
        self.waiting, self.after_not = [], False


def read_text(text: str, days: Sequence[date], zone: tzinfo) -> Reading:
    """Read what somebody wrote of their time.

    Args:
        text: like "Mon-Wed 9-12 best, not Tue".
        days: the days there are, in order.
        zone: whose clock is meant.

    Returns:
        What was understood, of whatever was; and all that was not.

    Raises:
        OverflowError: it means more strokes than MOST_WRITTEN.
    """
    reader = Reader(days)
    for words, ends in clauses_of(list(cut_up(text))):
        if words:
            reader.read(words)
        if ends:
            reader.settle()
            reader.heading = None
    reader.settle()
    all_strokes = (stroke for entry in reader.entries for stroke in strokes_of(entry, days, zone))
    strokes = list(islice(all_strokes, MOST_WRITTEN + 1))
    if len(strokes) > MOST_WRITTEN:
        raise OverflowError
    return Reading(strokes, reader.problems)


def clauses_of(words: Sequence[Word]) -> Iterator[tuple[list[Word], bool]]:
    """Give the words of each clause, and whether more than a comma ends it.

    A level with a colon is a clause, and so is an exception: "Mon-Fri except Wed".
    """
    clause: list[Word] = []
    for word, after in zip_longest(words, words[1:]):
        sign = word.kind in SIGNS
        if sign or (word.kind is Kind.NOT and after and after.kind not in SIGNS):
            yield clause, word.kind is Kind.STOP
            clause = []
        if not sign:
            clause.append(word)
        if [one.kind for one in clause] == [Kind.LEVEL, Kind.COLON]:
            yield clause, False
            clause = []
    yield clause, True


def strokes_of(entry: Entry, days: Sequence[date], zone: tzinfo) -> Iterator[Stroke]:
    """Give an entry's time, as far as it lies inside the days there are."""
    level = USUAL_LEVEL if entry.level is None else entry.level
    closes = midnight(days[-1] + DAY, zone)
    for day in entry.days:
        for first, last in entry.spans:
            start, end = instant(day, first, zone), min(instant(day, last, zone), closes)
            if start < end:
                yield Stroke(start, end, level)


def instant(day: date, minutes: int, zone: tzinfo) -> datetime:
    """Give when a clock shows so many minutes after midnight; of two such times, the first."""
    shown = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return shown.replace(tzinfo=zone).astimezone(UTC)
