"""What a report says, seen to by planning again: for tiny problems, as awkward as there are."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from planner.monday import MONDAY, plan
from planner.random_problems import scattered_problem
from planner.reports import PROBLEMS, SOAK, done, only, report_of

from oneonone.planner import Meet, Period, Pin, Plan, Problem, Reason
from oneonone.planner.report import (
    HAS_ROOM,
    Choice,
    Cost,
    FurtherTime,
    Robustness,
    asking,
    exact_costs,
    make_report,
    robust,
)
from oneonone.planner.report.standing import make_standing
from oneonone.planner.solve.instance import make_instance

HOUR, HALF_HOUR = timedelta(hours=1), timedelta(minutes=30)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SCATTERED = range(600) if SOAK else (12, 13, 16, 23, 27, 48)

problems = pytest.mark.parametrize("problem", PROBLEMS.values(), ids=PROBLEMS.keys())


def difference(worse: Plan, best: Plan) -> Cost:
    placed = worse.placed - best.placed
    return Cost(placed, 0 if placed else worse.preference - best.preference)


def pinned_at(problem: Problem, person: str, choice: Choice) -> Plan:
    pin = Pin(person, choice.start, choice.end)
    return plan(replace(problem, pinned=(*problem.pinned, pin)))


def edited(made: Plan, luck: random.Random) -> tuple[Meet, ...]:
    """Leave some meetings out and move some anywhere."""
    return tuple(
        replace(meet, start=meet.start + by, end=meet.end + by)
        for meet in luck.sample(made.meets, luck.randint(0, len(made.meets)))
        for by in [timedelta(minutes=luck.choice((0, 0, 0, 5, 45)))]
    )


@problems
def test_every_help_places_what_it_says(problem: Problem) -> None:
    made = plan(problem)
    report = report_of(problem)
    assert report.complete
    for help_ in report.helps:
        helped = done(problem, help_)
        assert help_.places
        assert plan(helped).placed >= made.placed + len(help_.places)
        together = {meet.person for meet in made.meets} | set(help_.places)
        assert plan(only(helped, together)).placed == len(together)


@problems
def test_every_group_is_minimal(problem: Problem) -> None:
    report = report_of(problem)
    for someone in report.unplaced:
        assert (someone.reason == Reason.CROWDED_OUT) == bool(someone.competing)
        if someone.competing:
            group = {someone.person, *someone.competing}
            assert plan(only(problem, group)).placed < len(group)
            for name in group:
                assert plan(only(problem, group - {name})).placed == len(group) - 1


@problems
def test_costs_are_at_most_the_true_costs(problem: Problem) -> None:
    for someone in report_of(problem).placed:
        exact = exact_costs(problem, someone.person, budget_seconds=20)
        others = [choice for choice in exact if choice.start != someone.start]
        assert [replace(each, cost=None) for each in someone.others] == [
            replace(each, cost=None) for each in others
        ]
        for least, choice in zip(someone.others, others, strict=True):
            assert choice.cost <= least.cost <= (0, 0)
            assert set(map(type, least.cost)) == {int}


@problems
def test_exact_costs_are_the_true_costs(problem: Problem) -> None:
    made = plan(problem)
    for name in problem.people:
        for choice in exact_costs(problem, name, budget_seconds=20):
            pinned = pinned_at(problem, name, choice)
            assert choice.cost == difference(pinned, made)
            assert choice.preference == next(
                meet.preference for meet in pinned.meets if meet.person == name
            )


@problems
def test_as_many_cancellations_are_survived(problem: Problem) -> None:
    made = plan(problem)
    outcomes = [plan(less).placed == made.placed for less in _cancelled(problem)]
    assert report_of(problem).robust == Robustness(sum(outcomes), len(outcomes))


@problems
def test_as_many_are_survived_where_nobody_makes_way(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = report_of(problem).robust
    monkeypatch.setattr(robust.Board, "placed", lambda *_: None)
    assert report_of(problem).robust == told


@problems
@pytest.mark.parametrize("rounds", [(), (2,)])
def test_a_half_hour_is_worth_the_same_where_nothing_is_completed(
    problem: Problem, rounds: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = report_of(problem)
    monkeypatch.setattr(asking, "MOST_LEFT", -1)
    monkeypatch.setattr(asking, "ROUNDS", rounds)
    searched = report_of(problem)
    assert (searched.further, searched.robust) == (told.further, told.robust)


def _cancelled(problem: Problem) -> Iterator[Problem]:
    """Take each clock hour of the owner's away."""
    hours = {
        hour
        for period in problem.owner
        for hour in range((period.start - EPOCH) // HOUR, -((EPOCH - period.end) // HOUR))
    }
    for hour in sorted(hours):
        start = EPOCH + hour * HOUR
        before = [replace(p, end=min(p.end, start)) for p in problem.owner if p.start < start]
        after = [
            replace(p, start=max(p.start, start + HOUR))
            for p in problem.owner
            if p.end > start + HOUR
        ]
        yield replace(problem, owner=(*before, *after))


@pytest.mark.parametrize(
    "problem",
    [*PROBLEMS.values(), *map(scattered_problem, SCATTERED)],
    ids=[*PROBLEMS.keys(), *map("scattered {}".format, SCATTERED)],
)
def test_further_half_hours_are_worth_what_they_say(problem: Problem) -> None:
    made = plan(problem)
    gains = []
    for half in range(7, 48):
        start = MONDAY + half * HALF_HOUR
        more = plan(replace(problem, owner=(*problem.owner, Period(start, start + HALF_HOUR, 1))))
        gain = (more.placed - made.placed, more.preference - made.preference)
        if gain > (0, 0):
            gains.append(FurtherTime(start, start + HALF_HOUR, *gain))
    gains.sort(key=lambda each: (-each.placed, -each.preference, each.start))
    assert report_of(problem).further == tuple(gains[:10])


@problems
def test_a_report_of_an_edited_schedule(problem: Problem) -> None:
    made = plan(problem)
    luck = random.Random(0)
    meets = edited(made, luck)
    report = make_report(problem, meets, budget_seconds=20)
    pinned = {pin.person for pin in problem.pinned}
    names = {meet.person for meet in meets} | pinned
    assert report.complete
    assert report.possible == made.placed
    kept = make_standing(make_instance(problem), meets)
    if kept.is_planned:
        survived = [plan(less).placed >= len(kept.kept) for less in _cancelled(problem)]
        assert report.robust == Robustness(sum(survived), len(survived))
    assert {someone.person for someone in report.placed} == names
    assert {someone.person for someone in report.unplaced} == problem.people.keys() - names
    for someone in report.unplaced:
        if someone.reason == HAS_ROOM:
            assert plan(only(problem, [someone.person])).placed == 1


@problems
def test_input_order_leaves_the_report_identical(problem: Problem) -> None:
    made = plan(problem)
    luck = random.Random(0)
    names = luck.sample(list(problem.people), len(problem.people))
    shuffled = replace(
        problem,
        owner=tuple(luck.sample(problem.owner, len(problem.owner))),
        people={
            name: tuple(luck.sample(problem.people[name], len(problem.people[name])))
            for name in names
        },
        pinned=tuple(reversed(problem.pinned)),
    )
    meets = tuple(reversed(made.meets))
    assert make_report(shuffled, meets, budget_seconds=20) == report_of(problem)


@problems
def test_names_do_not_matter(problem: Problem) -> None:
    names = sorted(problem.people)
    new = dict(zip(names, reversed(names), strict=True))
    renamed = replace(
        problem,
        people={new[name]: offered for name, offered in problem.people.items()},
        lengths={new[name]: minutes for name, minutes in problem.lengths.items()},
        pinned=tuple(replace(pin, person=new[pin.person]) for pin in problem.pinned),
    )
    one, other = (make_report(each, (), budget_seconds=20) for each in (problem, renamed))
    assert (one.room, one.possible, one.robust) == (other.room, other.possible, other.robust)
    assert one.further == other.further


@problems
def test_a_report_out_of_time_says_so(problem: Problem) -> None:
    made = plan(problem)
    for seconds in (0, 0.001, 0.003):
        report = make_report(problem, made.meets, budget_seconds=seconds)
        assert {each.person for each in report.placed} == {meet.person for meet in made.meets}
        assert len(report.placed) + len(report.unplaced) == len(problem.people)
        if report.complete:
            assert report == report_of(problem)
        exact_costs(problem, next(iter(problem.people)), budget_seconds=seconds)
