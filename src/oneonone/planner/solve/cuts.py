"""Rows that every whole point keeps and a fractional vertex breaks: mod-p cuts.

Any sum of rows, each taken a whole number of times, divided by p, is a row; where its factors and
its limit are rounded down no whole point breaks it (Chvátal and Gomory). It cuts a vertex off when
the rows are at their limit there, their limits do not sum to a multiple of p, and the factors of
each column of the vertex do: which rows these are is linear algebra modulo a prime (Caprara,
Fischetti and Letchford, 2000).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from oneonone.planner.solve.highs import CLOSE, Floats
from oneonone.planner.solve.model import Face, Model, Row, entries

PRIMES = (2, 3, 5, 7)

Sparse = dict[int, int]


@dataclass(slots=True)
class _Sum:
    """A sum of rows modulo a prime: how often each, its factors by column, and its limit."""

    times: Sparse
    factors: Sparse
    limit: int

    def add(self, other: "_Sum", times: int, prime: int) -> None:
        _add(self.times, other.times, times, prime)
        _add(self.factors, other.factors, times, prime)
        self.limit = (self.limit + times * other.limit) % prime


def _add(one: Sparse, other: Sparse, times: int, prime: int) -> None:
    for key, value in other.items():
        left = (one.get(key, 0) + times * value) % prime
        if left:
            one[key] = left
        else:
            del one[key]


def find_cuts(model: Model, face: Face, point: Floats) -> tuple[Row, ...]:
    """Give rows that cut the point off and no whole point of the face; none for a whole one."""
    rows = list(_rows_at_limit(model, face, point))
    for prime in PRIMES:
        sums = [
            _Sum(
                {number: 1}, {c: f % prime for c, f in factors.items() if f % prime}, limit % prime
            )
            for number, factors, limit in rows
        ]
        cuts = tuple(_divided(model, face, found.times, prime) for found in _left_over(sums, prime))
        if cuts:
            return cuts
    return ()


def _rows_at_limit(model: Model, face: Face, point: Floats) -> Iterator[tuple[int, Sparse, int]]:
    """Give the rows at their limit that hold a fractional column; further rows come last."""
    taken = np.flatnonzero(point > CLOSE)
    fractional = point < 1 - CLOSE
    column, row = entries(model, taken)
    activity = np.bincount(row, point[taken][column], model.rows)
    broken = np.bincount(row, fractional[taken][column], model.rows)
    held: dict[int, Sparse] = {
        number: {} for number in np.flatnonzero((broken > 0) & (activity > 1 - CLOSE)).tolist()
    }
    for at, number in zip(taken[column].tolist(), row.tolist(), strict=True):
        if number in held:
            held[number][at] = 1
    for number, factors in held.items():
        yield number, factors, 1
    for number, extra in enumerate(face.further, model.rows):
        if extra.factors @ point[extra.columns] > extra.limit - CLOSE:
            live = point[extra.columns] > CLOSE
            columns, factors = extra.columns[live].tolist(), extra.factors[live].tolist()
            yield number, dict(zip(columns, factors, strict=True)), extra.limit


def _left_over(sums: list[_Sum], prime: int) -> Iterator[_Sum]:
    """Give sums without any factor and with the highest limit, by elimination."""
    pivots: dict[int, _Sum] = {}
    for each in sums:
        while each.factors:
            key = max(each.factors)
            pivot = pivots.setdefault(key, each)
            if pivot is each:
                break
            times = -each.factors[key] * pow(pivot.factors[key], -1, prime)
            each.add(pivot, times % prime, prime)
        if not each.factors and each.limit:
            times = pow(-each.limit, -1, prime)
            yield _Sum({k: t * times % prime for k, t in each.times.items()}, {}, prime - 1)


def _divided(model: Model, face: Face, times: Sparse, prime: int) -> Row:
    """Give the sum of the rows divided by the prime, rounded down."""
    columns, factors, limit = [], [], 0
    for number, many in times.items():
        if number < model.rows:
            own = model.columns_of(number)
            columns.append(own)
            factors.append(np.full(len(own), many))
            limit += many
        else:
            extra = face.further[number - model.rows]
            columns.append(extra.columns)
            factors.append(many * extra.factors)
            limit += many * extra.limit
    held, at = np.unique(np.concatenate(columns), return_inverse=True)
    sums = np.zeros(len(held), np.int64)
    np.add.at(sums, at, np.concatenate(factors))
    sums //= prime
    kept = np.flatnonzero(sums)
    return Row(held[kept], sums[kept], limit // prime, tight=False)
