"""Few starts suffice, and too many are given up on."""

from datetime import UTC, datetime

from planner.monday import at, period, periods, pin, problem

from oneonone.planner import Period, Problem, make_plan, verify
from oneonone.planner.solve.instance import make_instance, moment
from oneonone.planner.solve.lattice import find_candidates, find_starts

AGES = (Period(datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC), 2),)


def starts(asked: Problem) -> list[str]:
    instance = make_instance(asked)
    return [f"{moment(instance, start):%H:%M}" for start in find_starts(instance).tolist()]


def test_starts_follow_each_other_by_the_length() -> None:
    asked = problem(owner=periods("09:00-10:30"), people={"ana": periods("09:00-10:30")})
    assert starts(asked) == ["09:00", "09:30", "10:00", "10:30"]


def test_each_beginning_opens_a_row_of_starts_in_its_own_stretch() -> None:
    owner = periods("09:00-10:30", "13:00-14:00")
    bo = periods(("13:00-14:00", 1), "13:15-14:00")
    people = {"ana": periods("09:07-10:30"), "bo": bo, "cy": ()}
    asked = problem(owner=owner, people=people, pinned=(pin("cy", "09:00-09:20"),))
    assert starts(asked) == [
        *("09:00", "09:10", "09:20", "09:30", "09:40", "09:50"),
        *("10:00", "10:10", "10:20", "10:30"),
        *("13:00", "13:15", "13:30", "13:45", "14:00"),
    ]


def test_a_candidate_has_its_lowest_levels() -> None:
    asked = problem(
        owner=periods("09:00-10:00", ("10:00-11:00", 3)),
        people={"ana": periods(("09:30-10:15", 3), ("10:15-11:00", 1))},
    )
    found = find_candidates(make_instance(asked))
    assert found.start.tolist() == [1800, 3600, 5400]
    assert found.until.tolist() == [3600, 5400, 7200]
    assert found.preference.tolist() == [3, 1, 1]
    assert found.owner.tolist() == [2, 3, 3]


def test_ages_are_left_unproven() -> None:
    people = {"ana": AGES, "bo": AGES, "cy": periods("09:00-09:30")}
    asked = problem(owner=AGES, people=people, step_minutes=1, meeting_minutes=5)
    made = make_plan(asked, budget_seconds=20)
    assert verify(asked, made) == ()
    assert not made.optimal
    assert made.bound.rank() > made.levels.rank()
    assert [meet.person for meet in made.meets] == ["ana", "bo", "cy"]


def test_an_instant_counts_in_whole_seconds() -> None:
    instance = make_instance(problem(owner=(period("09:00:07-10:00"),), people={}))
    assert (instance.reference, moment(instance, 0)) == (7, at("09:00"))
