"""Measure how long reports take: why, what each time costs, what would help, and how robust.

    .venv/bin/python benchmarks/planner/reporting.py [--instances 10] [--budget 60]

Writes a table into docs/benchmark-planner.md.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator
from typing import NamedTuple

from problems import DAYS, make_problem
from report import table, write_into_document
from usage import measure

from oneonone.planner import make_plan
from oneonone.planner.report import make_report

SIZES = (50, 200, 300)
HEADINGS = ("people", "days", "instances", "median s", "slowest s", "times the plan", "complete")


class Measured(NamedTuple):
    """The seconds of a plan and of the report on it."""

    plan: float
    report: float
    complete: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--instances", type=int, default=10)
    parser.add_argument("--budget", type=float, default=60)
    options = parser.parse_args()
    _measure(SIZES[0], 0, options.budget)  # the first of a process pays for imports
    rows = [
        _row(people, list(_measured(people, options.instances, options.budget))) for people in SIZES
    ]
    write_into_document("reports", table(HEADINGS, rows))


def _measured(people: int, instances: int, budget: float) -> Iterator[Measured]:
    for seed in range(instances):
        measured = _measure(people, seed, budget)
        print(f"{people} people, {seed}: {measured.report:.3f} s", file=sys.stderr, flush=True)
        yield measured


def _measure(people: int, seed: int, budget: float) -> Measured:
    problem = make_problem(people, DAYS[people], seed)
    plan, planning = measure(lambda: make_plan(problem, budget_seconds=budget))
    report, reporting = measure(lambda: make_report(problem, plan.meets, budget_seconds=budget))
    return Measured(planning["seconds"], reporting["seconds"], report.complete)


def _row(people: int, runs: list[Measured]) -> list[object]:
    return [
        people,
        DAYS[people],
        len(runs),
        f"{statistics.median(run.report for run in runs):.2f}",
        f"{max(run.report for run in runs):.2f}",
        f"{statistics.median(run.report / run.plan for run in runs):.0f}",
        sum(run.complete for run in runs),
    ]


if __name__ == "__main__":
    main()
