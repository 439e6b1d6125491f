"""Where there is plenty of time most candidates are needless, and the best plan the same."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from planner.brute_force import best_levels
from planner.monday import period, periods, pin, plan, problem

from oneonone.planner import Period, Problem
from oneonone.planner.solve.instance import make_instance
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.solve.needed import leave_needed

SEEDS = range(40)


def plenty(seed: int) -> Problem:
    """Three people, lengths of their own, and half a day, liked by the hour or so."""
    luck = random.Random(seed)

    def times() -> tuple[Period, ...]:
        opens = sorted(luck.sample(range(8 * 60, 14 * 60, 5), 4))
        clocks = [f"{minute // 60:02}:{minute % 60:02}" for minute in opens]
        spans = pairwise(clocks)
        return tuple(period(f"{start}-{end}", luck.choice((1, 2, 2, 3))) for start, end in spans)

    return replace(
        problem(owner=times(), people={name: times() for name in ("ana", "bo", "cy")}),
        meeting_minutes=luck.choice((5, 10, 15)),
        buffer_minutes=luck.choice((0, 5)),
        lengths={"bo": luck.choice((5, 10, 20))},
    )


def test_one_person_needs_one_candidate_of_a_kind() -> None:
    asked = problem(owner=periods("09:00-12:00"), people={"ana": periods("09:00-12:00")})
    instance = make_instance(asked)
    assert len(leave_needed(instance, find_candidates(instance))) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_left_out_is_in_no_best_schedule(seed: int) -> None:
    asked = plenty(seed)
    assert plan(asked).levels == best_levels(asked)


def test_something_is_left_out_of_most() -> None:
    left_out = []
    for seed in SEEDS:
        instance = make_instance(plenty(seed))
        candidates = find_candidates(instance)
        if len(candidates):
            left_out.append(len(candidates) - len(leave_needed(instance, candidates)))
    assert sum(count > 0 for count in left_out) > len(SEEDS) / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_who_may_stay_where_they_are_stays(seed: int) -> None:
    asked = replace(plenty(seed), current=(pin("ana", "11:00-11:05"), pin("cy", "10:10-10:20")))
    assert plan(asked).levels == best_levels(asked)
