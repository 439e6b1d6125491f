"""Each rule of what the best schedule is, in a problem that turns on it."""

import time
from fractions import Fraction

import pytest
from planner.monday import at, period, periods, pin, plan, problem, times

from oneonone.planner import Levels, Meet


def test_one_person_gets_the_first_fitting_time() -> None:
    made = plan(problem(people={"ana": periods("09:10-11:00")}))
    assert made.meets == (Meet("ana", at("09:10"), at("09:40"), 2),)
    assert made.levels == made.bound == Levels(1, 2, 0, 2, Fraction(10))
    assert made.optimal
    assert made.unplaced == ()
    assert (made.placed, made.preference) == (1, 2)


def test_most_people_before_any_preference() -> None:
    people = {
        "ana": periods(("09:00-09:30", 3), ("10:00-10:30", 1)),
        "bo": periods(("09:00-09:30", 1)),
    }
    assert times(plan(problem(people=people))) == {"bo": "09:00-09:30", "ana": "10:00-10:30"}


def test_preference_before_the_number_at_one() -> None:
    people = {
        "ana": periods(("09:00-09:30", 3), ("09:30-10:00", 2)),
        "bo": periods(("09:00-09:30", 2), ("09:30-10:00", 1)),
    }
    made = plan(problem(people=people, owner=periods("09:00-10:00", ("09:30-10:00", 3))))
    assert made.levels[:3] == (2, 4, 0)


def test_fewest_at_one_among_equal_preference() -> None:
    people = {
        "ana": periods(("09:00-09:30", 3), ("09:30-10:00", 2)),
        "bo": periods(("09:00-09:30", 2), ("09:30-10:00", 1)),
    }
    assert times(plan(problem(people=people))) == {"bo": "09:00-09:30", "ana": "09:30-10:00"}


def test_the_owners_preference_before_the_start() -> None:
    owner = periods("09:00-12:00", ("11:00-12:00", 3))
    assert times(plan(problem(owner=owner, people={"ana": periods("09:00-12:00")}))) == {
        "ana": "11:00-11:30"
    }


def test_the_earliest_last() -> None:
    people = {"ana": periods("10:00-12:00"), "bo": periods("09:30-12:00")}
    assert times(plan(problem(people=people))) == {"bo": "09:30-10:00", "ana": "10:00-10:30"}


def test_overlapping_periods_count_with_the_highest_level() -> None:
    made = plan(problem(people={"ana": periods(("09:00-11:00", 1), ("09:20-10:00", 3))}))
    assert made.meets == (Meet("ana", at("09:20"), at("09:50"), 3),)


def test_a_meeting_has_its_lowest_level() -> None:
    made = plan(problem(people={"ana": periods(("09:00-09:20", 3), ("09:20-09:40", 1))}))
    assert made.meets == (Meet("ana", at("09:00"), at("09:30"), 1),)
    assert made.levels.at_one == 1


@pytest.mark.parametrize(("step", "start"), [(1, "09:08"), (5, "09:10"), (15, "09:15")])
def test_starts_lie_on_the_step_since_the_epoch(step: int, start: str) -> None:
    made = plan(problem(step_minutes=step, people={"ana": periods("09:07:30-10:00")}))
    assert made.meets[0].start == at(start)


def test_own_length_and_buffer() -> None:
    people = {"ana": periods(("09:00-10:15", 3)), "bo": periods("09:00-12:00")}
    made = plan(problem(people=people, lengths={"ana": 75}, buffer_minutes=10))
    assert times(made) == {"ana": "09:00-10:15", "bo": "10:25-10:55"}


def test_a_buffer_may_span_a_gap_in_the_owners_time() -> None:
    owner = periods("09:00-09:30", "09:33-10:10")
    people = {"ana": periods("09:00-09:30"), "bo": periods("09:00-12:00")}
    made = plan(problem(owner=owner, people=people, buffer_minutes=10))
    assert times(made) == {"ana": "09:00-09:30", "bo": "09:40-10:10"}


class TestPins:
    def test_others_keep_their_distance(self) -> None:
        people = {"ana": periods("09:00-12:00"), "bo": periods("09:00-12:00")}
        asked = problem(people=people, pinned=(pin("ana", "09:20-09:50"),), buffer_minutes=5)
        assert times(plan(asked)) == {"ana": "09:20-09:50", "bo": "09:55-10:25"}

    def test_outside_what_was_offered_the_preference_is_0(self) -> None:
        asked = problem(
            people={"ana": periods(("09:00-10:00", 3))}, pinned=(pin("ana", "09:40-10:10"),)
        )
        assert plan(asked).levels == Levels(1, 0, 0, 2, Fraction(40))

    def test_outside_the_owners_time_theirs_is_0(self) -> None:
        asked = problem(
            people={"ana": periods(("08:00-09:00", 1))}, pinned=(pin("ana", "08:00-08:20"),)
        )
        assert plan(asked).levels == Levels(1, 1, 1, 0, Fraction(-60))

    def test_odd_seconds_leave_a_fraction_of_a_minute(self) -> None:
        asked = problem(people={"ana": ()}, pinned=(pin("ana", "09:00:20-09:30"),))
        assert plan(asked).levels == Levels(1, 0, 0, 2, Fraction(1, 3))

    def test_where_the_owner_offers_nothing_starts_count_from_the_first_pin(self) -> None:
        pins = (pin("bo", "10:00-10:30"), pin("ana", "09:00-09:30"))
        made = plan(problem(owner=(), people={"ana": (), "bo": ()}, pinned=pins))
        assert made.levels == made.bound == Levels(2, 0, 0, 0, Fraction(60))
        assert [meet.person for meet in made.meets] == ["ana", "bo"]

    def test_before_the_owners_time(self) -> None:
        people = {"ana": (), "bo": (period("09:00-12:00"),)}
        asked = problem(people=people, pinned=(pin("ana", "08:50-09:10"),))
        assert times(plan(asked)) == {"ana": "08:50-09:10", "bo": "09:10-09:40"}


def test_a_plan_tells_how_long_it_took() -> None:
    before = time.perf_counter()
    made = plan(problem(people={"ana": periods("09:10-11:00")}))
    assert 0 < made.seconds < time.perf_counter() - before


def test_nobody_at_all() -> None:
    made = plan(problem(people={}))
    assert made.levels == made.bound == Levels(0, 0, 0, 0, Fraction())
    assert (made.meets, made.unplaced, made.optimal) == ((), (), True)
