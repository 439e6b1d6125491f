"""Can all of some people be placed?"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from oneonone.planner.report.sharpening import Sharpened, Sharpener
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.certify import SCALE
from oneonone.planner.solve.highs import best_whole
from oneonone.planner.solve.instance import Instance, Offers
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.solve.model import Face, Model, make_model
from oneonone.planner.solve.relaxation import Relaxation

MOST_COLUMNS = 1500  # that branch and bound is asked about


class UndecidedError(UnfinishedError):
    """Neither a bound nor a vertex tells, and branch and bound would take too long."""


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


def find_misfits(instance: Instance, names: Collection[str], budget: Budget) -> set[str]:
    """Give some of these people who cannot all be placed; none where all of them can.

    Raises `UndecidedError`, `UnfinishedError` when the budget is spent, and `TooLargeError`.
    """
    only = restricted(instance, names)
    candidates = find_candidates(only)
    people = np.unique(candidates.person)
    if len(people) < len(only.names):
        lost = set(range(len(only.names))) - set(people.tolist())
        return {only.names[min(lost)]} | {pin.person for pin in only.pinned}
    unpriced = _unpriced(make_model(only, candidates), budget)
    if not len(unpriced):
        return set()
    return {only.names[who] for who in unpriced.tolist()} | {pin.person for pin in only.pinned}


def _unpriced(model: Model, budget: Budget) -> np.ndarray:
    """Give people of a model that cannot all be placed.

    Leaving somebody out lowers the bound by their price. Where that is 1 or more, what is left does
    not fit either.
    """
    relaxation = Relaxation(model, budget)
    placed = model.objectives[0]
    face = Face(np.zeros(model.columns, bool), np.zeros(model.rows, bool))
    vertex = relaxation.maximise(placed, face)
    sharpened = Sharpener(model, relaxation).sharpen(placed, face, vertex, goal=model.people)
    if sharpened.certificate.value < model.people:
        return np.flatnonzero(sharpened.certificate.price[: model.people] < SCALE)
    fits = sharpened.point() is not None or _fits(model, sharpened, budget)
    return np.arange(0 if fits else model.people)


def _fits(model: Model, sharpened: Sharpened, budget: Budget) -> bool:
    if model.columns > MOST_COLUMNS:
        raise UndecidedError
    best = best_whole(model, model.objectives[0], sharpened.face, budget)
    return int(best.sum()) == model.people
