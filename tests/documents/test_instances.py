"""The benchmark's small instances: each is solved anew, and is as good as it was."""

import json
from pathlib import Path

import pytest

from oneonone.planner import make_plan, parse_problem, plan_to_json

HOME = Path(__file__).parents[2] / "benchmarks" / "planner" / "instances"
BEST = json.loads((HOME / "best.json").read_text())


def test_every_instance_has_its_best() -> None:
    assert sorted(BEST) == sorted(path.stem for path in HOME.glob("*-*.json"))


@pytest.mark.parametrize("name", BEST)
def test_the_best_is_found_and_proven(name: str) -> None:
    problem = parse_problem((HOME / f"{name}.json").read_bytes())
    plan = plan_to_json(make_plan(problem, budget_seconds=60))
    assert plan["optimal"]
    assert {key: plan[key] for key in ("levels", "bound")} == BEST[name]
