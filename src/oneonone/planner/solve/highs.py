"""HiGHS, as two questions: the best point of a face, and the best whole point of one."""

from dataclasses import replace

import highspy
import numpy as np
import numpy.typing as npt
from highspy import HighsModelStatus

from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model, Row

Floats = npt.NDArray[np.float64]
DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4
CLOSE = 1e-6  # floats this close to whole numbers stand for them, until integers judge


class EmptyFaceError(Exception):
    """A face without any point, or any whole one."""


class Vertex:
    """A best point of a face, and the duals of its rows and then of its further rows."""

    def __init__(self, solution: highspy.HighsSolution) -> None:
        self.point: Floats = np.array(solution.col_value)
        self.duals: Floats = -np.array(solution.row_dual)  # HiGHS minimises

    def is_whole(self) -> bool:
        return bool(np.abs(self.point - np.rint(self.point)).max() < CLOSE)


class Relaxation:
    """The linear relaxation of a model; keeps its basis from one face to the next."""

    def __init__(self, model: Model, budget: Budget) -> None:
        self._rows = model.rows
        self._budget = budget
        self._further: tuple[Row, ...] = ()
        self._highs = _load(model, np.arange(model.columns))
        self._strategy = DUAL_SIMPLEX

    def maximise(self, cost: Integers, face: Face) -> Vertex:
        """Find a vertex of the face where `cost` is highest.

        Raises `EmptyFaceError`, and `UnfinishedError` when the budget is spent.
        """
        _restrict(self._highs, face.shut, face.tight)
        _price(self._highs, cost)
        self._put(face.further)
        vertex = self._run(self._strategy)
        self._strategy = PRIMAL_SIMPLEX  # a basis found stays feasible where the face only narrows
        return vertex

    def cut(self, rows: tuple[Row, ...]) -> Vertex:
        """Find a vertex for the same cost and face once more, with further rows."""
        self._put(self._further + rows)
        return self._run(DUAL_SIMPLEX)

    def _run(self, strategy: int) -> Vertex:
        self._highs.setOptionValue("simplex_strategy", strategy)
        _answer(self._highs, self._budget)
        return Vertex(self._highs.getSolution())

    def _put(self, rows: tuple[Row, ...]) -> None:
        """Replace the further rows; those that stay keep their place in the basis."""
        pairs = zip(self._further, rows, strict=False)
        kept = next((at for at, (old, new) in enumerate(pairs) if not _alike(old, new)), None)
        if kept is None:
            kept = min(len(self._further), len(rows))
        stale = np.arange(self._rows + kept, self._rows + len(self._further), dtype=np.int32)
        self._highs.deleteRows(len(stale), stale)
        for position, row in enumerate(rows[:kept], self._rows):
            self._highs.changeRowBounds(position, *_limits(row))
        for row in rows[kept:]:
            _add_row(self._highs, row)
        self._further = rows


def price_rows(model: Model, cost: Integers, budget: Budget) -> Floats:
    """Give duals of the rows that nearly bound `cost`, by interior point: no vertex, but central.

    Raises `UnfinishedError` when the budget is spent.
    """
    highs = _load(model, np.arange(model.columns))
    _price(highs, cost)
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    highs.setOptionValue("presolve", "off")  # its duals lose precision on the way back
    _run(highs, budget)
    budget.left()
    return -np.array(highs.getSolution().row_dual)


def best_whole(model: Model, cost: Integers, face: Face, budget: Budget) -> Integers:
    """Find a whole point (0 or 1 a column) of the face where `cost` is highest.

    Raises `EmptyFaceError`, and `UnfinishedError` when the budget is spent. That there is none, or
    none better, is HiGHS's word: branch and bound leaves no certificate.
    """
    columns = np.flatnonzero(~face.shut)
    highs = _load_whole(model, columns, face)
    _price(highs, cost[columns])
    _answer(highs, budget)
    point = np.zeros(model.columns, np.int64)
    point[columns] = np.rint(highs.getSolution().col_value)
    return point


