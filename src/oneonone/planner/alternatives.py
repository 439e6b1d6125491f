"""Other schedules, as good or nearly, that differ in as many people as possible."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from oneonone.planner.explain import explain
from oneonone.planner.planning import meets_of
from oneonone.planner.problem.values import Alternative, Change, Meet, Plan, Problem
from oneonone.planner.solve.answer import held_meetings
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.instance import Instance, Integers, make_instance, score, seconds_of
from oneonone.planner.solve.lattice import Candidates, TooLargeError, find_candidates
from oneonone.planner.solve.model import Flags, Row, make_model, whole_face
from oneonone.planner.solve.search import Search

EXCHANGE = 10  # people who have to be elsewhere for a point of preference to be given up


def find_alternatives(
    problem: Problem, plan: Plan, *, count: int, budget_seconds: float
) -> tuple[Alternative, ...]:
    """Find up to `count` schedules that place as many people as the problem's best plan does.

    Each has as many people as possible at other times than the plan and those before it have them;
    ten people elsewhere are worth a point of preference. Fewer are given when there are no more, or
    when the budget, in seconds of wall time, is spent, and none when the problem is too large.
    """
    budget = Budget(budget_seconds)
    instance = make_instance(problem)
    try:
        candidates = find_candidates(instance)
    except TooLargeError:
        return ()
    return tuple(islice(_others(instance, candidates, plan, budget), count))


def _others(
    instance: Instance, candidates: Candidates, plan: Plan, budget: Budget
) -> Iterator[Alternative]:
    if not len(candidates):
        return
    model = make_model(instance, candidates)
    placed, *_, preference, at_one, owner, starts = model.objectives
    seen = [_columns_of(instance, candidates, plan.meets)]
    face = whole_face(model)
    while True:
        face = replace(face, further=(*face.further, _anything_but(seen[-1])))
        elsewhere = sum(1 - columns for columns in seen)
        worth = EXCHANGE * preference + elsewhere
        objectives = np.array([placed, worth, at_one, owner, starts])
        point = Search(replace(model, objectives=objectives), budget, face).run()
        if point is None or point.sum() < seen[0].sum():
            return
        seen.append(point)
        meetings = held_meetings(instance, candidates, point)
        meets = meets_of(instance, meetings)
        yield Alternative(
            meets,
            explain(instance, meetings, optimal=True),
            score(instance, meetings),
            _changes(plan.meets, meets),
        )


def _anything_but(point: Integers) -> Row:
    """Give the row that of all whole points only this one breaks, and those that hold more."""
    held = np.flatnonzero(point)
    return Row(held, np.ones_like(held), len(held) - 1, tight=False)


def _columns_of(instance: Instance, candidates: Candidates, meets: Sequence[Meet]) -> Integers:
    """Tell which candidates a schedule holds: 1 or 0."""
    start = {meet.person: seconds_of(meet.start) - instance.zero for meet in meets}
    starts = np.array([start.get(name, -1) for name in instance.names], np.int64)
    held: Flags = candidates.start == starts[candidates.person]
    return held.astype(np.int64)


def _changes(before: Sequence[Meet], after: Sequence[Meet]) -> tuple[Change, ...]:
    old, new = ({meet.person: meet for meet in meets} for meets in (before, after))
    return tuple(
        Change(name, old.get(name), new.get(name))
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    )
