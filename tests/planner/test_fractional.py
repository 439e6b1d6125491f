"""Problems whose relaxation promises what no schedule keeps, found among random ones."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from planner.brute_force import best_levels
from planner.monday import plan

from oneonone.planner import Problem, make_plan, parse_problem, verify
from oneonone.planner.solve.answer import solve
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.certify import SCALE, certify, narrow
from oneonone.planner.solve.greedy import fill
from oneonone.planner.solve.instance import make_instance, score
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.solve.model import make_model, whole_face
from oneonone.planner.solve.relaxation import Relaxation

PATHS = sorted(Path(__file__).parent.joinpath("fractional").glob("*.json"))


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def problem(request: pytest.FixtureRequest) -> Problem:
    path: Path = request.param
    return parse_problem(path.read_bytes())


def test_no_schedule_is_better(problem: Problem) -> None:
    made = plan(problem)
    assert made.optimal
    assert made.levels == best_levels(problem)


def test_the_relaxation_promises_more(problem: Problem) -> None:
    """Follow its bounds from level to level: one is fractional, or beyond the best schedule."""
    instance = make_instance(problem)
    model = make_model(instance, find_candidates(instance))
    relaxation, face = Relaxation(model, Budget(20)), whole_face(model)
    promises = []
    for form in model.objectives:
        vertex = relaxation.maximise(form, face)
        certificate = certify(model, face, form, vertex.duals)
        promises.append(certificate.bound / SCALE)
        if certificate.bound % SCALE:
            break
        face = narrow(face, certificate, certificate.value, ())
    pinned = score(instance, instance.pinned)
    best = np.array(best_levels(problem)[:5]) - np.array(pinned[:5])
    signs = np.array([1, 1, -1, 1, -60 / model.unit])
    assert not np.allclose(promises, (best * signs).astype(float)[: len(promises)])


@pytest.mark.parametrize("ticks", range(12))
def test_whenever_the_clock_stops_the_answer_holds(problem: Problem, ticks: int) -> None:
    """The clock ticks a second each time it is read, so every stage is the last one once."""
    instance = make_instance(problem)
    answer = solve(instance, Budget(ticks, clock=itertools.count().__next__))
    levels = score(instance, answer.meetings)
    first_come = score(instance, fill(instance, instance.pinned))
    assert first_come.rank() <= levels.rank() <= best_levels(problem).rank() <= answer.bound.rank()


def test_the_solver_keeps_to_the_time_it_is_given(problem: Problem) -> None:
    made = make_plan(problem, budget_seconds=1e-5)
    assert verify(problem, made) == ()
    instance = make_instance(problem)
    answer = solve(instance, Budget(1e-9, clock=lambda: 0.0))
    assert answer.bound.rank() >= best_levels(problem).rank()
    assert answer.bound != score(instance, answer.meetings)
