"""What a report does where something is too large, too hard, or out of time."""

import itertools
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from planner.monday import period, periods, pin, plan, problem
from planner.random_problems import pressed_problem, random_problem
from planner.reports import LONG, PATHS, PROBLEMS, meet, report_of, span

from oneonone.planner import Problem, Reason, parse_problem
from oneonone.planner.report import (
    Choice,
    FurtherTime,
    HelpKind,
    Placed,
    Report,
    conflicts,
    exact_costs,
    fitting,
    helps,
    make_report,
    sharpening,
    shorter,
)
from oneonone.planner.report.prices import Prices
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.instance import make_instance
from oneonone.planner.solve.lattice import find_candidates


def prices_of(asked: Problem, budget: Budget) -> Prices:
    instance = make_instance(asked)
    candidates = find_candidates(instance)
    return Prices(instance, candidates, np.zeros(len(candidates), bool), budget)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_whenever_the_clock_stops_a_value_is_right_or_missing(path: Path) -> None:
    asked = parse_problem(path.read_bytes())
    values = set()
    for ticks in range(0, 40, 3):
        try:
            values.add(prices_of(asked, Budget(ticks, clock=itertools.count().__next__)).best)
        except UnfinishedError:
            continue
    assert values <= {prices_of(asked, Budget(20)).best}


@pytest.mark.parametrize("seed", range(0, 20, 2))
def test_as_many_are_placed_whoever_counts(seed: int) -> None:
    prices = prices_of(random_problem(seed), Budget(20))
    assert prices.places(prices.shut, prices.placed)
    assert not prices.places(prices.shut, prices.placed + 1)


def test_somebody_who_only_likes_it_a_little_is_placed() -> None:
    prices = prices_of(problem(people={"ana": periods(("09:00-09:30", 1))}), Budget(20))
    assert prices.places(prices.shut, 1)


def test_a_group_among_too_many_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "MOST_NEAR", 1)
    only = periods("09:00-10:00")
    report = make_report(
        problem(people=dict.fromkeys(("ana", "bo", "cy"), only)), (), budget_seconds=20
    )
    (left,) = (someone for someone in report.unplaced if someone.reason == Reason.CROWDED_OUT)
    assert (left.competing, report.complete) == ((), False)
    assert left.detail.endswith(f"hold the times {left.person} could have had.")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_without_branch_and_bound(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is still said is the same."""
    asked = parse_problem(path.read_bytes())
    meets = plan(asked).meets
    best = make_report(asked, meets, budget_seconds=20)
    monkeypatch.setattr(fitting, "MOST_COLUMNS", 0)
    monkeypatch.setattr(helps, "MOST_COLUMNS", 0)
    monkeypatch.setattr(shorter, "MOST_FITTED", 0)
    hasty = make_report(asked, meets, budget_seconds=20)
    assert (hasty.possible, hasty.robust) == (best.possible, best.robust)
    assert [each.person for each in hasty.unplaced] == [each.person for each in best.unplaced]


@pytest.mark.parametrize("name", [path.stem for path in PATHS if path.stem not in LONG])
def test_without_cuts(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is exact is the same."""
    asked = PROBLEMS[name]
    meets = plan(asked).meets
    names = sorted(asked.people)[:3]

    def told() -> tuple[Report, list[tuple[Choice, ...]]]:
        report = make_report(asked, meets, budget_seconds=20)
        costs = [exact_costs(asked, name, budget_seconds=20) for name in names]
        return replace(report, placed=(), unplaced=()), costs

    cut = told()
    monkeypatch.setattr(sharpening, "find_cuts", lambda *_: ())
    assert told() == cut


def test_without_cuts_only_branch_and_bound_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharpening, "find_cuts", lambda *_: ())
    for seeds, fits in (((37, 80, 96, 134), True), ((2560, 2815), False)):
        monkeypatch.setattr(fitting, "MOST_COLUMNS", 1500)
        crowds = [make_instance(pressed_problem(seed)) for seed in seeds]
        for each in crowds:
            assert (plan(each.problem).placed == len(each.names)) == fits
            assert (fitting.find_misfits(each, each.names, Budget(20)) == set()) == fits
        monkeypatch.setattr(fitting, "MOST_COLUMNS", 0)
        undecided = 0
        for each in crowds:
            try:
                assert (fitting.find_misfits(each, each.names, Budget(20)) == set()) == fits
            except fitting.UndecidedError:
                undecided += 1
        assert undecided


def test_nothing_is_known_without_time() -> None:
    people = {"ana": periods("09:00-10:00"), "bo": periods("09:00-10:00")}
    asked = problem(people=people, pinned=(pin("bo", "11:00-11:30"),))
    report = make_report(asked, [meet("ana", "09:00-09:30")], budget_seconds=0)
    assert report == Report(
        room=6,
        people=2,
        possible=None,
        placed=(
            Placed("ana", *span("09:00-09:30"), 2, ()),
            Placed("bo", *span("11:00-11:30"), 0, ()),
        ),
        unplaced=(),
        helps=(),
        further=(),
        robust=None,
        complete=False,
    )


def test_too_much_for_memory_is_left_out() -> None:
    day = period("00:00-23:00")
    wide = replace(day, end=day.end + timedelta(days=60))
    names = [f"p{number}" for number in range(250)]
    asked = problem(
        meeting_minutes=5,
        step_minutes=1,
        owner=(wide,),
        people=dict.fromkeys(names, (wide,)),
        lengths={"p0": 35},
    )
    report = make_report(asked, [meet("p0", "09:00-09:35")], budget_seconds=20)
    assert not report.complete
    assert (report.possible, report.robust, report.further) == (None, None, ())
    assert exact_costs(asked, "p0", budget_seconds=20) == ()


def test_years_of_time_are_too_much_to_help_with() -> None:
    for_ever = period("08:00-09:00")
    for_ever = replace(for_ever, end=for_ever.end + timedelta(days=9_999))
    people = {"ana": (for_ever,), "bo": periods("08:00-09:00")}
    asked = problem(people=people, owner=periods("08:00-08:20"))
    report = report_of(asked)
    assert [each.kind for each in report.helps] == [HelpKind.SHORTER_MEETINGS]
    assert not report.complete
    assert len(report.further) == 10
    assert report.further[0] == FurtherTime(*span("08:00-08:30"), 1, 2)
    assert report_of(replace(asked, owner=(for_ever,), meeting_minutes=60)).room == 239_977
