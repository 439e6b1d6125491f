"""`oneonone plan`: a problem from a file, and what the planner makes of it."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from oneonone import planner
from oneonone.cli.progress import showing_progress
from oneonone.cli.table import write_tables
from oneonone.planner.report import make_report, report_to_json


def plan_file(arguments: argparse.Namespace) -> str:
    """Plan the problem in a file, and give what to print.

    Raises:
        OSError: a file can't be read.
        ValueError: it holds no problem, or no plan of it; the text is one line.
    """
    if arguments.alternatives < 0:
        raise ValueError("--alternatives: less than none")
    problem = planner.parse_problem(read(arguments.file))
    if arguments.keep:
        current = planner.parse_meets(read(arguments.keep))
        problem = replace(problem, current=current)
    with showing_progress(arguments.budget):
        plan = planner.make_plan(problem, budget_seconds=arguments.budget)
        others = planner.find_alternatives(
            problem,
            plan,
            count=arguments.alternatives,
            budget_seconds=arguments.budget - plan.seconds,
        )
        told = (
            make_report(problem, plan.meets, budget_seconds=arguments.budget)
            if arguments.explain
            else None
        )
    if arguments.format == "table":
        return write_tables(plan, others, told)
    found: dict[str, Any] = planner.plan_to_json(plan)
    if told:
        found["report"] = report_to_json(told)
    if arguments.alternatives:
        found["alternatives"] = [planner.alternative_to_json(other) for other in others]
    return json.dumps(found, indent=2, ensure_ascii=False)


def read(file: str) -> str:
    return sys.stdin.read() if file == "-" else Path(file).read_text()
