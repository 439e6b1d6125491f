"""What one person's times cost, exactly."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from oneonone.planner.problem.rules import fail
from oneonone.planner.problem.values import Problem
from oneonone.planner.report.choices import list_choices
from oneonone.planner.report.prices import Prices
from oneonone.planner.report.values import Choice, Cost
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.instance import Instance, Integers, make_instance
from oneonone.planner.solve.lattice import Candidates, TooLargeError, find_candidates


def exact_costs(problem: Problem, person: str, *, budget_seconds: float) -> tuple[Choice, ...]:
    """Give what each of one person's times costs, exactly, by start.

    Those that the budget, in seconds of wall time, leaves no time for are left out; a pinned person
    has none. The problem's `current` schedule does not count. Raises `ProblemError` for nobody
    among the people.
    """
    if person not in problem.people:
        fail("person", "no such person")
    budget = Budget(budget_seconds)
    instance = make_instance(replace(problem, current=()))
    if person not in instance.names:
        return ()
    try:
        candidates = find_candidates(instance)
    except TooLargeError:
        return ()
    columns = np.flatnonzero(candidates.person == instance.names.index(person))
    costs = list(_costs(instance, candidates, columns, budget))
    return tuple(list_choices(instance, candidates, columns[: len(costs)], costs).get(person, ()))


def _costs(
    instance: Instance, candidates: Candidates, columns: Integers, budget: Budget
) -> Iterator[Cost]:
    """Give what a schedule with each of these columns costs, as far as the budget goes."""
    try:
        if len(columns):
            prices = Prices(instance, candidates, np.zeros(len(candidates), bool), budget)
        for column in columns.tolist():
            yield prices.cost(prices.value(prices.without_clashes(column)))
    except UnfinishedError:
        return
