"""Write who could start when, as plain JSON for a contestant that knows nothing of our planner.

    .venv/bin/python benchmarks/planner/candidates.py PROBLEM step|lattice TARGET

`step`: every start on the problem's step. `lattice`: only the starts that the planner considers.
One candidate is `[person, start, until, preference]`, times in units of the file's `unit_seconds`,
`until` with the buffer.
"""

import json
import sys
from collections.abc import Iterator
from math import gcd
from pathlib import Path

import numpy as np

from oneonone.planner import Problem, parse_problem
from oneonone.planner.solve.instance import (
    Instance,
    length_of,
    make_instance,
    offered_by,
    owned,
    rounded_up,
)
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.spans import lowest_level

Candidate = tuple[int, int, int, int]


def main() -> None:
    source, kind, target = sys.argv[1:]
    problem = parse_problem(Path(source).read_bytes())
    Path(target).write_text(json.dumps(to_json(problem, on_lattice=kind == "lattice")))


def to_json(problem: Problem, *, on_lattice: bool) -> dict[str, object]:
    instance = make_instance(problem)
    found = list(_on_lattice(instance) if on_lattice else _on_step(instance))
    unit = gcd(*(time for _, start, until, _ in found for time in (start, until)))
    return {
        "unit_seconds": unit,
        "candidates": [
            (person, start // unit, until // unit, preference)
            for person, start, until, preference in found
        ],
    }


def _on_lattice(instance: Instance) -> Iterator[Candidate]:
    found = find_candidates(instance)
    columns = np.stack([found.person, found.start, found.until, found.preference], axis=1)
    yield from map(tuple, columns.tolist())


def _on_step(instance: Instance) -> Iterator[Candidate]:
    owner = owned(instance)
    for person, name in enumerate(instance.names):
        offered, length = offered_by(instance, name), length_of(instance, name)
        for span in offered:
            for start in range(rounded_up(span.start, instance.step), span.end, instance.step):
                preference = lowest_level(offered, start, start + length)
                if preference and lowest_level(owner, start, start + length):
                    yield person, start, start + length + instance.buffer, preference


if __name__ == "__main__":
    main()
