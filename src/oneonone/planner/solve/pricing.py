"""Which columns of a large model a best schedule can need, told before the search.

An interior point method bounds the first two levels together, and prices every column: how much
far below the bound a schedule is that has it. The best is mostly close to the bound, so that few of
the columns are worth a search.
"""

from dataclasses import dataclass

import numpy as np

from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.certify import SCALE, Certificate, certify
from oneonone.planner.solve.highs import price_rows
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Model, whole_face


@dataclass(frozen=True, slots=True)
class Pricing:
    """A bound on the first two levels, and what each column is short of it.

    A point is worth `weight` for each meeting, and its second level.
    """

    weight: int
    certificate: Certificate

    @property
    def ceilings(self) -> list[int]:
        return list(divmod(self.certificate.value, self.weight))

    def shortfall(self, ceilings: list[int]) -> int:
        """Give how far below the bound these levels are; missing ones count as nothing."""
        placed, preference = (*ceilings, 0, 0)[:2]
        return self.certificate.value - self.weight * placed - preference

    def columns(self, shortfall: int) -> Integers:
        """Give all columns of the points that are no further below the bound."""
        spare = self.certificate.bound - SCALE * (self.certificate.value - shortfall)
        return np.flatnonzero(self.certificate.reduced <= spare)


def weigh_meeting(model: Model) -> int:
    """Give what one more meeting is worth: more than all there is of the second level."""
    return int(model.objectives[1].max()) * model.people + 1


def price(model: Model, budget: Budget) -> Pricing:
    """Raises `UnfinishedError` when the budget is spent."""
    weight = weigh_meeting(model)
    cost = weight * model.objectives[0] + model.objectives[1]
    duals = price_rows(model, cost, budget)
    return Pricing(weight, certify(model, whole_face(model), cost, duals))
