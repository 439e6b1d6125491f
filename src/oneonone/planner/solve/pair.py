"""The first two levels as one: a value in which a meeting outweighs all of the second level."""

from dataclasses import dataclass

import numpy as np

from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Model, Row


@dataclass(frozen=True, slots=True)
class Pair:
    """A meeting is worth `weight`, and from `lowest` to `highest` at the second level."""

    weight: int
    lowest: int
    highest: int
    cost: Integers

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
    return Pair(weight, lowest, highest, weight * meetings + second)
