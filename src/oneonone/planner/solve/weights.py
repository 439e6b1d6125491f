"""Levels as one value, where the numbers stay small enough for it."""

import numpy as np

from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model

HEAVIEST = 2**26  # weight: duals of floats, and their certificates, stay exact


def outweighing(model: Model, face: Face, forms: Integers) -> list[int]:
    """Give weights by which each of the first forms outweighs all after it, while they are small.

    Within them no change of the later forms makes up for one of an earlier form.
    """
    spreads = [_spread(model, face, form) for form in forms]
    for count in range(len(forms), 1, -1):
        weights = [1]
        for spread in spreads[count - 1 : 0 : -1]:
            weights.append(weights[-1] * (spread + 1))
        if weights[-1] <= HEAVIEST:
            return weights[::-1]
    return [1]


def _spread(model: Model, face: Face, form: Integers) -> int:
    """Give by how much at most a form can differ between two whole points of a face."""
    columns = np.flatnonzero(~face.shut)
    if not len(columns):
        return 0
    person = model.person[columns]
    first = np.flatnonzero(np.diff(person, prepend=-1))
    values, stays = form[columns], face.tight[person[first]]
    highest, lowest = np.maximum.reduceat(values, first), np.minimum.reduceat(values, first)
    highest[~stays] = np.maximum(highest[~stays], 0)
    lowest[~stays] = np.minimum(lowest[~stays], 0)
    return int((highest - lowest).sum())
