"""Keeping meetings where they are, and forbidding somebody a time."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from planner.brute_force import best_levels
from planner.monday import at, periods, pin, plan, problem
from planner.random_problems import random_problem

from oneonone.planner import Levels, Pin, Problem, Stretch, make_plan, verify
from oneonone.planner.solve import pricing

TWO = problem(
    owner=periods("09:00-10:00"),
    people={
        "ana": periods(("09:00-09:30", 1), ("09:30-10:00", 3)),
        "bo": periods(("09:00-09:30", 3), ("09:30-10:00", 1)),
    },
)
SWAPPED = (pin("ana", "09:00-09:30"), pin("bo", "09:30-10:00"))


def steered(seed: int) -> Problem:
    """Give a random problem after a change: the plan before it stands, and a time is forbidden."""
    luck = random.Random(seed)
    before = random_problem(seed)
    meets = make_plan(before, budget_seconds=20).meets
    forbidden = {}
    if meets:
        one = luck.choice(meets)
        forbidden = {one.person: (Stretch(one.start, one.end),)}
    gone = luck.choice(sorted(before.people))
    people = {**before.people, gone: before.people[gone][: luck.randint(0, 2)]}
    current = tuple(Pin(meet.person, meet.start, meet.end) for meet in meets)
    return replace(before, people=people, forbidden=forbidden, current=current)


def test_no_plan_places_more_moves_fewer_or_is_better(seeds: range) -> None:
    for seed in seeds:
        asked = steered(seed)
        made = make_plan(asked, budget_seconds=20)
        assert made.optimal, seed
        assert made.levels == best_levels(asked), seed
        assert (made.moved or 0) == made.levels.moved
        assert verify(asked, made) == ()


def test_fewer_moved_rank_higher() -> None:
    one, two = (Levels(2, 4, 0, 4, Fraction(), moved) for moved in (1, 2))
    assert one.rank() > two.rank()
    assert one.rank() > two._replace(preference=6).rank()
    assert one.rank() < two._replace(placed=3).rank()


def test_nobody_moves_for_a_point() -> None:
    assert [meet.start for meet in plan(TWO).meets] == [at("09:00"), at("09:30")]
    assert [meet.person for meet in plan(TWO).meets] == ["bo", "ana"]
    kept = plan(replace(TWO, current=SWAPPED))
    assert [meet.person for meet in kept.meets] == ["ana", "bo"]
    assert (kept.moved, kept.optimal) == (0, True)


def test_somebody_moves_for_a_place() -> None:
    asked = replace(TWO, people={"ana": TWO.people["ana"], "cy": periods("09:00-09:30")})
    made = plan(replace(asked, current=(pin("ana", "09:00-09:30"),)))
    assert [meet.person for meet in made.meets] == ["cy", "ana"]
    assert (made.placed, made.moved) == (2, 1)


def test_where_somebody_meets_outside_what_was_offered_counts_as_moved() -> None:
    made = plan(replace(TWO, current=(pin("ana", "11:00-11:30"),)))
    assert (made.placed, made.moved) == (2, 1)


def test_a_meeting_of_another_length_counts_as_moved() -> None:
    assert plan(replace(TWO, current=(pin("ana", "09:30-09:45"),))).moved == 1


def test_a_pinned_meeting_stays_where_it_is_pinned() -> None:
    asked = replace(TWO, current=SWAPPED, pinned=(pin("ana", "09:30-10:00"),))
    made = plan(asked)
    assert made.moved == 2
    assert verify(asked, made) == ()


def test_a_forbidden_time_counts_as_not_offered() -> None:
    made = plan(replace(TWO, forbidden={"bo": (Stretch(at("09:10"), at("09:20")),)}))
    assert [meet.person for meet in made.meets] == ["ana", "bo"]
    alone = plan(replace(TWO, forbidden={"bo": (Stretch(at("08:00"), at("12:00")),)}))
    assert [(someone.person, someone.reason) for someone in alone.unplaced] == [
        ("bo", "no_overlap")
    ]
    assert alone.unplaced[0].detail == (
        "bo offered no time left to them that the owner offered too."
    )


def test_verify_sees_a_forbidden_meeting() -> None:
    made = plan(TWO)
    asked = replace(TWO, forbidden={"bo": (Stretch(at("09:00"), at("09:30")),)})
    assert verify(asked, made) == ("bo meets when it is forbidden",)


@pytest.mark.parametrize("large", [True, False])
def test_out_of_time_the_bound_on_moves_holds(
    monkeypatch: pytest.MonkeyPatch, *, large: bool
) -> None:
    monkeypatch.setattr(pricing, "SMALL", 0)
    monkeypatch.setattr(pricing, "LARGE", 0 if large else 20_000)
    for seed in range(40):
        asked = steered(seed)
        made = make_plan(asked, budget_seconds=1e-4)
        assert verify(asked, made) == ()
        assert made.levels.rank() <= best_levels(asked).rank() <= made.bound.rank()
