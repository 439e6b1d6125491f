"""CP-SAT on the candidates of one problem; runs in an environment of its own.

    .venv-bench/bin/python benchmarks/planner/cpsat.py CANDIDATES intervals|cliques SECONDS

It is asked for the first two levels only, both at once: a meeting weighs more than everybody's
preferences. (One after the other takes it longer.) There are two models:

- `intervals`: for each person an optional interval with a start of its own, all in one NoOverlap;
- `cliques`: for each candidate a Boolean, at most one of each person, and at most one of those that
  are going on at each start.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from ortools.sat.python import cp_model
from usage import measure

WORKERS = 2
Candidate = tuple[int, int, int, int]
WARM_UP: list[Candidate] = [(0, 0, 2, 1), (0, 1, 3, 3), (1, 0, 2, 2), (2, 0, 2, 2)]


class Terms(NamedTuple):
    """What counts: literals that say who is placed, and others with their preference."""

    placed: list[Any]
    liked: list[Any]
    preference: list[int]


def main() -> None:
    path, kind, budget = sys.argv[1:]
    candidates = json.loads(Path(path).read_bytes())["candidates"]
    solve(WARM_UP, MODELS[kind], float(budget))
    answer, used = measure(lambda: solve(candidates, MODELS[kind], float(budget)))
    print(json.dumps(answer | used))


def solve(
    candidates: list[Candidate],
    build: Callable[[cp_model.CpModel, list[Candidate]], Terms],
    budget: float,
) -> dict[str, Any]:
    model = cp_model.CpModel()
    terms = build(model, candidates)
    placed = cp_model.LinearExpr.sum(terms.placed)
    preference = cp_model.LinearExpr.weighted_sum(terms.liked, terms.preference)
    weight = 3 * len({person for person, *_ in candidates}) + 1
    model.maximize(weight * placed + preference)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = budget
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {
        "levels": [solver.value(placed), solver.value(preference)] if found else [],
        "proven": status == cp_model.OPTIMAL,
        "solver_seconds": solver.wall_time,
    }


def intervals(model: cp_model.CpModel, candidates: list[Candidate]) -> Terms:
    terms, booked = Terms([], [], []), []
    for choices in _by_person(candidates):
        present = model.new_bool_var("")
        start = model.new_int_var_from_domain(_domain(choices, 1), "")
        size = choices[0][2] - choices[0][1]
        booked.append(model.new_optional_fixed_size_interval_var(start, size, present, ""))
        terms.placed.append(present)
        terms.liked.extend(_likings(model, choices, start, present))
    terms.preference.extend([1] * len(terms.liked))
    model.add_no_overlap(booked)
    return terms


def _likings(
    model: cp_model.CpModel, choices: list[Candidate], start: Any, present: Any
) -> list[Any]:
    """Give for each preference up to the highest a literal that the meeting has at least that."""
    likings = [present]
    for level in (2, 3):
        better = sum(preference >= level for *_, preference in choices)
        if 0 < better < len(choices):
            liked = model.new_bool_var("")
            model.add_implication(liked, likings[-1])
            inside = model.add_linear_expression_in_domain(start, _domain(choices, level))
            inside.only_enforce_if(liked)
            likings.append(liked)
        elif better:
            likings.append(likings[-1])
    return likings


def _domain(choices: list[Candidate], level: int) -> cp_model.Domain:
    return cp_model.Domain.from_values([start for _, start, _, liked in choices if liked >= level])


def cliques(model: cp_model.CpModel, candidates: list[Candidate]) -> Terms:
    chosen = [model.new_bool_var("") for _ in candidates]
    members = defaultdict(list)
    starts = sorted({start for _, start, _, _ in candidates})
    position = {start: at for at, start in enumerate(starts)}
    for literal, (person, start, until, _) in zip(chosen, candidates, strict=True):
        members["person", person].append(literal)
        at = position[start]
        while at < len(starts) and starts[at] < until:
            members["start", at].append(literal)
            at += 1
    for literals in members.values():
        model.add_at_most_one(literals)
    return Terms(chosen, chosen, [preference for *_, preference in candidates])


def _by_person(candidates: list[Candidate]) -> list[list[Candidate]]:
    choices = defaultdict(list)
    for candidate in candidates:
        choices[candidate[0]].append(candidate)
    return list(choices.values())


MODELS = {"intervals": intervals, "cliques": cliques}

if __name__ == "__main__":
    main()
