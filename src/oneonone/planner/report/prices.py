"""The best of the first two levels, and what becomes of it where some columns are shut or opened.

Everything starts from one relaxation, cut until it is whole where that can be: its certificate
prices every column, and its basis is where each further question starts.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from oneonone.planner.problem.rules import PREFERENCES
from oneonone.planner.report.sharpening import Sharpened, Sharpener, WarmRelaxation
from oneonone.planner.report.values import Cost
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.certify import LARGEST, SCALE, certify
from oneonone.planner.solve.highs import CLOSE
from oneonone.planner.solve.instance import Instance, Integers
from oneonone.planner.solve.lattice import Candidates
from oneonone.planner.solve.model import Face, Flags, make_model
from oneonone.planner.solve.relaxation import DUAL_SIMPLEX, PRIMAL_SIMPLEX, Vertex
from oneonone.planner.solve.search import Search

BASE_ROUNDS = 30
HIGHEST = max(PREFERENCES)
HIGHEST_COST = int(LARGEST) // SCALE
MOST_TIE = 7
HASHES = (2654435761, 2246822519, 3266489917, 668265263)


class Prices:
    """The first two levels of the candidates, those that are `shut` left out unless asked for.

    A schedule is worth `weight` for each meeting, and what its preferences are above 1. Everything
    raises `UnfinishedError` when the budget is spent.

    Among equally good schedules each question likes one best, by ties broken at random: a vertex is
    seldom fractional then.
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
        self._unit = most * model.people + 1
        self._costs = [
            self._unit * self._worth + ties for ties in _random_ties(model.columns, most)
        ]
        self._relaxation = WarmRelaxation(model, budget)
        self._sharpener = Sharpener(model, self._relaxation)
        self._base, self._cost = self._find_base(Face(shut, np.zeros(model.rows, bool)))
        self._relaxation.hold()
        self.point = self._whole(self._base, shut)
        self.best = int(self._worth @ self.point)

    @property
    def placed(self) -> int:
        return self.best // self.weight

    def profit(self) -> Integers:
        """By how much each column can raise the bound where it is opened, in `SCALE`-ths."""
        return -(np.minimum(self._base.certificate.reduced, 0) // self._unit)

    def bound(self) -> int:
        """Above which value no schedule is, in `SCALE`-ths."""
        return -(-self._base.certificate.bound // self._unit)

    def lowest_costs(self) -> list[Cost]:
        """Give what a schedule with the column costs at least, by column."""
        certificate = self._base.certificate
        most = certificate.bound - np.maximum(certificate.reduced, 0)
        return [self.cost(value) for value in (most // (SCALE * self._unit)).tolist()]

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
        face, vertex = self._first_vertex(shut)
        sharpened = self._sharpener.sharpen(self._cost, face, vertex)
        return int(self._worth @ self._whole(sharpened, shut))

    def places(self, shut: Flags, people: int, complete: Callable[[Integers], int]) -> bool:
        """Tell whether a schedule without the shut columns places as many.

        `complete` gives how many it can place at least, once some columns are taken.
        """
        goal = self._unit * self.weight * people
        face, vertex = self._first_vertex(shut)
        if certify(self._model, face, self._cost, vertex.duals).value < goal:
            return False
        if complete(np.flatnonzero(vertex.point > 0.5 + CLOSE)) >= people:
            return True
        sharpened = self._sharpener.sharpen(self._cost, face, vertex, goal)
        if sharpened.certificate.value < goal:
            return False
        return int(self._whole(sharpened, shut).sum()) >= people

    def without_clashes(self, column: int) -> Flags:
        """Give what to shut so that nothing clashes with a column."""
        them = self.candidates
        clashes: Flags = (them.start < them.until[column]) & (them.until > them.start[column])
        clashes |= them.person == them.person[column]
        clashes[column] = False
        return self.shut | clashes

    def _find_base(self, face: Face) -> tuple[Sharpened, Integers]:
        """Break ties one way or the other until the best vertex is whole."""
        for cost in self._costs:
            vertex = self._relaxation.maximise(cost, face)
            base = Sharpener(self._model, self._relaxation, BASE_ROUNDS).sharpen(cost, face, vertex)
            if base.vertex.is_whole():
                break
            face = base.face
        return base, cost

    def _first_vertex(self, shut: Flags) -> tuple[Face, Vertex]:
        strategy = PRIMAL_SIMPLEX if (self.shut & ~shut).any() else DUAL_SIMPLEX
        face = replace(self._base.face, shut=shut)
        return face, self._relaxation.ask(self._cost, face, strategy)

    def _whole(self, sharpened: Sharpened, shut: Flags) -> Integers:
        """Give a best whole point: by other ties, or else by a search of its own."""
        if not sharpened.vertex.is_whole():
            other = self._costs[-1]
            vertex = self._relaxation.maximise(other, sharpened.face)
            sharpened = self._sharpener.sharpen(other, sharpened.face, vertex)
        point = sharpened.point()
        return self._search(~shut) if point is None else point

    def _search(self, columns: Flags) -> Integers:
        model = make_model(self._instance, self.candidates.only(np.flatnonzero(columns)))
        found = Search(model, self._budget).run()
        if found is None:
            raise UnfinishedError
        point = np.zeros(len(self.candidates), np.int64)
        point[columns] = found
        return point


def _random_ties(columns: int, most: int) -> Iterator[Integers]:
    """Give some ways to break ties, from 0 to `most`, by multiplicative hashing."""
    for factor in HASHES if most > 0 else HASHES[:1]:
        yield (np.arange(columns) * factor >> 16) % (most + 1)
