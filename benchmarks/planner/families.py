"""Seeded problems of five kinds, by the number of people and a seed."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from problems import make_problem

from oneonone.planner import Period, Problem

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
BACK_TO_BACK = (0, 0, 5, 10, 15)
ODD_LENGTHS = (15, 20, 30, 40, 45, 60, 90)


def office_hours(people: int, seed: int) -> Problem:
    """Weeks of office hours from 9 to 18: half an hour each, for people of uneven spare time."""
    return make_problem(people, max(1, people // 15), seed)


def visit_day(people: int, seed: int) -> Problem:
    """One host talks a quarter of an hour with each guest, who also has a programme to follow.

    Guests are there from their train to their train, away in two items of the programme, and like
    best what is near the middle of the day. There are 27 guests a day for 26 places.
    """
    luck = random.Random(f"visit day {people} {seed}")
    days = -(-people // 27)
    return Problem(
        meeting_minutes=15,
        step_minutes=15,
        owner=tuple(
            _period(day, start, end, level)
            for day in range(days)
            for start, end, level in ((9 * 60, 12 * 60, 3), (13 * 60, 15 * 60, 2), (960, 1050, 1))
        ),
        people={name: _visit(luck, luck.randrange(days)) for name in _names(people)},
    )


def _visit(luck: random.Random, day: int) -> tuple[Period, ...]:
    comes, leaves = luck.randrange(9 * 60, 660, 15), luck.randrange(14 * 60, 1051, 15)
    away = sorted(luck.sample(range(comes + 30, leaves - 60, 30), 2))
    ends = [comes, *(start + luck.choice((45, 60, 90)) for start in away)]
    gaps = zip(ends, [*away, leaves], strict=True)
    return tuple(
        _period(day, start, end, 3 if 600 <= start < 840 else luck.choice((1, 2)))
        for start, end in gaps
        if end - start >= 15
    )


def parents_evening(people: int, seed: int) -> Problem:
    """One teacher, evenings from 16 to 20, ten minutes for each child's parents, some twenty.

    Most can come in one or two windows around their work and their other children's teachers.
    There are as many parents as there are places.
    """
    luck = random.Random(f"parents' evening {people} {seed}")
    evenings = -(-people // 22)
    names = _names(people)
    return Problem(
        meeting_minutes=10,
        step_minutes=5,
        owner=tuple(
            period
            for day in range(evenings)
            for period in (_period(day, 960, 1080, 2), _period(day, 1090, 1200, 3))
        ),
        people={name: _windows(luck, evenings) for name in names},
        lengths={name: 20 for name in names if luck.random() < 0.15},
    )


def _windows(luck: random.Random, evenings: int) -> tuple[Period, ...]:
    windows = []
    for _ in range(luck.choice((1, 1, 2, 2, 3))):
        minutes = luck.choice((20, 30, 30, 45, 60, 90))
        start = luck.randrange(960, 1200 - minutes + 1, 10)
        window = _period(
            luck.randrange(evenings), start, start + minutes, luck.choice((1, 2, 3, 3))
        )
        windows.append(window)
    return tuple(windows)


def interview_week(people: int, seed: int) -> Problem:
    """Interviews of 45 minutes, an hour for every fifth, a quarter of an hour between any two.

    The owner has other appointments; candidates offer whole mornings and afternoons, few of them.
    """
    luck = random.Random(f"interview week {people} {seed}")
    days = -(-people // 5)
    names = _names(people)
    return Problem(
        meeting_minutes=45,
        buffer_minutes=15,
        step_minutes=15,
        owner=tuple(period for day in range(days) for period in _between_appointments(luck, day)),
        people={name: _half_days(luck, days) for name in names},
        lengths={name: 60 for name in names if luck.random() < 0.2},
    )


def _between_appointments(luck: random.Random, day: int) -> tuple[Period, ...]:
    morning, afternoon = luck.randrange(570, 661, 15), luck.randrange(840, 961, 15)
    busy = luck.choice((30, 45, 60))
    return (
        _period(day, 480, morning, 2),
        _period(day, morning + busy, 750, 3),
        _period(day, 780, afternoon, 3),
        _period(day, afternoon + busy, 1080, 1),
    )


def _half_days(luck: random.Random, days: int) -> tuple[Period, ...]:
    halves = []
    for _ in range(luck.randint(1, 4)):
        start, end = luck.choice(((540, 720), (600, 720), (780, 930), (780, 1020)))
        halves.append(_period(luck.randrange(days), start, end, luck.choice((1, 2, 2, 3))))
    return tuple(halves)


def adversarial(people: int, seed: int) -> Problem:
    """Mixed lengths, a buffer, boundaries on an odd grain, and scarce hours.

    People push each other around in odd cycles, so that relaxations are fractional.
    """
    luck = random.Random(f"adversarial {people} {seed}")
    grain, days = luck.choice((5, 5, 10, 15)), -(-people // 12)
    names = _names(people)
    return Problem(
        meeting_minutes=luck.choice((20, 30, 45)),
        buffer_minutes=luck.choice(BACK_TO_BACK),
        owner=tuple(period for day in range(days) for period in _scarce_hours(luck, day, grain)),
        people={
            name: tuple(_short_period(luck, days, grain) for _ in range(luck.randint(1, 6)))
            for name in names
        },
        lengths={name: luck.choice(ODD_LENGTHS) for name in names if luck.random() < 0.4},
    )


def _scarce_hours(luck: random.Random, day: int, grain: int) -> list[Period]:
    blocks, start = [], 8 * 60
    for _ in range(luck.randint(2, 4)):
        start += luck.randrange(0, 91, grain)
        end = start + luck.randrange(60, 181, grain)
        blocks.append(_period(day, start, end, luck.choice((1, 2, 3))))
        start = end
    return blocks


def _short_period(luck: random.Random, days: int, grain: int) -> Period:
    start = luck.randrange(8 * 60, 16 * 60, grain)
    minutes = luck.randrange(30, 121, grain)
    return _period(luck.randrange(days), start, start + minutes, luck.choice((1, 2, 3)))


def _names(people: int) -> list[str]:
    return [f"person{number:04}" for number in range(people)]


def _period(day: int, start: int, end: int, level: int) -> Period:
    """Give a period on a working day, its ends in minutes after midnight."""
    weeks, weekday = divmod(day, 5)
    midnight = MONDAY + timedelta(days=7 * weeks + weekday)
    return Period(midnight + timedelta(minutes=start), midnight + timedelta(minutes=end), level)


FAMILIES: dict[str, Callable[[int, int], Problem]] = {
    "office-hours": office_hours,
    "visit-day": visit_day,
    "parents-evening": parents_evening,
    "interview-week": interview_week,
    "adversarial": adversarial,
}
