"""How long a search may take, and what there is when that was too short."""

import pytest
from planner.monday import periods, problem, times

from oneonone.planner import make_plan
from oneonone.planner.solve.budget import Budget, UnfinishedError


def test_time_is_left_until_the_last_second() -> None:
    ticks = iter((10.0, 11.0, 11.5, 12.0))
    budget = Budget(2, clock=ticks.__next__)
    assert [budget.left(), budget.left()] == [1.0, 0.5]
    with pytest.raises(UnfinishedError):
        budget.left()


@pytest.mark.parametrize("patient", ["ana", "zoe"])
def test_whoever_offers_least_comes_first_when_there_is_no_time(patient: str) -> None:
    asked = problem(
        owner=periods(("09:00-11:30", 1), ("11:30-12:00", 3)),
        people={patient: periods("09:00-12:00"), "bo": periods("11:30-12:00")},
    )
    made = make_plan(asked, budget_seconds=0)
    assert times(made) == {patient: "09:00-09:30", "bo": "11:30-12:00"}
