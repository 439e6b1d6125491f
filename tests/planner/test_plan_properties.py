"""What holds for every problem, whatever its best schedule."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planner.monday import period, plan
from planner.random_problems import random_problem

from oneonone.planner import Meet, Period, Pin, Plan, Problem, make_plan, verify

Times = TypeVar("Times", Period, Pin, Meet)

problems = st.integers(0, 10**9).map(random_problem)
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shuffled(problem: Problem, luck: random.Random) -> Problem:
    def mixed(items: tuple) -> tuple:
        return tuple(luck.sample(items, len(items)))

    names = luck.sample(list(problem.people), len(problem.people))
    return replace(
        problem,
        owner=mixed(problem.owner),
        people={name: mixed(problem.people[name]) for name in names},
        lengths={name: problem.lengths[name] for name in names if name in problem.lengths},
        pinned=mixed(problem.pinned),
    )


def facts(plan: Plan) -> Plan:
    return replace(plan, seconds=0.0)


@relaxed
@given(problem=problems, luck=st.randoms(use_true_random=False))
def test_input_order_leaves_the_plan_identical(problem: Problem, luck: random.Random) -> None:
    assert facts(plan(shuffled(problem, luck))) == facts(plan(problem))


@relaxed
@given(problem=problems, weeks=st.integers(-100, 100))
def test_a_shift_by_weeks_shifts_the_plan(problem: Problem, weeks: int) -> None:
    by = timedelta(weeks=weeks)

    def later(times: Times) -> Times:
        return replace(times, start=times.start + by, end=times.end + by)

    moved = replace(
        problem,
        owner=tuple(map(later, problem.owner)),
        people={name: tuple(map(later, offered)) for name, offered in problem.people.items()},
        pinned=tuple(map(later, problem.pinned)),
    )
    made = plan(problem)
    assert facts(plan(moved)) == facts(replace(made, meets=tuple(map(later, made.meets))))


@relaxed
@given(problem=problems, luck=st.randoms(use_true_random=False))
def test_renaming_leaves_the_levels(problem: Problem, luck: random.Random) -> None:
    names = list(problem.people)
    new = dict(zip(names, luck.sample(names, len(names)), strict=True))
    renamed = replace(
        problem,
        people={new[name]: offered for name, offered in problem.people.items()},
        lengths={new[name]: minutes for name, minutes in problem.lengths.items()},
        pinned=tuple(replace(pin, person=new[pin.person]) for pin in problem.pinned),
    )
    assert plan(renamed).levels == plan(problem).levels


@relaxed
@given(problem=problems, start=st.integers(9 * 60, 14 * 60), minutes=st.integers(1, 120))
def test_more_owner_time_never_places_fewer(problem: Problem, start: int, minutes: int) -> None:
    clocks = (f"{at // 60:02}:{at % 60:02}" for at in (start, start + minutes))
    more = replace(problem, owner=(*problem.owner, period("-".join(clocks), 1)))
    assert plan(more).placed >= plan(problem).placed


@relaxed
@given(problem=problems, luck=st.randoms(use_true_random=False))
def test_verify_rejects_a_moved_meeting(problem: Problem, luck: random.Random) -> None:
    """Any other start is off the step, not offered, in another's way, or changes the levels."""
    made = plan(problem)
    assert verify(problem, made) == ()
    if made.meets:
        meet = luck.choice(made.meets)
        by = timedelta(seconds=luck.choice((-900, -300, -60, -1, 1, 60, 300, 900)))
        moved = replace(meet, start=meet.start + by, end=meet.end + by)
        meets = tuple(moved if each is meet else each for each in made.meets)
        assert verify(problem, replace(made, meets=meets)) != ()


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_out_of_time_is_sound_and_bounded(seed: int) -> None:
    problem = random_problem(seed)
    hasty, best = make_plan(problem, budget_seconds=0), plan(problem)
    assert verify(problem, hasty) == ()
    assert hasty.levels.rank() <= best.levels.rank() <= hasty.bound.rank()
