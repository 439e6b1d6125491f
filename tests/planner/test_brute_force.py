"""The planner against every possible schedule of many tiny problems."""

from planner.brute_force import best_levels
from planner.random_problems import random_problem

from oneonone.planner import make_plan, verify


def test_no_schedule_is_better(seeds: range) -> None:
    worse = []
    for seed in seeds:
        problem = random_problem(seed)
        plan = make_plan(problem, budget_seconds=20)
        if not plan.optimal or plan.levels != best_levels(problem) or verify(problem, plan):
            worse.append(seed)
    assert worse == []
