"""Branch and bound finds a best whole point of a face, or that there is none."""

from dataclasses import replace

import numpy as np
import pytest
from planner.points import faces
from planner.random_problems import random_problem

from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.highs import EmptyFaceError, best_whole, proves_empty
from oneonone.planner.solve.instance import make_instance
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.solve.model import Row, make_model, whole_face


@pytest.mark.parametrize("seed", range(40))
def test_no_whole_point_is_worth_more(seed: int) -> None:
    luck = np.random.default_rng(seed)
    for model, face, points in faces(seed):
        cost = luck.integers(0, 9, model.columns)
        found = best_whole(model, cost, face, Budget(20))
        assert any((found == point).all() for point in points)
        assert int(cost @ found) == int((points @ cost).max())
        assert not proves_empty(model, face, Budget(20))


@pytest.mark.parametrize(("meeting", "liked"), [(1, 0), (0, 9), (1_000_000, 9)])
def test_nothing_is_worth_more_than_the_best(meeting: int, liked: int) -> None:
    for seed in range(0, 60, 2):
        instance = make_instance(random_problem(seed))
        model = make_model(instance, find_candidates(instance))
        luck = np.random.default_rng(seed)
        cost = meeting + luck.integers(0, liked, model.columns, endpoint=True)
        best = int(cost @ best_whole(model, cost, whole_face(model), Budget(20)))
        better = Row(np.arange(model.columns), -cost, -best - 1, tight=False)
        with pytest.raises(EmptyFaceError):
            best_whole(model, cost, replace(whole_face(model), further=(better,)), Budget(20))
