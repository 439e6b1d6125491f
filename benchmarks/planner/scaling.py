"""Measure the planner's time and memory by people, days and step, and draw them.

    .venv/bin/python benchmarks/planner/scaling.py [--instances 10] [--budget 120] [--log FILE]

Writes a table into docs/benchmark-planner.md and the plot docs/images/planner-time.svg. With
`--log` only what a run wrote there is drawn anew, where the file exists.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from contestants import OURS, Run, play
from instances import written
from plot import Panel, Point, draw
from problems import make_problem
from report import DOCUMENT, table, write_into_document

PICTURE = DOCUMENT.with_name("images") / "planner-time.svg"
HEADINGS = ("people", "days", "step", "instances", "median s", "slowest s", "peak MB", "proven")


class Size(NamedTuple):
    """Boundaries lie on multiples of the step."""

    people: int
    days: int
    step: int

    def name(self) -> str:
        return f"{self.people} {self.days} {self.step}"


BY_PEOPLE = [Size(people, -(-people // 16), 15) for people in (50, 100, 200, 500, 1000, 2000)]
BY_DAYS = [Size(300, days, 15) for days in (10, 15, 20, 30, 45, 60)]
BY_STEP = [Size(300, 20, step) for step in (15, 5, 1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--instances", type=int, default=10)
    parser.add_argument("--budget", type=float, default=120)
    parser.add_argument("--log", type=Path)
    options = parser.parse_args()
    if options.log and options.log.exists():
        runs = [Run(**json.loads(line)) for line in options.log.open()]
    else:
        runs = list(_measured(options.instances, options.budget))
        if options.log:
            options.log.write_text("".join(run.to_json() + "\n" for run in runs))
    sizes = dict.fromkeys(BY_PEOPLE + BY_DAYS + BY_STEP)
    write_into_document("scaling", table(HEADINGS, (_row(size, runs) for size in sizes)))
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(draw(_panels(runs)))


def _measured(instances: int, budget: float) -> Iterator[Run]:
    with tempfile.TemporaryDirectory() as home:
        for size in dict.fromkeys(BY_PEOPLE + BY_DAYS + BY_STEP):
            for seed in range(instances):
                problem = make_problem(size.people, size.days, seed, grain_minutes=size.step)
                path = Path(home) / f"{size.name()} {seed}.json"
                path.write_text(written(replace(problem, step_minutes=size.step)))
                run = play(OURS, path, size.name(), budget)
                print(f"{run.problem}: {run.seconds:.3f} s", file=sys.stderr, flush=True)
                yield run


def _row(size: Size, runs: list[Run]) -> list[object]:
    here = [run for run in runs if run.scene == size.name()]
    return [
        f"{size.people:,}",
        size.days,
        f"{size.step} min",
        len(here),
        f"{statistics.median(run.seconds for run in here):.3f}",
        f"{max(run.seconds for run in here):.3f}",
        f"{max(run.peak_mb for run in here):.0f}",
        sum(run.proven for run in here),
    ]


def _panels(runs: list[Run]) -> list[Panel]:
    return [
        Panel("people, 16 a day", [_point(size.people, size, runs) for size in BY_PEOPLE]),
        Panel("days, 300 people", [_point(size.days, size, runs) for size in BY_DAYS]),
        Panel("step in minutes, 300 people", [_point(size.step, size, runs) for size in BY_STEP]),
    ]


def _point(place: int, size: Size, runs: list[Run]) -> Point:
    here = [run for run in runs if run.scene == size.name()]
    seconds = sorted(run.seconds for run in here)
    return Point(
        place, statistics.median(seconds), seconds[0], seconds[-1], max(run.peak_mb for run in here)
    )


if __name__ == "__main__":
    main()
