"""HiGHS by itself on the planner's model: its relaxation, and its MIP level by level."""

import time
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt
from highspy import HighsModelStatus
from usage import measure

from oneonone.planner import Problem
from oneonone.planner.solve.instance import MINUTE, Integers, make_instance
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.solve.model import Model, make_model
from oneonone.planner.solve.pair import make_pair

SIGNS = (1, 1, -1, 1, -1)  # of the levels, in a model that is maximised


def relaxation(problem: Problem, budget: float, *, interior_point: bool = False) -> dict[str, Any]:
    """Bound levels 1 and 2 together; only HiGHS's own work is timed, not the model's making."""
    model = _model(problem)
    cost = make_pair(model).cost

    def work() -> highspy.Highs:
        highs = _load(model, cost)
        highs.setOptionValue("time_limit", budget)
        highs.setOptionValue("solver", "ipm" if interior_point else "simplex")
        if interior_point:
            highs.setOptionValue("run_crossover", "off")
        highs.run()
        return highs

    highs, used = measure(work)
    in_time = highs.getModelStatus() != HighsModelStatus.kTimeLimit
    return used | {"levels": [], "proven": in_time}


def mip(problem: Problem, budget: float) -> dict[str, Any]:
    """Maximise each level by branch and bound, those before it held fast by equations."""
    (values, unit, proven), used = measure(lambda: _by_levels(problem, budget))
    levels: list[float] = [sign * value for sign, value in zip(SIGNS, values, strict=False)]
    if len(levels) == len(SIGNS):
        levels[-1] = levels[-1] * unit / MINUTE
    return used | {"levels": levels, "proven": proven}


def _by_levels(problem: Problem, budget: float) -> tuple[list[int], int, bool]:
    ends = time.monotonic() + budget
    model = _model(problem)
    highs = _load(model, model.objectives[0])
    whole = np.full(model.columns, highspy.HighsVarType.kInteger.value, np.uint8)
    highs.changeColsIntegrality(model.columns, _numbers(model.columns), whole)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.5)
    values: list[int] = []
    for form in model.objectives:
        left = max(ends - time.monotonic(), 0.01)
        highs.setOptionValue("time_limit", highs.getRunTime() + left)
        highs.changeColsCost(model.columns, _numbers(model.columns), -form.astype(float))
        highs.run()
        found = np.array(highs.getSolution().col_value)
        if len(found) and highs.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible:
            values.append(int(form @ np.rint(found).astype(np.int64)))
        if highs.getModelStatus() != HighsModelStatus.kOptimal:
            return values, model.unit, False
        held = np.flatnonzero(form)
        factors = form[held].astype(float)
        highs.addRow(values[-1], values[-1], len(held), held.astype(np.int32), factors)
    return values, model.unit, True


def _model(problem: Problem) -> Model:
    instance = make_instance(problem)
    return make_model(instance, find_candidates(instance))


def _load(model: Model, cost: Integers) -> highspy.Highs:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = model.columns, model.rows
    lp.col_cost_ = -cost.astype(float)
    lp.col_lower_, lp.col_upper_ = np.zeros(model.columns), np.ones(model.columns)
    lp.row_lower_ = np.full(model.rows, -highspy.kHighsInf)
    lp.row_upper_ = np.ones(model.rows)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = model.first, model.row
    lp.a_matrix_.value_ = np.ones(len(model.row))
    highs = highspy.Highs()
    highs.silent()
    highs.passModel(lp)
    return highs


def _numbers(count: int) -> npt.NDArray[np.int32]:
    return np.arange(count, dtype=np.int32)
