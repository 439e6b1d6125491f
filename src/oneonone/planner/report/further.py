"""What each further half hour of the owner's would be worth."""

from collections.abc import Iterator

import numpy as np

from oneonone.planner.report.columns import HALF_HOUR, OWN, Columns
from oneonone.planner.report.prices import Prices
from oneonone.planner.report.values import FurtherTime
from oneonone.planner.solve.certify import SCALE
from oneonone.planner.solve.instance import Instance, Integers, moment

MOST_SHOWN = 10


def find_further(instance: Instance, columns: Columns, prices: Prices) -> tuple[FurtherTime, ...]:
    """Give the half hours that make the best schedule better, the most first, then the earliest.

    Prices tell how much each can be worth at most, so that few have to be tried.
    """
    found: list[tuple[int, int]] = []  # the value, negative, and the half hour
    for most, half in _promises(columns, prices):
        if len(found) >= MOST_SHOWN and sorted(found)[MOST_SHOWN - 1] <= (-most, half):
            break
        value = prices.value(prices.shut & (columns.half != half))
        if value > prices.best:
            found.append((-value, half))
    return tuple(
        _further(instance, prices, -value, half) for value, half in sorted(found)[:MOST_SHOWN]
    )


def _promises(columns: Columns, prices: Prices) -> Iterator[tuple[int, int]]:
    """Give what the best schedule may be worth with each half hour, the most first."""
    profit = prices.profit()
    halves = np.unique(columns.half[columns.half != OWN])
    most = [
        (-((prices.bound() + _most_apart(columns, profit, half)) // SCALE), half)
        for half in halves.tolist()
    ]
    for value, half in sorted(most):
        if -value > prices.best:
            yield -value, half


def _most_apart(columns: Columns, profit: Integers, half: int) -> int:
    """Give the highest sum of profits of meetings in a half hour that don't clash."""
    them = columns.candidates
    held = np.flatnonzero((columns.half == half) & (profit > 0))
    held = held[np.argsort(them.until[held], kind="stable")]
    until = them.until[held]
    before = np.searchsorted(until, them.start[held], "right").tolist()
    best = [0]
    for position, worth in zip(before, profit[held].tolist(), strict=True):
        best.append(max(best[-1], best[position] + worth))
    return best[-1]


def _further(instance: Instance, prices: Prices, value: int, half: int) -> FurtherTime:
    start = half * HALF_HOUR - instance.zero
    placed, preference = prices.levels(value)
    best_placed, best_preference = prices.levels(prices.best)
    return FurtherTime(
        moment(instance, start),
        moment(instance, start + HALF_HOUR),
        placed - best_placed,
        preference - best_preference,
    )
