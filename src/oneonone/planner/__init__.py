"""Plans many one-on-one meetings at once: the best whole schedule, proven, and why not more.

Pure: values in, values out. `make_plan` is the planner, `verify` its independent judge.
"""

from oneonone.planner.alternatives import find_alternatives
from oneonone.planner.planning import make_plan
from oneonone.planner.problem.reading import parse_problem
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
)
from oneonone.planner.problem.writing import plan_to_json, problem_to_json
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
    "find_alternatives",
    "make_plan",
    "parse_problem",
    "plan_to_json",
    "problem_to_json",
    "verify",
]
