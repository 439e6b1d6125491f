"""Bounds by weak duality, in integers: what a solver's floats suggest, proven or not.

Any multipliers give a bound: non-negative ones for rows that keep a limit, any for tight ones. A
float dual is rounded to a multiple of 1/`SCALE`, and everything after is exact.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model, Row

SCALE = 720720  # every denominator up to 16 divides it: duals here are mostly wholes and halves
LARGEST = 2.0**40  # of a multiplier: sums over all columns stay within 64 bits


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proof that no whole point of a face exceeds `bound` / `SCALE`.

    `reduced` (by column) and `price` (by row, `further` ones apart) say by how much less: a point
    is worth `bound`, less `reduced` of each column it takes (of each it leaves, where negative),
    less `price` of each row for each unit it leaves slack.
    """

    bound: int
    reduced: Integers
    price: Integers
    further: Integers

    @property
    def value(self) -> int:
        """The largest whole value that the bound allows."""
        return self.bound // SCALE


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
    bound -= int(np.minimum(reduced, 0)[~face.shut].sum())
    return Certificate(bound, reduced, price, further)


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
        shut=face.shut | (certificate.reduced > spare),
        tight=face.tight | (certificate.price > spare),
        further=further + (demands if spare else ()),
    )
