"""That nobody's preference falls, against the rule taken at its word, minute for minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from oneonone.planner import Period
from oneonone.schedules.rules import join_periods
from oneonone.schedules.swapping import Slot, loses_nothing

NINE = datetime(2094, 3, 28, 0, 30, tzinfo=UTC)  # half an hour before the clocks jump in Berlin
STEP = timedelta(minutes=15)
HOURS = range(12)  # steps

Times = tuple[int, int]
Offer = tuple[Times, int]

times = st.tuples(st.sampled_from(HOURS), st.integers(1, 4)).map(lambda at: (at[0], sum(at)))
offers = st.lists(st.tuples(times, st.integers(1, 3)), max_size=6)


def level(offered: list[Offer], at: Times) -> int:
    """Give the lowest of the highest preferences of each step, 0 where one is not offered."""
    return min(
        max((liked for (start, end), liked in offered if start <= step < end), default=0)
        for step in range(*at)
    )


def slot(at: Times) -> Slot:
    return Slot(1, 1, NINE + at[0] * STEP, NINE + at[1] * STEP)


@given(offers, times, times)
@example([((0, 4), 2), ((4, 6), 2)], (0, 2), (3, 5))  # two offers that touch are one
@example([((0, 4), 1), ((1, 2), 3)], (1, 2), (0, 1))
@example([((2, 4), 1)], (0, 2), (2, 4))  # not offered before
@example([], (0, 2), (2, 4))
def test_nobody_likes_the_new_time_less(offered: list[Offer], now: Times, then: Times) -> None:
    periods = [Period(slot(at).start, slot(at).end, liked) for at, liked in offered]
    as_long = now[1] - now[0] == then[1] - then[0]
    fits = level(offered, then) > 0 and level(offered, then) >= level(offered, now)
    timeline = join_periods(periods)
    assert loses_nothing(timeline, slot(now), slot(then)) == (as_long and fits)
