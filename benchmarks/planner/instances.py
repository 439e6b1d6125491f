"""Write the small instances and what is best for each; nothing changes when run again.

    .venv/bin/python benchmarks/planner/instances.py

An instance is a problem in the planner's own format, one person a line.
"""

import json
from pathlib import Path

from families import FAMILIES

from oneonone.planner import Problem, make_plan, plan_to_json, problem_to_json

HOME = Path(__file__).with_name("instances")
BEST = HOME / "best.json"
SIZES = (10, 20, 30, 40, 60, 80)
SEED = 1


def main() -> None:
    HOME.mkdir(exist_ok=True)
    best = {}
    for family, make in FAMILIES.items():
        for people in SIZES:
            problem = make(people, SEED)
            name = f"{family}-{people}"
            (HOME / f"{name}.json").write_text(written(problem))
            plan = plan_to_json(make_plan(problem, budget_seconds=60))
            if not plan["optimal"]:
                raise SystemExit(f"{name} is not proven")
            best[name] = {"levels": plan["levels"], "bound": plan["bound"]}
    lines = (f"  {json.dumps(name)}: {json.dumps(found)}" for name, found in best.items())
    BEST.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def written(problem: Problem) -> str:
    """Give the JSON of a problem, a line for each person and for each other field."""
    fields = problem_to_json(problem)
    people = [f"    {json.dumps(name)}: {_short(at)}" for name, at in fields.pop("people").items()]
    lines = [f"  {json.dumps(name)}: {_short(value)}" for name, value in fields.items()]
    lines.append('  "people": {\n' + ",\n".join(people) + "\n  }")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _short(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    main()