def proves_empty(model: Model, face: Face, budget: Budget) -> bool:
    """Tell whether the first node of a MIP search shows that no whole point is on the face."""
    highs = _load_whole(model, np.flatnonzero(~face.shut), face)
    highs.setOptionValue("mip_max_nodes", 1)
    highs.setOptionValue("mip_heuristic_effort", 0.0)
    return bool(_run(highs, budget) == HighsModelStatus.kInfeasible)


def _load(model: Model, columns: Integers) -> highspy.Highs:
    counts = np.diff(model.first)
    kept = np.zeros(model.columns, bool)
    kept[columns] = True
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(columns), model.rows
    lp.col_cost_ = lp.col_lower_ = np.zeros(len(columns))
    lp.col_upper_ = np.full(len(columns), highspy.kHighsInf)  # its person's row caps it at 1
    lp.row_lower_ = np.full(model.rows, -highspy.kHighsInf)
    lp.row_upper_ = np.ones(model.rows)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.append(0, np.cumsum(counts[columns]))
    lp.a_matrix_.index_ = model.row[np.repeat(kept, counts)]
    lp.a_matrix_.value_ = np.ones(counts[columns].sum())
    highs = highspy.Highs()  # type: ignore[no-untyped-call]  # its stubs leave it bare
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.passModel(lp)
    return highs


def _load_whole(model: Model, columns: Integers, face: Face) -> highspy.Highs:
    highs = _load(model, columns)
    _restrict(highs, np.zeros(len(columns), bool), face.tight)
    position = np.full(model.columns, -1)
    position[columns] = np.arange(len(columns))
    for row in face.further:
        at = position[row.columns]
        _add_row(highs, replace(row, columns=at[at >= 0], factors=row.factors[at >= 0]))
    whole = np.full(len(columns), highspy.HighsVarType.kInteger.value, np.uint8)
    highs.changeColsIntegrality(len(columns), _numbers(columns), whole)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.5)  # values are whole: closer than 1 is equal
    return highs


def _restrict(
    highs: highspy.Highs, shut: npt.NDArray[np.bool_], tight: npt.NDArray[np.bool_]
) -> None:
    upper = np.where(shut, 0.0, highspy.kHighsInf)
    lower = np.where(tight, 1.0, -highspy.kHighsInf)
    highs.changeColsBounds(len(upper), _numbers(upper), np.zeros_like(upper), upper)
    highs.changeRowsBounds(  # type: ignore[attr-defined]  # not in the stubs
        len(lower), _numbers(lower), lower, np.ones_like(lower)
    )


def _price(highs: highspy.Highs, cost: Integers) -> None:
    highs.changeColsCost(len(cost), _numbers(cost), -cost.astype(np.float64))


def _add_row(highs: highspy.Highs, row: Row) -> None:
    columns, factors = row.columns.astype(np.int32), row.factors.astype(np.float64)
    highs.addRow(*_limits(row), len(columns), columns, factors)


def _limits(row: Row) -> tuple[float, float]:
    return row.limit if row.tight else -highspy.kHighsInf, row.limit


def _alike(one: Row, other: Row) -> bool:
    return (
        one.columns is other.columns and one.factors is other.factors and one.limit == other.limit
    )


def _numbers(array: npt.NDArray[np.generic]) -> npt.NDArray[np.int32]:
    return np.arange(len(array), dtype=np.int32)


def _answer(highs: highspy.Highs, budget: Budget) -> None:
    status = _run(highs, budget)
    if status == HighsModelStatus.kInfeasible:
        raise EmptyFaceError
    if status != HighsModelStatus.kOptimal:
        raise UnfinishedError


def _run(highs: highspy.Highs, budget: Budget) -> HighsModelStatus:
    highs.setOptionValue("time_limit", highs.getRunTime() + budget.left())  # counts over all runs
    highs.run()
    return highs.getModelStatus()
