"""Best whole points of the faces of one model, each asked for from where the first was found."""

import numpy as np

from oneonone.planner.report.sharpening import Sharpener, WarmRelaxation
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.certify import LARGEST, SCALE, Certificate, certify
from oneonone.planner.solve.highs import CLOSE, best_whole
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Flags, Model
from oneonone.planner.solve.relaxation import DUAL_SIMPLEX, PRIMAL_SIMPLEX, Vertex
from oneonone.planner.solve.search import Search

FIRST_ROUNDS = 12  # of cuts, on the face that all others are asked about from
ROUNDS = (2, 10)  # of cuts, before the rest is filled in
MOST_LEFT = 1500  # columns that branch and bound may fill in
HIGHEST_COST = int(LARGEST) // SCALE
MOST_TIE = 100


class Asker:
    """Finds points worth most; everything raises `UnfinishedError` when the budget is spent.

    Where a vertex stays fractional, one best by ties is looked for among equally good ones: that
    which the owner likes, and of these an early one. It is seldom fractional then.
    """

    def __init__(self, model: Model, worth: Integers, budget: Budget) -> None:
        self._model = model
        self._worth = worth
        self._budget = budget
        most = max(0, min(MOST_TIE, (HIGHEST_COST // int(worth.max()) - 1) // model.people))
        self._cost = (most * model.people + 1) * worth + _ties(model, most)
        self._relaxation = WarmRelaxation(model, budget)
        self._sharpener = Sharpener(model, self._relaxation)
        self._known: dict[bytes, Integers] = {}  # what was filled in, by what was shut

    def begin(self, face: Face) -> tuple[Face, Vertex]:
        """Cut a face; from its best vertex all others are asked for."""
        vertex = self._relaxation.maximise(self._cost, face)
        face = self._sharpener.sharpen(self._cost, face, vertex, FIRST_ROUNDS).face
        vertex = self._relaxation.maximise(self._worth, face)
        self._relaxation.hold()
        return face, vertex

    def ask(self, face: Face, *, is_wider: bool) -> Vertex:
        """Give a best vertex of a face that has other columns shut than the first."""
        strategy = PRIMAL_SIMPLEX if is_wider else DUAL_SIMPLEX
        return self._relaxation.ask(self._worth, face, strategy)

    def certify(self, face: Face, vertex: Vertex) -> Certificate:
        return certify(self._model, face, self._worth, vertex.duals)

    def most_placed(self, face: Face) -> int:
        """Bound how many a face places: where somebody is half placed, worth is no bound of it."""
        placed = self._model.objectives[0]
        vertex = self._relaxation.maximise(placed, face)
        return certify(self._model, face, placed, vertex.duals).value

    def best_point(self, face: Face, vertex: Vertex, goal: int = 0) -> Integers:
        """Give a best whole point of a face, or one worth the goal, or the empty one where none is.

        What is whole in a best vertex is completed: mostly as well as the bound allows.
        """
        for rounds in (0, *ROUNDS):
            if rounds:
                face, vertex = self._sharpened(face, rounds)
            if vertex.is_whole():
                return np.rint(vertex.point).astype(np.int64)
            certificate = self.certify(face, vertex)
            if certificate.value < goal:
                return np.zeros(self._model.columns, np.int64)
            least = goal or certificate.value
            point = self._completed(vertex, face.shut | certificate.beyond(least))
            if point is not None and self._worth @ point >= least:
                return point
        return self._search(face.shut)

    def _sharpened(self, face: Face, rounds: int) -> tuple[Face, Vertex]:
        vertex = self._relaxation.maximise(self._cost, face)
        sharpened = self._sharpener.sharpen(self._cost, face, vertex, rounds)
        if sharpened.vertex.is_whole():
            return sharpened.face, sharpened.vertex
        return sharpened.face, self._relaxation.maximise(self._worth, sharpened.face)

    def _completed(self, vertex: Vertex, shut: Flags) -> Integers | None:
        """Add to what a vertex takes wholly the best of what else is not shut."""
        model = self._model
        taken = vertex.point > 1 - CLOSE
        held = np.zeros(model.rows, np.int64)
        held[model.row[np.repeat(taken, np.diff(model.first))]] = 1
        shut = shut | (model.weigh(held) > 0)
        if model.columns - np.count_nonzero(shut) > MOST_LEFT:
            return None
        return taken + self._filled_in(shut)

    def _filled_in(self, shut: Flags) -> Integers:
        """Ask branch and bound, once where several questions leave the same columns."""
        key = np.packbits(shut).tobytes()
        if key not in self._known:
            rest = Face(shut, np.zeros(self._model.rows, bool))
            self._known[key] = best_whole(self._model, self._worth, rest, self._budget)
        return self._known[key]

    def _search(self, shut: Flags) -> Integers:
        face = Face(shut, np.zeros(self._model.rows, bool))
        found = Search(self._model, self._budget, face).run()
        if found is None:
            raise UnfinishedError
        return found


def _ties(model: Model, most: int) -> Integers:
    """Give more, up to `most`, the more the owner likes a column, and then the earlier it is."""
    order = np.lexsort((model.objectives[-1], model.objectives[-2]))
    ties = np.empty_like(order)
    ties[order] = np.arange(len(order)) * most // len(order)
    return ties
