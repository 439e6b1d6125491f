"""Reports and their fields in short, and what to try them on."""

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from planner.monday import period, pin, plan
from planner.random_problems import pressed_problem, random_problem

from oneonone.planner import Meet, Period, Problem, parse_problem
from oneonone.planner.report import Choice, Cost, Help, HelpKind, Report, Times, make_report

SOAK = os.environ.get("ONEONONE_SOAK") == "1"
SEEDS = 600 if SOAK else 18
PRESSED = range(120) if SOAK else (20, 33, 59, 68)  # halves stay in these
LONG = () if SOAK else ("two_steps_refuted", "first_node_refutes")  # many people

PATHS = sorted(Path(__file__).parent.joinpath("fractional").glob("*.json"))
PROBLEMS = {
    **{f"random {seed}": random_problem(seed) for seed in range(SEEDS)},
    **{f"pressed {seed}": pressed_problem(seed, 1) for seed in PRESSED},
    **{path.stem: parse_problem(path.read_bytes()) for path in PATHS if path.stem not in LONG},
}


def report_of(asked: Problem) -> Report:
    return make_report(asked, plan(asked).meets, budget_seconds=20)


def meet(person: str, times: str, preference: int = 2) -> Meet:
    fact = pin(person, times)
    return Meet(person, fact.start, fact.end, preference)


def span(times: str) -> Times:
    there = period(times)
    return Times(there.start, there.end)


def choice(times: str, preference: int, placed: int, below: int) -> Choice:
    return Choice(*span(times), preference, Cost(placed, below))


def helps(report: Report, kind: HelpKind) -> list[Help]:
    return [each for each in report.helps if each.kind == kind]


def only(problem: Problem, names: Collection[str]) -> Problem:
    return replace(
        problem,
        people={name: problem.people[name] for name in names},
        lengths={name: problem.lengths[name] for name in names if name in problem.lengths},
        pinned=tuple(pin for pin in problem.pinned if pin.person in names),
    )


def done(problem: Problem, help_: Help) -> Problem:
    if help_.kind == HelpKind.SHORTER_MEETINGS:
        return replace(problem, meeting_minutes=help_.minutes)
    if help_.kind == HelpKind.SMALLER_BUFFER:
        return replace(problem, buffer_minutes=help_.minutes)
    assert help_.start is not None
    assert help_.end is not None
    period = Period(help_.start, help_.end, 1)
    if help_.kind == HelpKind.MORE_TIME:
        return replace(problem, owner=(*problem.owner, period))
    assert help_.person is not None
    more = {help_.person: (*problem.people[help_.person], period)}
    return replace(problem, people={**problem.people, **more})
