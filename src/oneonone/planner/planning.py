"""One press: from a problem to the best plan the budget allows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from oneonone.planner.explain import explain
from oneonone.planner.problem.values import Levels, Meet, Pin, Plan, Problem
from oneonone.planner.solve.answer import solve
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.instance import Instance, Meeting, make_instance, moment, score
from oneonone.planner.verify import require_sound


def make_plan(problem: Problem, *, budget_seconds: float) -> Plan:
    """Plan the problem within about `budget_seconds` of wall time.

    The same problem gives the same meetings, whatever the order of its people, periods and pins,
    whenever the plan is `optimal`. Out of time, the plan is the best found and `bound` still holds.
    """
    budget = Budget(budget_seconds)
    instance = make_instance(problem)
    answer = solve(instance, budget)
    levels = score(instance, answer.meetings)
    optimal = levels == answer.bound
    plan = Plan(
        meets=meets_of(instance, answer.meetings),
        unplaced=explain(instance, answer.meetings, optimal=optimal),
        levels=levels,
        bound=answer.bound,
        optimal=optimal,
        seconds=0.0,
        moved=levels.moved if problem.current else None,
    )
    require_sound(problem, plan)
    return replace(plan, seconds=budget.spent())


def judge(problem: Problem, meets: Iterable[Pin]) -> Levels:
    """Give the levels of a schedule of one's own; two meetings that clash are a `ProblemError`."""
    instance = make_instance(replace(problem, pinned=tuple(meets)))
    return score(instance, instance.pinned)


def meets_of(instance: Instance, meetings: Iterable[Meeting]) -> tuple[Meet, ...]:
    """Give meetings, which count seconds, as they are in time."""
    zero = moment(instance, 0)
    return tuple(
        Meet(person, zero + timedelta(seconds=start), zero + timedelta(seconds=end), preference)
        for start, end, person, preference, _ in meetings
    )
