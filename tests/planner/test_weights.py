"""Levels in one value come in the order they have one by one."""

from dataclasses import replace

import numpy as np
import pytest
from planner.points import faces

from oneonone.planner.solve import weights
from oneonone.planner.solve.weights import outweighing


@pytest.mark.parametrize("heaviest", [2**26, 2000, 60])
@pytest.mark.parametrize("seed", range(40))
def test_each_level_outweighs_all_after_it(
    seed: int, heaviest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "HEAVIEST", heaviest)
    for model, face, points in faces(seed):
        given = outweighing(model, face, model.objectives)
        assert given[-1] == 1
        assert given[0] <= heaviest
        forms = model.objectives[: len(given)]
        levels = sorted({tuple((forms @ point).tolist()) for point in points})
        values = [int(np.dot(given, each)) for each in levels]
        assert values == sorted(set(values))


def test_what_is_light_enough_is_taken_at_once() -> None:
    taken = [
        len(outweighing(model, face, model.objectives))
        for seed in range(40)
        for model, face, _ in faces(seed)
    ]
    assert set(taken) == {5}


def test_what_is_all_shut_weighs_nothing() -> None:
    model, face, _ = next(faces(1))
    shut = replace(face, shut=np.ones_like(face.shut))
    assert outweighing(model, shut, model.objectives) == [1, 1, 1, 1, 1]


def test_too_heavy_a_level_is_taken_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "HEAVIEST", 1)
    for model, face, points in faces(1):
        if len(points) > 1:
            assert outweighing(model, face, model.objectives) == [1]
