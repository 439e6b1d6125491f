"""The best of the first two levels, and what becomes of it where some columns are shut or opened.

Everything starts from one relaxation, cut until it is whole where that can be: its certificate
prices every column, and its basis is where each further question starts.
"""

from dataclasses import replace

import numpy as np

from oneonone.planner.problem.rules import PREFERENCES
from oneonone.planner.report.sharpening import Sharpener, WarmRelaxation
from oneonone.planner.report.values import Cost
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.certify import LARGEST, SCALE, Certificate, certify
from oneonone.planner.solve.highs import CLOSE, best_whole
from oneonone.planner.solve.instance import Instance, Integers
from oneonone.planner.solve.lattice import Candidates
from oneonone.planner.solve.model import Face, Flags, Model, entries, make_model
from oneonone.planner.solve.relaxation import DUAL_SIMPLEX, PRIMAL_SIMPLEX, Vertex
from oneonone.planner.solve.search import Search

BASE_ROUNDS = 12
ROUNDS = (2, 10)  # of cuts, before the rest is rounded
MOST_LEFT = 1500  # columns that branch and bound may round
HIGHEST = max(PREFERENCES)
HIGHEST_COST = int(LARGEST) // SCALE
MOST_TIE = 100


class Prices:
    """The first two levels of the candidates, those that are `shut` left out unless asked for.

    A schedule is worth `weight` for each meeting, and what its preferences are above 1. Everything
    raises `UnfinishedError` when the budget is spent.

    Among equally good schedules each question likes one best: that which the owner likes, and of
    these an early one. A vertex is seldom fractional then.
    """

    def __init__(
        self, instance: Instance, candidates: Candidates, shut: Flags, budget: Budget
    ) -> None:
        self.candidates = candidates
        self.shut = shut
        self._instance = instance
        self._budget = budget
        self._model = model = make_model(instance, candidates)
        self.weight = (HIGHEST - 1) * model.people + 1
        self._worth = (self.weight - 1) * model.objectives[0] + model.objectives[1]
        most = max(0, min(MOST_TIE, (HIGHEST_COST // self.weight - 1) // model.people))
        self._cost = (most * model.people + 1) * self._worth + _ties(model, most)
        self._relaxation = WarmRelaxation(model, budget)
        self._sharpener = Sharpener(model, self._relaxation)
        _, rows = entries(model, np.flatnonzero(~shut))
        self._open = np.bincount(rows, minlength=model.rows)  # columns of each row
        self._known: dict[bytes, Integers] = {}  # best points by what was shut
        self._base = self._cut_base()
        vertex = self._relaxation.maximise(self._worth, self._base)
        self._relaxation.hold()
        self._certificate = self._certify(self._base, vertex)
        self.point = self._best_point(self._base, vertex)
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
        return int(self._worth @ self._best_point(*self._ask(shut)))

    def places(self, shut: Flags, people: int) -> bool:
        """Tell whether a schedule without the shut columns places as many."""
        goal = self.weight * people
        face, vertex = self._ask(shut)
        if not vertex.is_whole() and self._most_placed(face) < people:
            return False
        return bool(self._worth @ self._best_point(face, vertex, goal) >= goal)

    def rules_out(self, shut: Flags, people: int) -> bool:
        """Tell whether prices alone show that a schedule without the shut columns places fewer.

        Rows without any other column are worth nothing then.
        """
        _, rows = entries(self._model, np.flatnonzero(shut & ~self.shut))
        closed = np.bincount(rows, minlength=self._model.rows)
        worthless = self._certificate.price[(closed > 0) & (closed == self._open)]
        return self._certificate.bound - int(worthless.sum()) < SCALE * self.weight * people

    def without_clashes(self, column: int) -> Flags:
        """Give what to shut so that nothing clashes with a column."""
        them = self.candidates
        clashes: Flags = (them.start < them.until[column]) & (them.until > them.start[column])
        clashes |= them.person == them.person[column]
        clashes[column] = False
        return self.shut | clashes

    def _cut_base(self) -> Face:
        face = Face(self.shut, np.zeros(self._model.rows, bool))
        vertex = self._relaxation.maximise(self._cost, face)
        return self._sharpener.sharpen(self._cost, face, vertex, BASE_ROUNDS).face

    def _ask(self, shut: Flags) -> tuple[Face, Vertex]:
        strategy = PRIMAL_SIMPLEX if (self.shut & ~shut).any() else DUAL_SIMPLEX
        face = replace(self._base, shut=shut)
        return face, self._relaxation.ask(self._worth, face, strategy)

    def _best_point(self, face: Face, vertex: Vertex, goal: int = 0) -> Integers:
        """Give a best whole point of a face, or one worth the goal, or the empty one where none is.

        What is whole in a best vertex is completed: mostly as well as the bound allows. Where not,
        the face is cut, among equally good schedules for one best by ties.
        """
        for rounds in (0, *ROUNDS):
            if rounds:
                face, vertex = self._sharpened(face, rounds)
            if vertex.is_whole():
                return np.rint(vertex.point).astype(np.int64)
            certificate = self._certify(face, vertex)
            if certificate.value < goal:
                return np.zeros(self._model.columns, np.int64)
            least = goal or certificate.value
            point = self._completed(vertex, face.shut | certificate.beyond(least))
            if point is not None and self._worth @ point >= least:
                return point
        return self._search(~face.shut)

    def _sharpened(self, face: Face, rounds: int) -> tuple[Face, Vertex]:
        vertex = self._relaxation.maximise(self._cost, face)
        sharpened = self._sharpener.sharpen(self._cost, face, vertex, rounds)
        if sharpened.vertex.is_whole():
            return sharpened.face, sharpened.vertex
        return sharpened.face, self._relaxation.maximise(self._worth, sharpened.face)

    def _certify(self, face: Face, vertex: Vertex) -> Certificate:
        return certify(self._model, face, self._worth, vertex.duals)

    def _most_placed(self, face: Face) -> int:
        """Bound how many a face places: where somebody is half placed, worth is no bound of it."""
        placed = self._model.objectives[0]
        vertex = self._relaxation.maximise(placed, face)
        return certify(self._model, face, placed, vertex.duals).value

    def _completed(self, vertex: Vertex, shut: Flags) -> Integers | None:
        """Add to what a vertex takes wholly the best of what else is not shut."""
        model = self._model
        taken = vertex.point > 1 - CLOSE
        held = np.zeros(model.rows, np.int64)
        held[model.row[np.repeat(taken, np.diff(model.first))]] = 1
        shut = shut | (model.weigh(held) > 0)
        left = model.columns - np.count_nonzero(shut)
        if left > MOST_LEFT:
            return None
        return taken + self._best_whole(shut)

    def _best_whole(self, shut: Flags) -> Integers:
        """Ask branch and bound, once where several questions leave the same columns."""
        key = np.packbits(shut).tobytes()
        if key not in self._known:
            rest = Face(shut, np.zeros(self._model.rows, bool))
            self._known[key] = best_whole(self._model, self._worth, rest, self._budget)
        return self._known[key]

    def _search(self, columns: Flags) -> Integers:
        model = make_model(self._instance, self.candidates.only(np.flatnonzero(columns)))
        found = Search(model, self._budget).run()
        if found is None:
            raise UnfinishedError
        point = np.zeros(len(self.candidates), np.int64)
        point[columns] = found
        return point


def _ties(model: Model, most: int) -> Integers:
    """Give more, up to `most`, the more the owner likes a column, and then the earlier it is."""
    order = np.lexsort((model.objectives[-1], model.objectives[-2]))
    ties = np.empty_like(order)
    ties[order] = np.arange(len(order)) * most // len(order)
    return ties
