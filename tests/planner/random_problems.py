"""Seeded tiny problems, as awkward as the format allows: small enough for brute force."""

import random
from datetime import UTC, datetime, timedelta

from oneonone.planner import Period, Pin, Problem

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
SPANS_MINUTES = {1: 60, 5: 180, 15: 360}  # how far to spread, by step: about as many starts each
EDGES_SECONDS = {1: (60, 20), 5: (900, 300, 60, 37), 15: (900, 300, 60)}  # multiples of one of them


def random_problem(seed: int) -> Problem:
    """Give an awkward problem for every odd seed, a crowded one for every even seed."""
    luck = random.Random(seed)
    return _awkward_problem(luck) if seed % 2 else _crowded_problem(luck)


def _awkward_problem(luck: random.Random) -> Problem:
    """Odd boundaries, gaps and pins."""
    step = luck.choice((1, 5, 5, 5, 15, 15))
    lengths = (5, 10, 15) if step == 1 else (15, 20, 30, 45)
    names = [f"p{number}" for number in range(luck.randint(1, 7))]
    edge = luck.choice(EDGES_SECONDS[step])
    return Problem(
        meeting_minutes=luck.choice(lengths),
        buffer_minutes=luck.choice((0, 0, 5, 10)),
        step_minutes=step,
        owner=_periods(luck, SPANS_MINUTES[step], edge, luck.choice((1, 2, 3, 4, 6))),
        people={
            name: _periods(luck, SPANS_MINUTES[step], edge, luck.choice((0, 1, 2, 3, 4, 5)))
            for name in names
        },
        lengths={name: luck.choice(lengths) for name in names if luck.random() < 0.25},
        pinned=_pins(luck, names, SPANS_MINUTES[step], edge),
    )


def _crowded_problem(luck: random.Random) -> Problem:
    """More people than room on quarter hours: where a relaxation likes to place halves."""
    names = [f"p{number}" for number in range(luck.randint(5, 7))]
    span = luck.choice((120, 150, 180))
    return Problem(
        meeting_minutes=luck.choice((30, 30, 45)),
        buffer_minutes=luck.choice((0, 0, 15)),
        owner=(Period(MONDAY, MONDAY + timedelta(minutes=span), 2), _quarters(luck, span)),
        people={
            name: tuple(_quarters(luck, span) for _ in range(luck.randint(1, 3))) for name in names
        },
        lengths={name: luck.choice((15, 30, 45)) for name in names if luck.random() < 0.4},
    )


def pressed_problem(seed: int, level: int = 2) -> Problem:
    """Give people of uneven lengths in as much time as that many half hours take.

    Nobody likes anything better: a relaxation places halves, and what it is worth tells little.
    """
    luck = random.Random(seed)
    names = [f"p{number}" for number in range(luck.randint(8, 14))]
    span = 30 * len(names)

    def stretch() -> Period:
        minutes = luck.choice((45, 60, 75))
        start = MONDAY + timedelta(minutes=luck.randrange(0, span - minutes + 1, 15))
        return Period(start, start + timedelta(minutes=minutes), level)

    return Problem(
        meeting_minutes=30,
        owner=(Period(MONDAY, MONDAY + timedelta(minutes=span), 2),),
        people={name: tuple(stretch() for _ in range(luck.randint(1, 3))) for name in names},
        lengths={name: luck.choice((15, 30, 45, 60)) for name in names if luck.random() < 0.6},
    )


def scattered_problem(seed: int) -> Problem:
    """Give people who are free all day long, and an owner who is for an hour."""
    luck = random.Random(seed)
    names = [f"p{number}" for number in range(luck.randint(2, 6))]
    return Problem(
        meeting_minutes=30,
        owner=(Period(MONDAY, MONDAY + timedelta(hours=1), 2),),
        people={name: tuple(_any_time(luck) for _ in range(luck.randint(1, 5))) for name in names},
        lengths={name: luck.choice((15, 45, 60)) for name in names if luck.random() < 0.5},
    )


def _any_time(luck: random.Random) -> Period:
    start = MONDAY + timedelta(minutes=luck.randrange(-60, 540, 15))
    minutes = luck.choice((30, 45, 60, 90, 120))
    return Period(start, start + timedelta(minutes=minutes), luck.choice((1, 2, 3)))


def _quarters(luck: random.Random, span: int) -> Period:
    minutes = luck.choice((30, 45, 60))
    start = MONDAY + timedelta(minutes=luck.randrange(0, span - minutes + 1, 15))
    return Period(start, start + timedelta(minutes=minutes), luck.choice((1, 2, 2, 3)))


def _periods(luck: random.Random, span: int, edge: int, count: int) -> tuple[Period, ...]:
    starts = [luck.randrange(0, span * 45, edge) for _ in range(count)]
    return tuple(
        Period(
            MONDAY + timedelta(seconds=start),
            MONDAY + timedelta(seconds=start + edge * luck.randint(1, span * 40 // edge)),
            luck.choice((1, 2, 2, 3)),
        )
        for start in starts
    )


def _pins(luck: random.Random, names: list[str], span: int, edge: int) -> tuple[Pin, ...]:
    """Pin at most two people, far enough apart for any buffer."""
    chosen = luck.sample(names, min(len(names), luck.choice((0, 0, 0, 1, 2))))
    begins = (-span * 15, span * 30)
    return tuple(
        Pin(
            name,
            MONDAY + timedelta(seconds=begin + luck.randrange(0, span * 15, edge)),
            MONDAY + timedelta(seconds=begin + span * 15 + luck.randint(0, span * 5)),
        )
        for name, begin in zip(chosen, begins, strict=False)
    )
