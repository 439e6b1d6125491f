"""Levels as one value, where the numbers stay small enough for it."""

import numpy as np

from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model

HEAVIEST = 2**26  # weight: duals of floats, and their certificates, stay exact


def outweighing(model: Model, face: Face, forms: Integers) -> list[int]:
    """Give weights by which each of the first forms outweighs all after it, while they are small.

    Within them no change of the later forms makes up for one of an earlier form.
    """
    spreads = _spreads(model, face, forms)
    for count in range(len(forms), 1, -1):
        weights = [1]
        for spread in spreads[count - 1 : 0 : -1]:
            weights.append(weights[-1] * (spread + 1))
        if weights[-1] <= HEAVIEST:
            return weights[::-1]
    return [1]


def _spreads(model: Model, face: Face, forms: Integers) -> list[int]:
    """Give by how much at most each form can differ between two whole points of a face."""
    columns = np.flatnonzero(~face.shut)
    if not len(columns):
        return [0] * len(forms)
    person = model.person[columns]
    first = np.flatnonzero(np.diff(person, prepend=-1))
    values, free = forms[:, columns], ~face.tight[person[first]]
    highest = np.maximum.reduceat(values, first, axis=1)
    lowest = np.minimum.reduceat(values, first, axis=1)
    highest[:, free] = np.maximum(highest[:, free], 0)
    lowest[:, free] = np.minimum(lowest[:, free], 0)
    spreads: list[int] = (highest - lowest).sum(axis=1).tolist()
    return spreads
