"""Seeded problems as a department has them: office hours, and people of uneven spare time."""

import random
from datetime import UTC, datetime, timedelta

from oneonone.planner import Period, Problem

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
DAYS = {40: 10, 50: 5, 200: 12, 300: 20, 1000: 60, 2000: 120}


def make_problem(people: int, days: int, seed: int, *, grain_minutes: int = 15) -> Problem:
    """Give a problem of 30-minute meetings whose boundaries lie on multiples of `grain_minutes`."""
    luck = random.Random(f"{people} {days} {seed}")
    names = (f"person{number:04}" for number in range(people))
    return Problem(
        meeting_minutes=30,
        owner=tuple(period for day in range(days) for period in _office_hours(day)),
        people={name: _spare_time(luck, days, grain_minutes) for name in names},
    )


def _office_hours(day: int) -> list[Period]:
    """From 9 to 12:30 and from 13:30 to 18, the middle of each half best."""
    blocks = ((9, 10, 2), (10, 12.5, 3), (13.5, 15, 3), (15, 17, 2), (17, 18, 1))
    return [_period(day, start, end, level) for start, end, level in blocks]


def _spare_time(luck: random.Random, days: int, grain: int) -> tuple[Period, ...]:
    """From one to eight periods of half an hour to three hours, most people with few."""
    periods = []
    for _ in range(min(luck.randint(1, 8), luck.randint(1, 8))):
        minutes = luck.randrange(30, 181, grain)
        start = luck.randrange(9 * 60, 18 * 60 - minutes + 1, grain) / 60
        level = luck.choice((1, 2, 2, 3))
        periods.append(_period(luck.randrange(days), start, start + minutes / 60, level))
    return tuple(periods)


def _period(day: int, start: float, end: float, level: int) -> Period:
    weeks, weekday = divmod(day, 5)
    midnight = MONDAY + timedelta(days=7 * weeks + weekday)
    opens, closes = (midnight + timedelta(minutes=round(hour * 60)) for hour in (start, end))
    return Period(opens, closes, level)
