"""Plans many one-on-one meetings at once: the best whole schedule, proven, and why not more.

Pure: values in, values out. `make_plan` is the planner, `verify` its independent judge.
"""

from oneonone.planner.alternatives import find_alternatives
from oneonone.planner.planning import judge, make_plan
from oneonone.planner.problem.reading import parse_meets, parse_problem
from oneonone.planner.problem.rules import ProblemError
from oneonone.planner.problem.values import (
    Alternative,
    Change,
    Levels,
    Meet,
    Period,
    Pin,
    Plan,
    Problem,
    Reason,
    Stretch,
    Unplaced,
    without,
)
from oneonone.planner.problem.writing import (
    alternative_to_json,
    levels_to_json,
    plan_to_json,
    problem_to_json,
)
from oneonone.planner.verify import verify

__all__ = [
    "Alternative",
    "Change",
    "Levels",
    "Meet",
    "Period",
    "Pin",
    "Plan",
    "Problem",
    "ProblemError",
    "Reason",
    "Stretch",
    "Unplaced",
    "alternative_to_json",
    "find_alternatives",
    "judge",
    "levels_to_json",
    "make_plan",
    "parse_meets",
    "parse_problem",
    "plan_to_json",
    "problem_to_json",
    "verify",
    "without",
]
