"""Whatever multipliers a solver hands over, what a certificate says is so."""

import numpy as np
import pytest
from planner.points import faces, holds, uses

from oneonone.planner.solve.certify import SCALE, certify, narrow

HUGE = 1e300


def random_duals(luck: np.random.Generator, count: int) -> np.ndarray:
    duals = luck.integers(-3, 9, count) / luck.integers(1, 5, count)
    duals[luck.random(count) < 0.05] = luck.choice((HUGE, -HUGE, 1e-9, -1e-9))
    return duals


@pytest.mark.parametrize("seed", range(40))
def test_a_point_is_worth_the_bound_less_what_it_takes_and_leaves(seed: int) -> None:
    luck = np.random.default_rng(seed)
    for model, face, points in faces(seed):
        cost = luck.integers(0, 9, model.columns)
        duals = random_duals(luck, model.rows + len(face.further))
        found = certify(model, face, cost, duals)
        for point in points:
            taken = np.where(point, np.maximum(found.reduced, 0), np.maximum(-found.reduced, 0))
            slack = 1 - uses(model, point)
            spare = [row.limit - int(row.factors @ point[row.columns]) for row in face.further]
            less = int(taken[~face.shut].sum() + found.price @ slack + found.further @ spare)
            assert SCALE * int(cost @ point) == found.bound - less
            assert int(cost @ point) <= found.value


@pytest.mark.parametrize("seed", range(40))
def test_nothing_that_is_worth_as_much_is_lost(seed: int) -> None:
    luck = np.random.default_rng(seed)
    for model, face, points in faces(seed):
        cost = luck.integers(0, 9, model.columns)
        duals = random_duals(luck, model.rows + len(face.further))
        value = int((points @ cost).max())
        narrower = narrow(face, certify(model, face, cost, duals), value, ())
        worth_it = [point for point in points if int(cost @ point) == value]
        assert all(holds(model, narrower, point) for point in worth_it)
