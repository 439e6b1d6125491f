"""Other plans: as many places, nearly as much liked, and other times."""

from dataclasses import replace

from planner.monday import at, periods, plan, problem
from planner.random_problems import random_problem

from oneonone.planner import (
    Change,
    Meet,
    Plan,
    Problem,
    Unplaced,
    find_alternatives,
    make_plan,
    verify,
)

TWO = problem(
    owner=periods("09:00-10:00"),
    people={"ana": periods("09:00-10:00"), "bo": periods("09:00-10:00")},
)


def as_plan(asked: Problem, made: Plan) -> list[Plan]:
    """Give the alternatives as plans that are not the best, for `verify` to judge."""
    return [
        replace(
            made,
            meets=other.meets,
            unplaced=other.unplaced,
            levels=other.levels,
            optimal=other.levels == made.bound,
        )
        for other in find_alternatives(asked, made, count=3, budget_seconds=20)
    ]


def test_the_other_way_round() -> None:
    made = plan(TWO)
    [other] = find_alternatives(TWO, made, count=3, budget_seconds=20)
    assert [meet.person for meet in other.meets] == [meet.person for meet in made.meets][::-1]
    assert other.levels == made.levels
    assert [change.person for change in other.changes] == ["ana", "bo"]
    assert {change.after.start for change in other.changes if change.after} == {
        at("09:00"),
        at("09:30"),
    }


def test_as_many_as_possible_are_elsewhere() -> None:
    everybody = {name: periods("09:00-12:00") for name in ("ana", "bo", "cy")}
    roomy = replace(TWO, owner=periods("09:00-12:00"), people=everybody)
    made = plan(roomy)
    others = find_alternatives(roomy, made, count=2, budget_seconds=20)
    for other in others:
        assert [change.person for change in other.changes] == ["ana", "bo", "cy"]
    meets = [meet for each in (made, *others) for meet in each.meets]
    assert len({(meet.person, meet.start) for meet in meets}) == 9


def test_somebody_alone_has_another_time() -> None:
    alone = replace(TWO, people={"ana": TWO.people["ana"]})
    made = plan(alone)
    (late,) = find_alternatives(alone, made, count=3, budget_seconds=20)
    assert late.meets == (Meet("ana", at("09:30"), at("10:00"), 2),)
    assert late.changes == (Change("ana", made.meets[0], late.meets[0]),)


def test_somebody_else_loses_their_place() -> None:
    only = periods("09:00-09:30")
    crowd = replace(TWO, people={"ana": only, "bo": only})
    made = plan(crowd)
    (other,) = find_alternatives(crowd, made, count=3, budget_seconds=20)
    (kept,), (lost,) = made.meets, other.unplaced
    assert lost == Unplaced(
        kept.person,
        "crowded_out",
        f"{other.meets[0].person} holds the times {kept.person} could have had.",
    )
    assert set(other.changes) == {
        Change(kept.person, kept, None),
        Change(other.meets[0].person, None, other.meets[0]),
    }


def test_no_other_plan() -> None:
    alone = replace(TWO, people={"ana": periods("09:00-09:30")})
    assert find_alternatives(alone, plan(alone), count=3, budget_seconds=20) == ()
    nobody = replace(TWO, people={"ana": ()})
    assert find_alternatives(nobody, plan(nobody), count=3, budget_seconds=20) == ()


def test_no_more_than_asked_for() -> None:
    crowd = replace(TWO, people={name: periods("09:00-10:00") for name in "abcdef"})
    made = plan(crowd)
    assert len(find_alternatives(crowd, made, count=2, budget_seconds=20)) == 2
    assert find_alternatives(crowd, made, count=2, budget_seconds=1e-9) == ()


def test_they_are_sound_place_as_many_and_differ(seeds: range) -> None:
    for seed in seeds:
        asked = random_problem(seed)
        made = make_plan(asked, budget_seconds=20)
        plans = as_plan(asked, made)
        schedules = [made.meets, *(other.meets for other in plans)]
        assert len(set(schedules)) == len(schedules)
        for other in plans:
            assert verify(asked, other) == ()
            assert other.placed == made.placed
            assert other.levels.rank() <= made.levels.rank()


def test_changes_tell_who_is_elsewhere() -> None:
    asked = random_problem(4)
    made = make_plan(asked, budget_seconds=20)
    for other in find_alternatives(asked, made, count=3, budget_seconds=20):
        before = {meet.person: meet for meet in made.meets}
        after = {meet.person: meet for meet in other.meets}
        for change in other.changes:
            assert change.before != change.after
            assert (change.before, change.after) == (
                before.get(change.person),
                after.get(change.person),
            )
