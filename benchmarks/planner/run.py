"""Time the planner on seeded problems, and count how often first come, first served is worse.

    .venv/bin/python benchmarks/planner/run.py [--instances 4] [--sizes 40 50 300 1000 2000]

`seconds` is all of the planner's work, model building included. A MIP counts for an instance when
branch and bound was asked at all, if only to see that a bound is too high.
"""

import argparse
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from first_come import book
from problems import DAYS, make_problem

from oneonone.planner import Plan, make_plan
from oneonone.planner.solve import search

COLUMNS = "{:>6} {:>5} {:>10} {:>8} {:>8} {:>8} {:>5} {:>15} {:>13}"
HEADINGS = ("people", "days", "instances", "median s", "slowest", "optimal", "MIP")


class Run(NamedTuple):
    plan: Plan
    asked_mip: bool
    places_fewer: bool  # first come, first served
    is_worse: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instances", type=int, default=4)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(DAYS), choices=list(DAYS))
    parser.add_argument("--budget", type=float, default=20, help="seconds a plan may take")
    options = parser.parse_args()
    print(COLUMNS.format(*HEADINGS, "greedy places", "greedy worse"))
    for people in options.sizes:
        runs = [_run(people, seed, options.budget) for seed in range(options.instances)]
        print(_row(people, runs), flush=True)


def _run(people: int, seed: int, budget: float) -> Run:
    problem = make_problem(people, DAYS[people], seed)
    with _counted("best_whole", "proves_empty") as calls:
        plan = make_plan(problem, budget_seconds=budget)
    greedy = book(problem)
    return Run(plan, bool(calls), greedy.placed < plan.placed, greedy.rank() < plan.levels.rank())


def _row(people: int, runs: list[Run]) -> str:
    seconds = [run.plan.seconds for run in runs]
    return COLUMNS.format(
        people,
        DAYS[people],
        len(runs),
        f"{statistics.median(seconds):.3f}",
        f"{max(seconds):.3f}",
        sum(run.plan.optimal for run in runs),
        sum(run.asked_mip for run in runs),
        f"fewer in {sum(run.places_fewer for run in runs)}",
        f"in {sum(run.is_worse for run in runs)}",
    )


@contextmanager
def _counted(*names: str) -> Iterator[list[str]]:
    """Note each call the search makes to its MIP functions, which its answers don't tell."""
    calls: list[str] = []
    originals = {name: getattr(search, name) for name in names}

    def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*arguments: Any) -> Any:
            calls.append(name)
            return function(*arguments)

        return noted

    for name, function in originals.items():
        setattr(search, name, noting(name, function))
    try:
        yield calls
    finally:
        for name, function in originals.items():
            setattr(search, name, function)


if __name__ == "__main__":
    main()
