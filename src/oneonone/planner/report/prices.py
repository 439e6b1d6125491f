"""The best of the first two levels, and what becomes of it where some columns are shut or opened.

Everything starts from one relaxation, cut until it is whole where that can be: its certificate
prices every column.
"""

from dataclasses import replace

import numpy as np

from oneonone.planner.problem.rules import PREFERENCES
from oneonone.planner.report.asking import Asker
from oneonone.planner.report.values import Cost
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.certify import SCALE
from oneonone.planner.solve.instance import Instance, Integers
from oneonone.planner.solve.lattice import Candidates
from oneonone.planner.solve.model import Face, Flags, entries, make_model
from oneonone.planner.solve.relaxation import Vertex

HIGHEST = max(PREFERENCES)


class Prices:
    """The first two levels of the candidates, those that are `shut` left out unless asked for.

    A schedule is worth `weight` for each meeting, and what its preferences are above 1. Everything
    raises `UnfinishedError` when the budget is spent.
    """

    def __init__(
        self, instance: Instance, candidates: Candidates, shut: Flags, budget: Budget
    ) -> None:
        self.candidates = candidates
        self.shut = shut
        self._model = model = make_model(instance, candidates)
        self.weight = (HIGHEST - 1) * model.people + 1
        self._worth = (self.weight - 1) * model.objectives[0] + model.objectives[1]
        self._asker = Asker(model, self._worth, budget)
        self._base, vertex = self._asker.begin(Face(shut, np.zeros(model.rows, bool)))
        self._certificate = self._asker.certify(self._base, vertex)
        self._open = self._columns_by_row(~shut)
        self.point = self._asker.best_point(self._base, vertex)
        self.best = int(self._worth @ self.point)

    @property
    def placed(self) -> int:
        return self.best // self.weight

    def profit(self) -> Integers:
        """By how much each column can raise the bound where it is opened, in `SCALE`-ths."""
        return -np.minimum(self._certificate.reduced, 0)

    def bound(self) -> int:
        """Above which value no schedule is, in `SCALE`-ths."""
        return self._certificate.bound

    def lowest_costs(self) -> list[Cost]:
        """Give what a schedule with the column costs at least, by column."""
        most = self._certificate.bound - np.maximum(self._certificate.reduced, 0)
        return [self.cost(value) for value in (most // SCALE).tolist()]

    def cost(self, value: int) -> Cost:
        """Compare a schedule worth at most `value` with the best."""
        placed, preference = self.levels(min(value, self.best))
        best_placed, best_preference = self.levels(self.best)
        if placed < best_placed:
            return Cost(placed - best_placed, 0)
        return Cost(0, preference - best_preference)

    def levels(self, value: int) -> tuple[int, int]:
        """Give how many meetings a value stands for, and the sum of their preferences."""
        placed, above = divmod(value, self.weight)
        return placed, placed + above

    def value(self, shut: Flags) -> int:
        """Give what the best schedule without the shut columns is worth."""
        return int(self._worth @ self._asker.best_point(*self._ask(shut)))

    def places(self, shut: Flags, people: int) -> bool:
        """Tell whether a schedule without the shut columns places as many."""
        goal = self.weight * people
        face, vertex = self._ask(shut)
        if not vertex.is_whole() and self._asker.most_placed(face) < people:
            return False
        return bool(self._worth @ self._asker.best_point(face, vertex, goal) >= goal)

    def rules_out(self, shut: Flags, people: int) -> bool:
        """Tell whether prices alone show that a schedule without the shut columns places fewer.

        Rows without any other column are worth nothing then.
        """
        closed = self._columns_by_row(shut & ~self.shut)
        worthless = self._certificate.price[(closed > 0) & (closed == self._open)]
        return self._certificate.bound - int(worthless.sum()) < SCALE * self.weight * people

    def without_clashes(self, column: int) -> Flags:
        """Give what to shut so that nothing clashes with a column."""
        them = self.candidates
        clashes: Flags = (them.start < them.until[column]) & (them.until > them.start[column])
        clashes |= them.person == them.person[column]
        clashes[column] = False
        return self.shut | clashes

    def _ask(self, shut: Flags) -> tuple[Face, Vertex]:
        face = replace(self._base, shut=shut)
        return face, self._asker.ask(face, is_wider=bool((self.shut & ~shut).any()))

    def _columns_by_row(self, columns: Flags) -> Integers:
        """Count the columns that stand in each row."""
        _, rows = entries(self._model, np.flatnonzero(columns))
        return np.bincount(rows, minlength=self._model.rows)
