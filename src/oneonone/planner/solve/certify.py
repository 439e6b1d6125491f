"""Bounds by weak duality, in integers: what a solver's floats suggest, proven or not.

Any multipliers give a bound: non-negative ones for rows that keep a limit, any for tight ones. A
float dual is rounded to a multiple of 1/`SCALE`, and everything after is exact.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Flags, Model, Row

SCALE = 720720  # every denominator up to 16 divides it: duals here are mostly wholes and halves
LARGEST = 2.0**48  # of a multiplier: sums over all columns stay within 64 bits


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proof that no whole point of a face exceeds `bound` / `SCALE`.

    `reduced` (by column) and `price` (by row, `further` ones apart) say by how much less: a point
    is worth `bound`, less `reduced` of each column it takes, less `price` of each row for each unit
    it leaves slack. What is shut may be underpriced.
    """

    bound: int
    reduced: Integers
    price: Integers
    further: Integers

    @property
    def value(self) -> int:
        """The largest whole value that the bound allows."""
        return self.bound // SCALE

    def beyond(self, value: int) -> Flags:
        """Tell which columns no whole point worth `value` takes."""
        far: Flags = self.reduced > self.bound - SCALE * value
        return far


def certify(
    model: Model, face: Face, cost: Integers, duals: npt.NDArray[np.float64]
) -> Certificate:
    """Turn float duals, rows and then further rows, into a certificate for maximal `cost`."""
    scaled = np.rint(np.clip(duals, -LARGEST / SCALE, LARGEST / SCALE) * SCALE).astype(np.int64)
    tight = np.append(face.tight, [row.tight for row in face.further]).astype(bool)
    price, further = np.split(np.where(tight, scaled, np.maximum(scaled, 0)), [model.rows])
    reduced = model.weigh(price) - SCALE * cost
    bound = int(price.sum())
    for row, multiplier in zip(face.further, further.tolist(), strict=True):
        reduced[row.columns] += multiplier * row.factors
        bound += multiplier * row.limit
    charged = _charged(model, np.where(face.shut, 0, reduced))
    price[: model.people] += charged
    reduced += charged[model.person]
    bound += int(charged.sum())
    return Certificate(bound, reduced, price, further)


def _charged(model: Model, reduced: Integers) -> Integers:
    """Give by how much to raise each person's price, for no open column to be underpriced."""
    charged = np.zeros(model.people, np.int64)
    under = np.flatnonzero(reduced < 0)
    np.maximum.at(charged, model.person[under], -reduced[under])
    return charged


def narrow(face: Face, certificate: Certificate, value: int, demands: tuple[Row, ...]) -> Face:
    """Keep of a face every whole point worth `value`, and as little else as the proof allows.

    `demands` say the same as equations: needed only where the bound lies above the value.
    """
    spare = certificate.bound - SCALE * value
    further = tuple(
        replace(row, tight=row.tight or price > spare)
        for row, price in zip(face.further, certificate.further.tolist(), strict=True)
    )
    return Face(
        shut=face.shut | certificate.beyond(value),
        tight=face.tight | (certificate.price > spare),
        further=further + (demands if spare else ()),
    )
