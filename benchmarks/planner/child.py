"""One contestant on one problem, in a process of its own; prints its figures as JSON.

.venv/bin/python benchmarks/planner/child.py CONTESTANT PROBLEM SECONDS
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bare import mip, relaxation
from first_come import book
from usage import measure

from oneonone.planner import Period, Problem, make_plan, parse_problem, plan_to_json
from oneonone.planner.solve import search

NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)
HOUR = (Period(NINE, NINE + timedelta(hours=1), 2),)
WARM_UP = Problem(meeting_minutes=30, owner=HOUR, people={"ana": HOUR, "bo": HOUR, "cy": HOUR})
ASKING = ("best_whole", "proves_empty")  # the search's calls of branch and bound


def main() -> None:
    name, path, budget = sys.argv[1:]
    problem = parse_problem(Path(path).read_bytes())
    CONTESTANTS[name](WARM_UP, float(budget))
    print(json.dumps(CONTESTANTS[name](problem, float(budget))))


def ours(problem: Problem, budget: float) -> dict[str, Any]:
    with _counted(*ASKING) as calls:
        plan, used = measure(lambda: make_plan(problem, budget_seconds=budget))
    written = plan_to_json(plan)
    told = {key: written[key] for key in ("levels", "bound")}
    return used | told | {"proven": plan.optimal, "asked": len(calls)}


def first_come(problem: Problem, _budget: float) -> dict[str, Any]:
    levels, used = measure(lambda: book(problem))
    return used | {"levels": [*levels[:4], float(levels.starts)], "proven": False}


def relaxation_ipm(problem: Problem, budget: float) -> dict[str, Any]:
    return relaxation(problem, budget, interior_point=True)


@contextmanager
def _counted(*names: str) -> Iterator[list[str]]:
    """Note each call the search makes to its MIP functions, which its answers don't tell."""
    calls: list[str] = []

    def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any) -> Any:
            calls.append(name)
            return function(*arguments)

        return noted

    originals = {name: getattr(search, name) for name in names}
    for name, function in originals.items():
        setattr(search, name, noting(name, function))
    try:
        yield calls
    finally:
        for name, function in originals.items():
            setattr(search, name, function)


CONTESTANTS: dict[str, Callable[[Problem, float], dict[str, Any]]] = {
    "ours": ours,
    "relaxation": relaxation,
    "relaxation-ipm": relaxation_ipm,
    "mip": mip,
    "first-come": first_come,
}

if __name__ == "__main__":
    main()
