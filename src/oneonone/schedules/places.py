"""Where somebody's meeting could be, beside the others as they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from oneonone.calendars.models import Invitee, Meet
from oneonone.planner.spans import Span, at_least, intersect, lowest_level
from oneonone.schedules.drafts import Draft, Timeline
from oneonone.schedules.loading import STEP_MINUTES

STEP_SECONDS = STEP_MINUTES * 60


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


class Search:
    """The places of one person."""

    def __init__(self, draft: Draft, invited: Invitee) -> None:
        self.draft = draft
        self.own: Timeline = draft.timeline(invited.invitee_id)
        self.others = [meet for meet in draft.meets if meet.meeter_id != invited.invitee_id]
        self.length = timedelta(minutes=draft.minutes_of(invited))
        self.buffer = timedelta(minutes=draft.calendar.buffer_minutes)

    def places(self) -> Iterator[Place]:
        """Give places one after the other through each stretch, and what fits closely between."""
        for stretch in at_least(intersect(self.draft.offered, self.own), 1):
            regular = set(self.regular_starts(stretch))
            for start in sorted(regular | set(self.close_starts(stretch))):
                taken = tuple(self.takers(start))
                if start in regular or not taken:
                    level = lowest_level(self.own, start, start + self.length)
                    yield Place(start, start + self.length, level, taken)

    def regular_starts(self, stretch: Span[datetime]) -> Iterator[datetime]:
        start = rounded_up(stretch.start)
        while start + self.length <= stretch.end:
            yield start
            start += self.length + self.buffer

    def close_starts(self, stretch: Span[datetime]) -> Iterator[datetime]:
        after = [meet.end_period + self.buffer for meet in self.others]
        before = [meet.start_period - self.buffer - self.length for meet in self.others]
        for start in (*after, *before, stretch.end - self.length):
            if stretch.start <= start and start + self.length <= stretch.end:
                yield start

    def takers(self, start: datetime) -> Iterator[Invitee]:
        end = start + self.length + self.buffer
        for meet in self.others:
            if meet.start_period < end and start < meet.end_period + self.buffer:
                yield self.holder(meet)

    def holder(self, meet: Meet) -> Invitee:
        return self.draft.people[meet.meeter_id]


def find_places(draft: Draft, invited: Invitee) -> list[Place]:
    return list(Search(draft, invited).places())


def rounded_up(instant: datetime) -> datetime:
    """Give the next instant at which a meeting may start."""
    late = -int(instant.timestamp()) % STEP_SECONDS
    return instant + timedelta(seconds=late)
