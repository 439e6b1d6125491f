"""The linear relaxation of a model, asked for one face after the other."""

import numpy as np

from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.highs import (
    CLOSE,
    Floats,
    add_row,
    answer,
    limits,
    load,
    positions,
    restrict,
    set_cost,
)
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Flags, Model, Row

DUAL_SIMPLEX, PRIMAL_SIMPLEX = 1, 4
DANTZIG, DEVEX = 0, 1


class Vertex:
    """A best point of a face, and the duals of its rows and then of its further rows."""

    def __init__(self, point: Floats, duals: Floats) -> None:
        self.point = point
        self.duals = duals

    def is_whole(self) -> bool:
        return bool(np.abs(self.point - np.rint(self.point)).max() < CLOSE)

    def worth(self, form: Integers) -> float:
        return float((form * self.point).sum())


class Relaxation:
    """Keeps its basis from one face to the next.

    Of the rows HiGHS knows those where one of the columns that it knows begins: the others hold no
    column that the row before them does not.
    """

    def __init__(self, model: Model, budget: Budget, near: Flags | None = None) -> None:
        self._model = model
        self._budget = budget
        self._further: tuple[Row, ...] = ()
        self._strategy = DUAL_SIMPLEX
        columns = np.arange(model.columns) if near is None else np.flatnonzero(near)
        self._tell(columns, model.begun(columns))

    def maximise(self, cost: Integers | Floats, face: Face, *, ties: bool = True) -> Vertex:
        """Find a vertex of the face where `cost` is highest.

        Where there may be `ties`, HiGHS perturbs the cost, and finds out about it in the end.
        Raises `EmptyFaceError`, and `UnfinishedError` when the budget is spent.
        """
        self._restrict(face)
        set_cost(self._highs, cost[self._columns])
        self._put(face.further)
        self._highs.setOptionValue("dual_simplex_cost_perturbation_multiplier", float(ties))
        vertex = self._run(self._strategy)
        self._go_on()
        return vertex

    def cut(self, rows: tuple[Row, ...]) -> Vertex:
        """Find a vertex for the same cost and face once more, with further rows."""
        self._put(self._further + rows)
        return self._run(DUAL_SIMPLEX)

    def _run(self, strategy: int) -> Vertex:
        self._highs.setOptionValue("simplex_strategy", strategy)
        answer(self._highs, self._budget)
        solution = self._highs.getSolution()
        point = np.zeros(self._model.columns)
        point[self._columns] = solution.col_value
        own, further = np.split(np.array(solution.row_dual), [len(self._rows)])
        duals = np.zeros(self._model.rows)
        duals[self._rows] = own
        return Vertex(point, -np.append(duals, further))  # HiGHS minimises

    def _go_on(self) -> None:
        """Go on from the basis found: it stays feasible where the face only narrows."""
        self._highs.setOptionValue("simplex_dual_edge_weight_strategy", DANTZIG)
        self._highs.setOptionValue("primal_simplex_bound_perturbation_multiplier", 0.0)
        self._strategy = PRIMAL_SIMPLEX

    def _tell(self, columns: Integers, rows: Integers) -> None:
        self._columns, self._rows = columns, rows
        self._position = positions(columns, self._model.columns)
        self._highs = load(self._model, columns, rows)
        self._highs.setOptionValue("simplex_scale_strategy", 0)  # nothing is out of scale
        self._highs.setOptionValue("simplex_dual_edge_weight_strategy", DEVEX)
        self._limits = np.zeros(len(columns), bool), np.zeros(len(rows), bool)
        for row in self._further:
            add_row(self._highs, row, self._position)

    def _restrict(self, face: Face) -> None:
        limits = face.shut[self._columns], face.tight[self._rows]
        if not all(map(np.array_equal, limits, self._limits)):
            restrict(self._highs, *limits)
            self._limits = limits

    def _put(self, rows: tuple[Row, ...]) -> None:
        """Replace the further rows; those that stay keep their place in the basis."""
        pairs = zip(self._further, rows, strict=False)
        kept = next((at for at, (old, new) in enumerate(pairs) if not _alike(old, new)), None)
        if kept is None:
            kept = min(len(self._further), len(rows))
        first = len(self._rows)
        stale = np.arange(first + kept, first + len(self._further), dtype=np.int32)
        self._highs.deleteRows(len(stale), stale)
        for position, row in enumerate(rows[:kept], first):
            self._highs.changeRowBounds(position, *limits(row))
        for row in rows[kept:]:
            add_row(self._highs, row, self._position)
        self._further = rows


def _alike(one: Row, other: Row) -> bool:
    return (
        one.columns is other.columns and one.factors is other.factors and one.limit == other.limit
    )
