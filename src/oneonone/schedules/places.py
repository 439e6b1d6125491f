"""Where somebody's meeting could be, beside the others as they are, some days at a time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import accumulate, takewhile
from operator import attrgetter

from oneonone.calendars.models import Invitee
from oneonone.calendars.weeks import DAY, WEEK, midnight
from oneonone.planner.spans import Span, at_least, intersect, lowest_level
from oneonone.schedules.drafts import Draft, Timeline
from oneonone.schedules.loading import STEP_MINUTES

STEP_SECONDS = STEP_MINUTES * 60
MOST_PLACES = 300  # of a week that is shown whole


@dataclass(frozen=True)
class Place:
    """A time that both have offered; `level` is the person's, `taken` whose meetings are there."""

    start: datetime
    end: datetime
    level: int
    taken: tuple[Invitee, ...] = ()

    @property
    def code(self) -> str:
        """Both ends as ISO 8601 writes an interval."""
        return "/".join(f"{end.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for end in self.times)

    @property
    def times(self) -> tuple[datetime, datetime]:
        return self.start, self.end


@dataclass(frozen=True)
class Shown:
    """All places from one day to another; `before` and `after` are the nearest days with others."""

    places: list[Place]
    first: date
    last: date
    before: date | None
    after: date | None


@dataclass(frozen=True)
class Regular:
    """So many starts, each a step after the one before."""

    first: datetime
    step: timedelta
    count: int

    @property
    def last(self) -> datetime:
        return self.first + (self.count - 1) * self.step

    def between(self, opens: datetime, closes: datetime) -> Iterator[datetime]:
        skipped = max(0, -((self.first - opens) // self.step))
        for number in range(skipped, min(self.count, -((self.first - closes) // self.step))):
            yield self.first + number * self.step


class Search:
    """The places of one person.

    They lie one after the other through each stretch of shared time, and where one fits closely
    beside a meeting.
    """

    def __init__(self, draft: Draft, invited: Invitee) -> None:
        self.draft, self.zone = draft, draft.calendar.zone
        self.own: Timeline = draft.timeline(invited.invitee_id)
        self.length = timedelta(minutes=draft.minutes_of(invited))
        self.buffer = timedelta(minutes=draft.calendar.buffer_minutes)
        self.others = [meet for meet in draft.meets if meet.meeter_id != invited.invitee_id]
        self.reached = list(accumulate((meet.end_period for meet in self.others), max))
        after = (meet.end_period + self.buffer for meet in self.others)
        before = (meet.start_period - self.buffer - self.length for meet in self.others)
        self.beside = sorted({*after, *before})
        shared = at_least(intersect(draft.offered, self.own), 1)
        self.stretches = [span for span in shared if span.start + self.length <= span.end]

    @cached_property
    def days(self) -> list[date]:
        """The days on which a place begins."""
        return sorted({day for stretch in self.stretches for day in self.days_of(stretch)})

    def days_of(self, stretch: Span[datetime]) -> Iterator[date]:
        """Give each day from the first to the last: places are never a day apart."""
        regular = self.regular_starts(stretch)
        ends = [regular.first, regular.last] if regular.count else []
        for start in self.close_starts(stretch, stretch.start, stretch.end):
            inside = ends and ends[0] <= start <= ends[-1]
            if not inside and not any(self.takers(start)):
                ends = sorted([*ends, start])
        days = [start.astimezone(self.zone).date() for start in ends]
        for number in range((days[-1] - days[0]).days + 1 if days else 0):
            yield days[0] + number * DAY

    def places(self, first: date, last: date) -> Iterator[Place]:
        opens, closes = midnight(first, self.zone), midnight(last + DAY, self.zone)
        position = bisect_right(self.stretches, opens, key=attrgetter("end"))
        for stretch in takewhile(lambda span: span.start < closes, self.stretches[position:]):
            regular = set(self.regular_starts(stretch).between(opens, closes))
            for start in sorted(regular | set(self.close_starts(stretch, opens, closes))):
                taken = tuple(self.takers(start))
                if start in regular or not taken:
                    level = lowest_level(self.own, start, start + self.length)
                    yield Place(start, start + self.length, level, taken)

    def regular_starts(self, stretch: Span[datetime]) -> Regular:
        first, step = rounded_up(stretch.start), self.length + self.buffer
        return Regular(first, step, max(0, (stretch.end - self.length - first) // step + 1))

    def close_starts(
        self, stretch: Span[datetime], opens: datetime, closes: datetime
    ) -> Iterator[datetime]:
        latest = stretch.end - self.length
        position = bisect_left(self.beside, max(stretch.start, opens))
        stop = bisect_right(self.beside, min(latest, closes))
        for start in (*self.beside[position:stop], latest):
            if opens <= start < closes:
                yield start

    def takers(self, start: datetime) -> Iterator[Invitee]:
        """Give whose meetings, or the pauses beside them, a meeting that starts then would hit."""
        end = start + self.length + self.buffer
        position = bisect_right(self.reached, start - self.buffer)
        for meet in takewhile(lambda one: one.start_period < end, self.others[position:]):
            if start < meet.end_period + self.buffer:
                yield self.draft.people[meet.meeter_id]


def find_places(draft: Draft, invited: Invitee, day: date | None) -> Shown | None:
    """Find the places of the week of a day, or of the day alone where that week has very many.

    Without a place on that day it is the next that has one, else the last; without a day it is the
    first. None says that there is no place at all.
    """
    search = Search(draft, invited)
    if not search.days:
        return None
    position = bisect_left(search.days, day) if day else 0
    found = search.days[min(position, len(search.days) - 1)]
    first = found - found.weekday() * DAY
    last = first + (WEEK - 1) * DAY
    places = list(search.places(first, last))
    if len(places) > MOST_PLACES:
        first = last = found
        places = list(search.places(found, found))
    before, after = bisect_left(search.days, first), bisect_right(search.days, last)
    return Shown(
        places,
        first,
        last,
        before=search.days[before - 1] if before else None,
        after=search.days[after] if after < len(search.days) else None,
    )


def rounded_up(instant: datetime) -> datetime:
    """Give the next instant at which a meeting may start."""
    late = -int(instant.timestamp()) % STEP_SECONDS
    return instant + timedelta(seconds=late)
