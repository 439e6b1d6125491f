"""The five levels, one after the other, each on the face where those before it are best.

A step takes the next level (the first step the first two at once), bounds it by its relaxation,
with cuts, and keeps the part of the face that attains the bound. Where a face turns out to hold no
whole point, some step before it promised too much: the earliest that can be seen to is settled by
a MIP, and the descent goes on from there. So `ceilings` is at any moment a bound in the order of
the levels.

A ceiling taken from a relaxation is proven in integers; one settled by a MIP rests on HiGHS's word.
"""

from dataclasses import replace

import numpy as np

from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.certify import certify
from oneonone.planner.solve.highs import (
    CLOSE,
    EmptyFaceError,
    best_whole,
    proves_empty,
)
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model, whole_face
from oneonone.planner.solve.pair import make_pair
from oneonone.planner.solve.relaxation import Relaxation, Vertex
from oneonone.planner.solve.rounds import cut_off
from oneonone.planner.solve.steps import Range, Step
from oneonone.planner.solve.weights import outweighing

PAIR = 2  # levels


class Search:
    """One descent through the levels of a model, on a face of it or on all."""

    def __init__(
        self,
        model: Model,
        budget: Budget,
        face: Face | None = None,
        sought: Range | None = None,
        relaxation: Relaxation | None = None,
    ) -> None:
        self._model = model
        self._pair = make_pair(model)
        self._whole = face or whole_face(model)
        self._sought = sought
        self._budget = budget
        self._relaxation = relaxation or Relaxation(model, budget, ~self._whole.shut)
        self._steps: list[Step] = []
        self.cuts = self._whole.further
        self.point: Integers | None = None

    @property
    def ceilings(self) -> list[int]:
        """Give bounds of levels from the first on: those reached so far, or those sought."""
        if self._sought and (len(self._reached) < PAIR or self.falls_short):
            return self._sought.ceilings
        return self._reached

    @property
    def falls_short(self) -> bool:
        """Tell whether there is no point such as was sought."""
        if self._sought is None or len(self._reached) < PAIR:
            return False
        return self.worth < self._sought.least

    @property
    def worth(self) -> int:
        """Give what the first two levels reached are worth."""
        return self._pair.value(self._reached)

    @property
    def vertex(self) -> Vertex | None:
        """Give the vertex of the last step, worth a plan when the budget ends the search."""
        return self._steps[-1].vertex if self._steps else None

    def run(self) -> Integers | None:
        """Find a best whole point; None when there is none such as sought, or no time left."""
        try:
            while self.point is None and not self.falls_short:
                try:
                    self._advance()
                except EmptyFaceError:
                    self._retreat()
        except (EmptyFaceError, UnfinishedError):  # empty to the last: HiGHS contradicts itself
            return None
        return self.point

    @property
    def _reached(self) -> list[int]:
        return [ceiling for step in self._steps for ceiling in step.ceilings]

    def _advance(self) -> None:
        if len(self._reached) < len(self._model.objectives):
            self._descend()
        else:
            self.point = self._whole_point()

    def _descend(self) -> None:
        """Take the next level; the first two at once where that tells them apart."""
        if not self._steps:
            pair = self._take_pair()
            if pair.is_apart():
                self._steps.append(pair)
                return
        counted_anew = replace(self._whole, further=self.cuts)
        face = self._steps[-1].face_after() if self._steps else counted_anew
        self._steps.append(self._take_next(face))

    def _take_pair(self) -> Step:
        cost, forms = self._pair.cost, self._model.objectives[:PAIR]
        vertex = self._pair.maximise(self._relaxation, self._whole)
        face, vertex = self._narrowed(self._whole, vertex)
        face, vertex = self._cut_off(face, vertex, cost)
        self.cuts = face.further
        certificate = certify(self._model, face, cost, vertex.duals)
        ceilings = self._pair.levels(certificate.value)
        while vertex.worth(forms[0]) > ceilings[0] + CLOSE:
            counted = (self._pair.at_most(ceilings[0]),)
            face = replace(face, further=face.further + counted)
            face, vertex = self._cut_off(face, self._relaxation.cut(counted), cost)
            certificate = certify(self._model, face, cost, vertex.duals)
            ceilings = self._pair.levels(certificate.value)
        return Step(face, vertex, certificate, forms, [self._pair.weight, 1], ceilings)

    def _narrowed(self, face: Face, vertex: Vertex) -> tuple[Face, Vertex]:
        """Shut what no point sought takes, as the duals of a vertex of the pair prove."""
        if self._sought is None:
            return face, vertex
        cost = self._pair.cost
        certificate = certify(self._model, face, cost, vertex.duals)
        shut = face.shut | certificate.beyond(self._sought.least)
        if shut.sum() == face.shut.sum():
            return face, vertex
        face = replace(face, shut=shut)
        return face, self._relaxation.maximise(cost, face)

    def _take_next(self, face: Face) -> Step:
        """Take as many levels as can be told apart in one value, or else the next."""
        forms = self._model.objectives[len(self._reached) :]
        weights = outweighing(self._model, face, forms)
        if len(weights) > 1:
            together = self._take(face, forms[: len(weights)], weights)
            if together.is_attained():
                return together
        return self._take_level(face)

    def _take_level(self, face: Face) -> Step:
        return self._take(face, self._model.objectives[len(self._reached) :][:1], [1])

    def _take(self, face: Face, forms: Integers, weights: list[int]) -> Step:
        cost = np.array(weights) @ forms
        vertex = self._relaxation.maximise(cost, face)
        face, vertex = self._cut_off(face, vertex, cost)
        certificate = certify(self._model, face, cost, vertex.duals)
        value = certificate.value
        ceilings = [value] if len(forms) == 1 else [round(vertex.worth(form)) for form in forms]
        return Step(face, vertex, certificate, forms, weights, ceilings)

    def _cut_off(self, face: Face, vertex: Vertex, cost: Integers) -> tuple[Face, Vertex]:
        return cut_off(self._model, self._relaxation, face, vertex, cost)

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
        step = self._take_level(face)
        point = best_whole(self._model, step.forms[0], step.face, self._budget)
        step.ceilings = [int(step.forms[0] @ point)]
        step.is_settled = True
        self._steps.append(step)
