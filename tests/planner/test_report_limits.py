"""What a report does where something is too large, too hard, or out of time."""

import itertools
import random
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from planner.monday import at, periods, plan, problem
from planner.random_problems import random_problem

from oneonone.planner import Period, Problem, Reason, parse_problem
from oneonone.planner.report import conflicts, fitting, helps, make_report, shorter
from oneonone.planner.report.prices import Prices
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.instance import Integers, make_instance
from oneonone.planner.solve.lattice import find_candidates

PATHS = sorted(Path(__file__).parent.joinpath("fractional").glob("*.json"))


def no_idea(_: Integers) -> int:
    """Complete nothing."""
    return 0


def crowd(seed: int) -> Problem:
    """Give people of uneven lengths in as much time as that many half hours take."""
    luck = random.Random(seed)
    names = [f"p{number}" for number in range(luck.randint(8, 14))]
    span = 30 * len(names)

    def stretch() -> Period:
        minutes = luck.choice((45, 60, 75))
        start = at("09:00") + timedelta(minutes=luck.randrange(0, span - minutes + 1, 15))
        return Period(start, start + timedelta(minutes=minutes), 2)

    return problem(
        owner=(Period(at("09:00"), at("09:00") + timedelta(minutes=span), 2),),
        people={name: tuple(stretch() for _ in range(luck.randint(1, 3))) for name in names},
        lengths={name: luck.choice((15, 30, 45, 60)) for name in names if luck.random() < 0.6},
    )


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
    assert prices.places(prices.shut, prices.placed, no_idea)
    assert not prices.places(prices.shut, prices.placed + 1, no_idea)


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


def test_only_branch_and_bound_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = make_instance(crowd(80))
    assert fitting.find_misfits(instance, set(instance.names), Budget(20)) == set()
    assert plan(crowd(80)).placed == len(instance.names)
    monkeypatch.setattr(fitting, "MOST_COLUMNS", 0)
    with pytest.raises(fitting.UndecidedError):
        fitting.find_misfits(instance, set(instance.names), Budget(20))
