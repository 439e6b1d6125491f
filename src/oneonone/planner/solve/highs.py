"""HiGHS, told of a model, and asked for the best whole point of a face or for prices."""

import highspy
import numpy as np
import numpy.typing as npt
from highspy import HighsModelStatus

from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Flags, Model, Row, entries

Floats = npt.NDArray[np.float64]
BASIC = highspy.HighsBasisStatus.kBasic
LOWER, UPPER = highspy.HighsBasisStatus.kLower, highspy.HighsBasisStatus.kUpper
CLOSE = 1e-6  # floats this close to whole numbers stand for them, until integers judge


class EmptyFaceError(Exception):
    """A face without any point, or any whole one."""


def best_whole(model: Model, cost: Integers, face: Face, budget: Budget) -> Integers:
    """Find a whole point (0 or 1 a column) of the face where `cost` is highest.

    Raises `EmptyFaceError`, and `UnfinishedError` when the budget is spent. That there is none, or
    none better, is HiGHS's word: branch and bound leaves no certificate.
    """
    columns = np.flatnonzero(~face.shut)
    highs = _load_whole(model, columns, face)
    set_cost(highs, cost[columns])
    answer(highs, budget)
    point = np.zeros(model.columns, np.int64)
    point[columns] = np.rint(highs.getSolution().col_value)
    return point


def proves_empty(model: Model, face: Face, budget: Budget) -> bool:
    """Tell whether the first node of a MIP search shows that no whole point is on the face."""
    highs = _load_whole(model, np.flatnonzero(~face.shut), face)
    highs.setOptionValue("mip_max_nodes", 1)
    highs.setOptionValue("mip_heuristic_effort", 0.0)
    return bool(_run(highs, budget) == HighsModelStatus.kInfeasible)


def price_rows(model: Model, cost: Integers, face: Face, budget: Budget) -> tuple[Floats, float]:
    """Give duals that nearly bound `cost` on a face, by interior point: no vertex's, but central.

    Beside them, how many columns the point they belong to takes, in parts. Of the face only the
    further rows count. Raises `UnfinishedError` when the budget is spent.
    """
    everywhere = np.arange(model.columns)
    highs = load(model, everywhere, np.arange(model.rows))
    set_cost(highs, cost)
    for row in face.further:
        add_row(highs, row, everywhere)
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    _run(highs, budget)
    budget.left()
    solution = highs.getSolution()
    return -np.array(solution.row_dual), float(np.sum(solution.col_value))


def load(model: Model, columns: Integers, rows: Integers) -> highspy.Highs:
    """Tell HiGHS of some columns and rows of a model; all may be taken, at no profit yet."""
    which, row = entries(model, columns)
    at = positions(rows, model.rows)[row]
    kept = at >= 0
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # its stubs leave it bare
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("presolve", "off")  # nothing to win here, and duals lose precision
    counts = np.bincount(which[kept], minlength=len(columns))
    highs.passModel(
        len(columns),
        len(rows),
        int(counts.sum()),
        highspy.MatrixFormat.kColwise.value,
        highspy.ObjSense.kMinimize.value,
        0.0,  # added to the cost
        np.zeros(len(columns)),
        np.zeros(len(columns)),
        np.full(len(columns), highspy.kHighsInf),  # its person's row caps it at 1
        np.full(len(rows), -highspy.kHighsInf),
        np.ones(len(rows)),
        np.append(0, np.cumsum(counts)).astype(np.int32),
        at[kept].astype(np.int32),
        np.ones(int(counts.sum())),
        np.zeros(len(columns), np.int32),  # nothing has to be whole
    )
    return highs


def restrict(highs: highspy.Highs, shut: Flags, tight: Flags) -> None:
    """Shut columns, and tighten the first rows, that HiGHS knows; open and loosen all others."""
    upper = np.where(shut, 0.0, highspy.kHighsInf)
    lower = np.where(tight, 1.0, -highspy.kHighsInf)
    highs.changeColsBounds(len(upper), _numbers(upper), np.zeros_like(upper), upper)
    highs.changeRowsBounds(  # type: ignore[attr-defined]  # not in the stubs
        len(lower), _numbers(lower), lower, np.ones_like(lower)
    )


def set_cost(highs: highspy.Highs, cost: Integers | Floats) -> None:
    """Let HiGHS, which minimises, maximise `cost`."""
    highs.changeColsCost(len(cost), _numbers(cost), -cost.astype(np.float64))


def add_row(highs: highspy.Highs, row: Row, position: Integers) -> None:
    """Add a further row; `position` gives where HiGHS has a column, -1 where it has it not."""
    at = position[row.columns]
    known = at >= 0
    columns, factors = at[known].astype(np.int32), row.factors[known].astype(np.float64)
    highs.addRow(*limits(row), len(columns), columns, factors)


def basic_of(highs: highspy.Highs) -> tuple[Integers, Integers]:
    """Give which columns and which rows are basic."""
    _, basic = highs.getBasicVariables()  # type: ignore[attr-defined]  # not in the stubs
    basic = np.asarray(basic, np.int64)
    return basic[basic >= 0], -1 - basic[basic < 0]


def start_from(highs: highspy.Highs, columns: Flags, rows: Flags) -> None:
    """Start from the basis of some columns and rows; all others are at their limit."""
    basis = highspy.HighsBasis()
    basis.col_status = [BASIC if basic else LOWER for basic in columns.tolist()]
    basis.row_status = [BASIC if basic else UPPER for basic in rows.tolist()]
    basis.valid, basis.alien = True, False
    highs.setBasis(basis)


def limits(row: Row) -> tuple[float, float]:
    return row.limit if row.tight else -highspy.kHighsInf, row.limit


def positions(chosen: Integers, size: int) -> Integers:
    """Give the position of each number below `size` among the chosen ones; -1 for the others."""
    position = np.full(size, -1)
    position[chosen] = np.arange(len(chosen))
    return position


def answer(highs: highspy.Highs, budget: Budget) -> None:
    """Raises `EmptyFaceError`, and `UnfinishedError` when the budget is spent."""
    status = _run(highs, budget)
    if status == HighsModelStatus.kUnknown:  # from a bad basis its simplex may give up
        highs.clearSolver()
        status = _run(highs, budget)
    if status == HighsModelStatus.kInfeasible:
        raise EmptyFaceError
    if status != HighsModelStatus.kOptimal:
        raise UnfinishedError


def _load_whole(model: Model, columns: Integers, face: Face) -> highspy.Highs:
    highs = load(model, columns, np.arange(model.rows))
    highs.setOptionValue("presolve", "choose")
    restrict(highs, np.zeros(len(columns), bool), face.tight)
    position = positions(columns, model.columns)
    for row in face.further:
        add_row(highs, row, position)
    whole = np.full(len(columns), highspy.HighsVarType.kInteger.value, np.uint8)
    highs.changeColsIntegrality(len(columns), _numbers(columns), whole)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.5)  # values are whole: closer than 1 is equal
    return highs


def _numbers(array: npt.NDArray[np.generic]) -> npt.NDArray[np.int32]:
    return np.arange(len(array), dtype=np.int32)


def _run(highs: highspy.Highs, budget: Budget) -> HighsModelStatus:
    highs.setOptionValue("time_limit", highs.getRunTime() + budget.left())  # counts over all runs
    highs.run()
    return highs.getModelStatus()
