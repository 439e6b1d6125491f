"""Cuts cut the vertex off and nothing whole; and the search is right without them."""

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from planner.brute_force import best_levels
from planner.monday import plan
from planner.points import whole_points
from planner.random_problems import random_problem

from oneonone.planner import parse_problem
from oneonone.planner.solve import answer, focus, pricing, rounds, search
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.cuts import find_cuts
from oneonone.planner.solve.highs import CLOSE
from oneonone.planner.solve.instance import make_instance, score
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.solve.model import make_model, whole_face
from oneonone.planner.solve.relaxation import Relaxation

PATHS = sorted(Path(__file__).parent.joinpath("fractional").glob("*.json"))
SEEDS = range(0, 60, 2)  # crowded
FEW = 40  # columns


def test_cuts_are_kept_by_whole_points_and_broken_by_the_vertex() -> None:
    found: list[int] = []
    for seed in SEEDS:
        instance = make_instance(random_problem(seed))
        candidates = find_candidates(instance)
        if not 0 < len(candidates) < FEW:
            continue
        model = make_model(instance, candidates)
        points = np.zeros((0, model.columns), np.int64)
        luck = np.random.default_rng(seed)
        for _ in range(30):
            cost = luck.integers(1, 9, model.columns)
            face, relaxation = whole_face(model), Relaxation(model, Budget(20))
            vertex = relaxation.maximise(cost, face)
            while cuts := find_cuts(model, face, vertex.point):
                points = points if len(points) else whole_points(model)
                found += [len(face.further)] * len(cuts)
                for cut in cuts:
                    assert cut.factors @ vertex.point[cut.columns] > cut.limit + CLOSE
                    assert (points[:, cut.columns] @ cut.factors).max() <= cut.limit
                face = replace(face, further=face.further + cuts)
                vertex = relaxation.cut(cuts)
    assert len(found) > 20
    assert max(found) > 0  # some are made of cuts


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_without_cuts_the_search_finds_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "find_cuts", lambda *_: ())
    problem = parse_problem(path.read_bytes())
    made = plan(problem)
    assert made.optimal
    assert made.levels == best_levels(problem)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_where_no_refutation_is_easy_it_still_does(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "proves_empty", lambda *_: False)
    test_without_cuts_the_search_finds_the_same(path, monkeypatch)


@pytest.fixture(params=[0, 20_000], ids=["interior point", "simplex"])
def _priced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let even the smallest model be priced, and be told anew with each face."""
    monkeypatch.setattr(pricing, "SMALL", 0)
    monkeypatch.setattr(pricing, "LARGE", request.param)
    monkeypatch.setattr(focus, "FEW", 0)
    monkeypatch.setattr(focus, "ROOM", 1)


@pytest.mark.usefixtures("_priced")
@pytest.mark.parametrize("ticks", range(12))
def test_whenever_the_clock_stops_a_price_bounds_it(ticks: int) -> None:
    for path in PATHS:
        instance = make_instance(parse_problem(path.read_bytes()))
        found = answer.solve(instance, Budget(ticks, clock=itertools.count().__next__))
        best = best_levels(instance.problem).rank()
        assert score(instance, found.meetings).rank() <= best <= found.bound.rank()


@pytest.mark.usefixtures("_priced")
def test_among_candidates_of_a_price_it_finds_the_same() -> None:
    for seed in SEEDS:
        problem = random_problem(seed)
        made = plan(problem)
        assert made.optimal
        assert made.levels == best_levels(problem)


@pytest.mark.usefixtures("_priced")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_where_the_price_promises_too_much_it_does_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = parse_problem(path.read_bytes())
    assert plan(problem).levels == best_levels(problem)
    test_without_cuts_the_search_finds_the_same(path, monkeypatch)
