"""Let the planner and others solve the same problems, and compare them.

    .venv/bin/python benchmarks/planner/run.py [--instances 10] [--sizes 50 200 300 1000 2000]
        [--five-minutes 1000] [--families …] [--contestants ours relaxation …] [--rivals 3]
        [--budget 60] [--files FILE …] [--log FILE] [--write]

The contestants take turns on each problem, each in a process of its own. Exits with 1 where one of
ours is unproven, or another contestant has found something better, or has proven something else.
CP-SAT needs .venv-bench, see docs/benchmark-planner.md.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from contestants import CPSAT, NAMES, ORTOOLS, OURS, RELAXATIONS, SLOW, Run, play
from families import FAMILIES
from problems import DAYS
from report import faults, tables, write_into_document
from scenes import Scene, scenes

SIZES = (50, 200, 300, 1000, 2000)
FIVE_MINUTES = (1000,)


def main() -> None:
    options = parse_options()
    if set(options.contestants) & set(CPSAT) and not ORTOOLS.exists():
        sys.exit("CP-SAT has no environment: python3 -m venv .venv-bench, and install there.")
    runs = [Run(**json.loads(line)) for path in options.read for line in path.open()]
    for run in _runs(options):
        runs.append(run)
        print(f"{run.problem}: {run.contestant} {run.seconds:.3f} s", file=sys.stderr, flush=True)
        if options.log:
            with options.log.open("a") as log:
                log.write(run.to_json() + "\n")
    text = tables(runs, options.budget)
    print(text)
    if options.write:
        write_into_document("results", text)
    wrong = faults(runs)
    if wrong:
        sys.exit("\n".join(wrong))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--instances", type=int, default=10)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, choices=DAYS)
    parser.add_argument("--five-minutes", type=int, nargs="*", default=FIVE_MINUTES, choices=DAYS)
    parser.add_argument("--families", nargs="*", default=list(FAMILIES), choices=FAMILIES)
    parser.add_argument("--contestants", nargs="+", default=NAMES, choices=NAMES)
    parser.add_argument("--rivals", type=int, help="instances CP-SAT and the MIP get; else all")
    parser.add_argument("--budget", type=float, default=60, help="seconds for each problem")
    parser.add_argument(
        "--files", type=Path, nargs="+", default=[], help="problems to solve instead"
    )
    parser.add_argument("--log", type=Path, help="add a line of JSON for each run")
    parser.add_argument("--read", type=Path, nargs="+", default=[], help="logs of runs to add")
    parser.add_argument("--write", action="store_true", help="put the tables into the document")
    return parser.parse_args()


def _runs(options: argparse.Namespace) -> Iterator[Run]:
    with tempfile.TemporaryDirectory() as home:
        for path in options.files:
            copy = Path(home) / path.name  # candidates are written beside it
            copy.write_bytes(path.read_bytes())
            names = [name for name in NAMES if name == OURS or name in options.contestants]
            yield from (play(name, copy, "files", options.budget) for name in names)
        for scene in (
            () if options.files else scenes(options.sizes, options.five_minutes, options.families)
        ):
            for seed in range(options.instances):
                path = scene.write(seed, Path(home))
                for name in _playing(options, scene, seed):
                    yield play(name, path, scene.name, options.budget)


def _playing(options: argparse.Namespace, scene: Scene, seed: int) -> Iterator[str]:
    """Ours always, the others by turns; of the relaxations the scene's, CP-SAT and MIP by count."""
    few = options.rivals is not None and seed >= options.rivals
    for name in NAMES:
        other_relaxation = name in RELAXATIONS and name != scene.relaxation
        wanted = name == OURS or name in options.contestants
        if wanted and not other_relaxation and not (few and name in SLOW):
            yield name


if __name__ == "__main__":
    main()
