"""Whatever a report says is so: done, or tried, it comes out as told."""

import random
from dataclasses import replace

import pytest
from planner.monday import at, periods, plan, problem
from planner.random_problems import random_problem

from oneonone.planner import Meet, Period, Pin, Problem, make_plan
from oneonone.planner.report import Help, Report, exact_costs, make_report, report_to_json

SEEDS = range(120)


def report_on(asked: Problem) -> Report:
    return make_report(asked, plan(asked).meets, budget_seconds=20)


def done(asked: Problem, help_: Help) -> Problem:
    """Do what would help."""
    if help_.kind == "shorter_meetings":
        assert help_.minutes is not None
        return replace(asked, meeting_minutes=help_.minutes)
    if help_.kind == "smaller_buffer":
        assert help_.minutes is not None
        return replace(asked, buffer_minutes=help_.minutes)
    assert help_.start is not None
    assert help_.end is not None
    more = Period(help_.start, help_.end, 1)
    if help_.kind == "more_time":
        return replace(asked, owner=(*asked.owner, more))
    assert help_.person is not None
    people = {**asked.people, help_.person: (*asked.people[help_.person], more)}
    return replace(asked, people=people)


def without(asked: Problem, names: set[str]) -> Problem:
    return replace(
        asked,
        people={name: each for name, each in asked.people.items() if name not in names},
        lengths={name: each for name, each in asked.lengths.items() if name not in names},
        pinned=tuple(pin for pin in asked.pinned if pin.person not in names),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_what_would_help_does(seed: int) -> None:
    asked = random_problem(seed)
    before = plan(asked).placed
    for help_ in report_on(asked).helps:
        after = plan(done(asked, help_))
        assert after.placed >= before + len(help_.places)
        assert help_.places


@pytest.mark.parametrize("seed", SEEDS)
def test_a_competing_set_is_too_large_by_one(seed: int) -> None:
    asked = random_problem(seed)
    pinned = {pin.person for pin in asked.pinned}
    for someone in report_on(asked).unplaced:
        if someone.competing:
            crowd = {someone.person, *someone.competing}
            alone = without(asked, set(asked.people) - crowd - pinned)
            assert plan(alone).placed < len(crowd | pinned)
            for one in crowd - pinned:
                assert plan(without(alone, {one})).placed == len((crowd | pinned) - {one})


@pytest.mark.parametrize("seed", SEEDS)
def test_other_times_cost_at_least_what_is_said_and_exactly_what_is_counted(seed: int) -> None:
    asked = random_problem(seed)
    best = plan(asked)
    pinned = {pin.person for pin in asked.pinned}
    for someone in report_on(asked).placed:
        if someone.person in pinned:
            assert someone.others == ()
            continue
        exact = {
            choice.start: choice for choice in exact_costs(asked, someone.person, budget_seconds=20)
        }
        for choice in someone.others:
            pin = Pin(someone.person, choice.start, choice.end)
            there = plan(replace(asked, pinned=(*asked.pinned, pin)))
            placed = there.placed - best.placed
            cost = (placed, 0 if placed else there.preference - best.preference)
            assert exact[choice.start].cost == cost
            assert tuple(choice.cost) >= cost
            assert max(choice.cost) <= 0


@pytest.mark.parametrize("seed", range(40))
def test_its_hours_are_survived_as_often_as_it_says(seed: int) -> None:
    asked = random_problem(seed)
    robust = report_on(asked).robust
    assert robust is not None
    assert 0 <= robust.survived <= robust.of


def test_a_cancelled_hour() -> None:
    asked = problem(
        owner=periods("09:00-11:00"),
        people={"ana": periods("09:00-11:00"), "bo": periods("09:00-09:30")},
    )
    robust = report_on(asked).robust
    assert robust is not None
    assert (robust.survived, robust.of) == (1, 2)


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_the_problem_does_not_matter(seed: int) -> None:
    asked = random_problem(seed)
    luck = random.Random(seed)
    names = luck.sample(list(asked.people), len(asked.people))
    shuffled = replace(
        asked,
        owner=tuple(luck.sample(asked.owner, len(asked.owner))),
        people={name: asked.people[name][::-1] for name in names},
    )
    assert report_on(asked) == report_on(shuffled)


@pytest.mark.parametrize("seed", range(40))
def test_out_of_time_it_says_what_it_knows(seed: int) -> None:
    asked = random_problem(seed)
    hasty = make_report(asked, plan(asked).meets, budget_seconds=1e-9)
    assert len(hasty.placed) + len(hasty.unplaced) == len(asked.people)
    report_to_json(hasty)


def test_it_tells_of_any_schedule() -> None:
    asked = problem(
        owner=periods("09:00-11:00"),
        people={"ana": periods("09:00-10:00"), "bo": periods("10:00-11:00")},
    )
    by_hand = [Meet("ana", at("12:00"), at("12:45"), 0)]
    told = make_report(asked, by_hand, budget_seconds=20)
    assert [(some.person, some.start, some.preference) for some in told.placed] == [
        ("ana", at("12:00"), 0)
    ]
    assert [(some.person, some.reason) for some in told.unplaced] == [("bo", "has_room")]
    nothing = make_report(asked, (), budget_seconds=20)
    assert (nothing.room, nothing.people, nothing.possible) == (4, 2, 2)
    assert nothing.placed == ()


def test_nothing_to_tell() -> None:
    for empty in (
        problem(owner=(), people={}),
        problem(owner=(), people={"ana": ()}),
        problem(owner=periods("09:00-10:00"), people={}),
    ):
        told = make_report(empty, (), budget_seconds=20)
        assert (told.placed, told.helps, told.complete) == ((), (), True)


def test_a_further_half_hour_is_worth_what_it_says() -> None:
    asked = problem(
        owner=periods("09:00-09:30"),
        people={"ana": periods("09:00-10:00"), "bo": periods("09:00-10:00")},
    )
    [first, *_] = report_on(asked).further
    assert (first.start, first.end, first.placed) == (at("09:30"), at("10:00"), 1)
    more = Period(first.start, first.end, 1)
    after = make_plan(replace(asked, owner=(*asked.owner, more)), budget_seconds=20)
    assert after.placed == 2


def test_as_json() -> None:
    asked = problem(owner=periods("09:00-09:30"), people={"ana": periods("09:00-09:30"), "bo": ()})
    told = report_to_json(report_on(asked))
    assert told["placed"] == [
        {
            "person": "ana",
            "start": "2027-03-01T09:00:00Z",
            "end": "2027-03-01T09:30:00Z",
            "preference": 2,
            "others": [],
        }
    ]
    assert told["room"] == 1
