"""The five levels, one after the other, each on the face where those before it are best.

A step takes the next level (the first step the first two at once), bounds it by its relaxation,
with cuts, and keeps the part of the face that attains the bound. Where a face turns out to hold no
whole point, some step before it promised too much: the earliest that can be seen to is settled by
a MIP, and the descent goes on from there. So `ceilings` is at any moment a bound in the order of
the levels.

A ceiling taken from a relaxation is proven in integers; one settled by a MIP rests on HiGHS's word.
"""

from dataclasses import dataclass, replace

import numpy as np

from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.certify import Certificate, certify, narrow
from oneonone.planner.solve.cuts import find_cuts
from oneonone.planner.solve.highs import (
    CLOSE,
    EmptyFaceError,
    Relaxation,
    Vertex,
    best_whole,
    proves_empty,
)
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model, equation, whole_face
from oneonone.planner.solve.pricing import weigh_meeting

MOST_IDLE = 6  # rounds of cuts that leave the bound as it is


@dataclass(slots=True)
class Step:
    """Levels taken at once on a face: what they may reach at most, and the proof of it."""

    face: Face
    vertex: Vertex
    certificate: Certificate
    forms: Integers
    weight: int
    ceilings: list[int]
    is_settled: bool = False  # or at least not easily seen to promise too much

    def face_after(self) -> Face:
        """Narrow the face to where the ceilings are attained."""
        value = self.ceilings[-1]
        if len(self.ceilings) > 1:
            value += self.weight * self.ceilings[0]
        demands = tuple(map(equation, self.forms, self.ceilings))
        return narrow(self.face, self.certificate, value, demands)


class Search:
    """One descent through the levels of a model, on a face of it or on all."""

    def __init__(self, model: Model, budget: Budget, face: Face | None = None) -> None:
        self._model = model
        self._whole = face or whole_face(model)
        self._budget = budget
        self._relaxation = Relaxation(model, budget)
        self._steps: list[Step] = []

    @property
    def ceilings(self) -> list[int]:
        """Give the bounds of the levels reached so far."""
        return [ceiling for step in self._steps for ceiling in step.ceilings]

    @property
    def vertex(self) -> Vertex | None:
        """Give the vertex of the last step, worth a plan when the budget ends the search."""
        return self._steps[-1].vertex if self._steps else None

    def run(self) -> Integers | None:
        """Find a best whole point; None when the budget is spent."""
        try:
            while True:
                try:
                    while len(self.ceilings) < len(self._model.objectives):
                        self._descend()
                    return self._whole_point()
                except EmptyFaceError:
                    self._retreat()
        except (EmptyFaceError, UnfinishedError):  # empty to the last: HiGHS contradicts itself
            return None

    def _descend(self) -> None:
        """Take the next level; the first two at once where that tells them apart."""
        face = self._steps[-1].face_after() if self._steps else self._whole
        level = len(self.ceilings)
        if not level:
            pair = self._take(face, self._model.objectives[:2])
            if _is_apart(pair):
                self._steps.append(pair)
                return
        self._steps.append(self._take(face, self._model.objectives[level : level + 1]))

    def _take(self, face: Face, forms: Integers) -> Step:
        weight = weigh_meeting(self._model)
        cost = forms[0] if len(forms) == 1 else weight * forms[0] + forms[1]
        face, vertex = self._cut(face, self._relaxation.maximise(cost, face), cost)
        certificate = certify(self._model, face, cost, vertex.duals)
        value = certificate.value
        ceilings = [value] if len(forms) == 1 else list(divmod(value, weight))
        return Step(face, vertex, certificate, forms, weight, ceilings)

    def _cut(self, face: Face, vertex: Vertex, cost: Integers) -> tuple[Face, Vertex]:
        """Cut off fractional vertices, until one is whole, or the bound no longer sinks."""
        worth, idle = cost @ vertex.point, 0
        while idle < MOST_IDLE:
            cuts = find_cuts(self._model, face, vertex.point)
            if not cuts:
                break
            face = replace(face, further=face.further + cuts)
            vertex = self._relaxation.cut(cuts)
            left = cost @ vertex.point
            worth, idle = left, 0 if left < worth - CLOSE else idle + 1
        return face, vertex

    def _whole_point(self) -> Integers:
        """Give the whole point the last step found, else the best one on the face before it."""
        last = self._steps[-1]
        if last.vertex.is_whole():
            return np.rint(last.vertex.point).astype(np.int64)
        self._steps.pop()
        point = best_whole(self._model, last.forms[0], last.face, self._budget)
        self._steps.append(replace(last, ceilings=[int(last.forms[0] @ point)]))
        return point

    def _retreat(self) -> None:
        """Settle the earliest step seen to promise too much; the last one surely does."""
        while len(self._steps) > 1 and self._refutes(self._steps[-2]):
            self._steps.pop()
        while self._steps:
            face = self._steps.pop().face
            try:
                return self._settle(face)
            except EmptyFaceError:  # then the step before promised too much
                continue
        raise EmptyFaceError

    def _refutes(self, step: Step) -> bool:
        if not step.is_settled:
            step.is_settled = not proves_empty(self._model, step.face_after(), self._budget)
        return not step.is_settled

    def _settle(self, face: Face) -> None:
        """Take the next level by a MIP, which leaves no doubt."""
        level = len(self.ceilings)
        step = self._take(face, self._model.objectives[level : level + 1])
        point = best_whole(self._model, step.forms[0], step.face, self._budget)
        step.ceilings = [int(step.forms[0] @ point)]
        step.is_settled = True
        self._steps.append(step)


def _is_apart(pair: Step) -> bool:
    """Tell whether the vertex leaves nobody half placed.

    That half would be counted as preference by the hundred.
    """
    return bool(abs(pair.ceilings[0] - pair.forms[0] @ pair.vertex.point) < CLOSE)
