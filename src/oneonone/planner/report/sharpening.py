"""Relaxations asked again and again, and fractional vertices cut off."""

from dataclasses import dataclass, replace

import numpy as np

from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.certify import Certificate, certify
from oneonone.planner.solve.cuts import find_cuts
from oneonone.planner.solve.highs import CLOSE
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model
from oneonone.planner.solve.relaxation import Relaxation, Vertex

ROUNDS = 12  # of cuts at most; a third of them idle, the bound staying as it is


class WarmRelaxation(Relaxation):
    """A relaxation whose every question starts from the same basis.

    Presolve leaves prices on times rather than on people, where both prove as much: these tell more
    of what a person's other times cost.
    """

    def __init__(self, model: Model, budget: Budget) -> None:
        super().__init__(model, budget)
        self._highs.setOptionValue("presolve", "choose")

    def hold(self) -> None:
        """Start from the present basis and further rows from now on."""
        self._basis = self._highs.getBasis()
        self._held = self._further

    def ask(self, cost: Integers, face: Face, strategy: int) -> Vertex:
        """Find a vertex of the face, which has the rows held and no others, as `maximise` does."""
        self._put(self._held)
        self._highs.setBasis(self._basis)
        self._strategy = strategy
        return self.maximise(cost, face)


@dataclass(frozen=True, slots=True)
class Sharpened:
    """A face with the cuts found on it, the last vertex of it, and the proof of its bound."""

    face: Face
    vertex: Vertex
    certificate: Certificate

    def point(self) -> Integers | None:
        """Give the vertex where it is whole and worth the bound."""
        if not self.vertex.is_whole():
            return None
        return np.rint(self.vertex.point).astype(np.int64)


class Sharpener:
    """Cuts fractional vertices off."""

    def __init__(self, model: Model, relaxation: Relaxation) -> None:
        self._model = model
        self._relaxation = relaxation

    def sharpen(
        self, cost: Integers, face: Face, vertex: Vertex, rounds: int = ROUNDS, goal: int = 0
    ) -> Sharpened:
        """Cut until the vertex is whole, the bound below the goal, or it takes too long."""
        idle, worth = 0, float(cost @ vertex.point)
        for _ in range(rounds):
            certificate = certify(self._model, face, cost, vertex.duals)
            if certificate.value < goal or idle == max(1, rounds // 3) or vertex.is_whole():
                break
            cuts = find_cuts(self._model, face, vertex.point)
            if not cuts:
                break
            face = replace(face, further=face.further + cuts)
            vertex = self._relaxation.cut(cuts)
            left = float(cost @ vertex.point)
            idle, worth = (0 if left < worth - CLOSE else idle + 1), left
        return Sharpened(face, vertex, certify(self._model, face, cost, vertex.duals))
