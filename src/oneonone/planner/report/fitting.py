"""Can all of some people be placed?"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from oneonone.planner.report.prices import Sharpener
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.highs import EmptyFaceError, Relaxation, best_whole
from oneonone.planner.solve.instance import Instance, Offers
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.solve.model import Face, Model, make_model


def restricted(instance: Instance, names: Collection[str]) -> Instance:
    """Leave only some people, pinned ones among them."""
    kept = np.array([who for who, name in enumerate(instance.names) if name in names], np.int64)
    held = np.isin(instance.offers.who, kept)
    who, *times = (column[held] for column in instance.offers)
    return replace(
        instance,
        names=tuple(instance.names[who] for who in kept.tolist()),
        lengths=instance.lengths[kept],
        offers=Offers(np.searchsorted(kept, who), *times),
        pinned=tuple(pin for pin in instance.pinned if pin.person in names),
    )


def fit(instance: Instance, names: Collection[str], budget: Budget) -> bool:
    """Tell whether all of these people can be placed.

    Raises `UnfinishedError` when the budget is spent, `TooLargeError` where they are too many.
    """
    only = restricted(instance, names)
    candidates = find_candidates(only)
    if len(np.unique(candidates.person)) < len(only.names):
        return False
    return not only.names or _fills(make_model(only, candidates), budget)


def _fills(model: Model, budget: Budget) -> bool:
    """Tell whether everybody of a model can be placed; whole numbers have the last word."""
    relaxation = Relaxation(model, budget)
    placed = model.objectives[0]
    face = Face(np.zeros(model.columns, bool), np.zeros(model.rows, bool))
    vertex = relaxation.maximise(placed, face)
    sharpened = Sharpener(model, relaxation).sharpen(placed, face, vertex, model.people)
    if sharpened.certificate.value < model.people:
        return False
    if sharpened.point() is not None:
        return True
    face = sharpened.face
    face.tight[: model.people] = True
    try:
        best_whole(model, placed, face, budget)
    except EmptyFaceError:
        return False
    return True
