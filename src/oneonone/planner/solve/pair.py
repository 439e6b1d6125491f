"""The first two levels as one: a value in which a meeting outweighs all of the second level."""

from dataclasses import dataclass

import numpy as np

from oneonone.planner.solve.highs import Floats
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model, Row
from oneonone.planner.solve.relaxation import Relaxation, Vertex

TILT = 0.5  # of a whole value: no schedule gains a whole one by it
TILTED = 1000  # times as much, for what a tilt tells apart to be above HiGHS's tolerances
NEXT = 3.0  # times as much as the level after it counts in a tilt


@dataclass(frozen=True, slots=True)
class Pair:
    """A meeting is worth `weight`, and from `lowest` to `highest` at the second level."""

    weight: int
    lowest: int
    highest: int
    cost: Integers
    tilted: Floats

    def maximise(self, relaxation: Relaxation, face: Face) -> Vertex:
        """Find a best vertex of a face, and of all of these one that is good at later levels."""
        relaxation.maximise(self.tilted, face, ties=False)
        return relaxation.maximise(self.cost, face)

    def levels(self, value: int) -> list[int]:
        """Bound the two levels of any whole point worth `value` or less."""
        placed = value // (self.weight + self.lowest)
        return [placed, min(value - self.weight * placed, self.highest * placed)]

    def value(self, levels: list[int]) -> int:
        """Give what the first two of the levels are worth."""
        placed, second = levels[:2]
        return self.weight * placed + second

    def at_most(self, placed: int) -> Row:
        """Give the row that no more are placed."""
        columns = np.arange(len(self.cost))
        return Row(columns, np.ones_like(columns), placed, tight=False)


def make_pair(model: Model) -> Pair:
    meetings, second = model.objectives[:2]
    lowest, highest = int(second.min()), int(second.max())
    weight = highest * model.people + 1
    cost = weight * meetings + second
    return Pair(weight, lowest, highest, cost, TILTED * (cost + _tilt(model)))


def _tilt(model: Model) -> Floats:
    """Give each column less than its share of `TILT`, the more the better at the later levels."""
    forms = model.objectives[2:]
    least = forms.min(axis=1, keepdims=True)
    spans = np.maximum(forms.max(axis=1, keepdims=True) - least, 1)
    weights = NEXT ** -np.arange(len(forms))
    liked: Floats = weights / weights.sum() @ ((forms - least) / spans)
    return TILT / model.people * liked
