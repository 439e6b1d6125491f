"""What booking tools do: people come one after the other and take the best time still free."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from oneonone.planner import Levels, Period, Problem
from oneonone.planner.spans import Span, join, lowest_level

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Booking(NamedTuple):
    """Ordered as people choose: the more they like it, the more the owner does, the earlier."""

    preference: int
    owner: int
    lateness: timedelta  # after the first instant of the owner's time, negated

    def starts(self, opens: datetime) -> datetime:
        return opens - self.lateness


def book(problem: Problem) -> Levels:
    """Give the five levels of first come, first served, in the order of the people given."""
    owner = _timeline(problem.owner)
    opens = owner[0].start
    taken: list[tuple[datetime, datetime]] = []
    bookings = []
    for name, periods in problem.people.items():
        length = problem.lengths.get(name, problem.meeting_minutes) * MINUTE
        booking = _best(problem, _timeline(periods), owner, length, taken)
        if booking is not None:
            start = booking.starts(opens)
            taken.append((start, start + length + problem.buffer_minutes * MINUTE))
            bookings.append(booking)
    return _levels(bookings)


def _best(
    problem: Problem,
    offered: tuple[Span[datetime], ...],
    owner: tuple[Span[datetime], ...],
    length: timedelta,
    taken: list[tuple[datetime, datetime]],
) -> Booking | None:
    until = length + problem.buffer_minutes * MINUTE
    step = problem.step_minutes * MINUTE
    best = None
    for span in offered:
        start = span.start + (EPOCH - span.start) % step
        while start < span.end:
            liked = lowest_level(offered, start, start + length)
            allowed = lowest_level(owner, start, start + length)
            booking = Booking(liked, allowed, owner[0].start - start)
            free = all(end <= start or start + until <= begin for begin, end in taken)
            if liked and allowed and free and (best is None or booking > best):
                best = booking
            start += step
    return best


def _timeline(periods: tuple[Period, ...]) -> tuple[Span[datetime], ...]:
    return join(Span(period.start, period.end, period.preference) for period in periods)


def _levels(bookings: list[Booking]) -> Levels:
    late = sum((booking.lateness for booking in bookings), timedelta())
    return Levels(
        placed=len(bookings),
        preference=sum(booking.preference for booking in bookings),
        at_one=sum(booking.preference == 1 for booking in bookings),
        owner_preference=sum(booking.owner for booking in bookings),
        starts=Fraction(-late // timedelta(seconds=1), 60),
    )
