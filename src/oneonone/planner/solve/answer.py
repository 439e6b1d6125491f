"""From an instance to meetings and a bound, whatever the budget."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from oneonone.planner.problem.rules import PREFERENCES
from oneonone.planner.problem.values import Levels
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.greedy import fill
from oneonone.planner.solve.highs import CLOSE
from oneonone.planner.solve.instance import MINUTE, Instance, Integers, Meeting, score
from oneonone.planner.solve.lattice import Candidates, TooLargeError, find_candidates
from oneonone.planner.solve.model import make_model
from oneonone.planner.solve.needed import leave_needed
from oneonone.planner.solve.pricing import search_best
from oneonone.planner.solve.search import Search

HIGHEST = max(PREFERENCES)


@dataclass(frozen=True, slots=True)
class Answer:
    """Meetings, pins included, sorted by start; no schedule is better than `bound`."""

    meetings: tuple[Meeting, ...]
    bound: Levels


def solve(instance: Instance, budget: Budget) -> Answer:
    """Find the best schedule; out of time or too large, the best found, at least first come."""
    try:
        candidates = find_candidates(instance)
        if not len(candidates):
            return Answer(instance.pinned, score(instance, instance.pinned))
        return _search(instance, leave_needed(instance, candidates), budget)
    except (TooLargeError, UnfinishedError):
        meetings = fill(instance, instance.pinned)
        return Answer(meetings, _bound(instance, [], len(instance.names), instance.step))


def _search(instance: Instance, candidates: Candidates, budget: Budget) -> Answer:
    model = make_model(instance, candidates)
    search = search_best(model, budget)
    if search.point is None:
        meetings = _salvaged(instance, candidates, search)
    else:
        meetings = held_meetings(instance, candidates, search.point)
    return Answer(meetings, _bound(instance, search.ceilings, model.people, model.unit))


def held_meetings(
    instance: Instance, candidates: Candidates, point: Integers
) -> tuple[Meeting, ...]:
    """Give the pins and the candidates at 1."""
    held = np.flatnonzero(point)
    start = candidates.start[held]
    columns = (
        start,
        start + instance.lengths[candidates.person[held]],
        candidates.person[held],
        candidates.preference[held],
        candidates.owner[held],
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    chosen = [Meeting(begin, end, instance.names[who], *liked) for begin, end, who, *liked in rows]
    return tuple(sorted([*instance.pinned, *chosen]))


def _salvaged(instance: Instance, candidates: Candidates, search: Search) -> tuple[Meeting, ...]:
    """Give the better of first come and what the last vertex of a broken search says.

    Candidates above one half never clash: two of them would overfill a row.
    """
    plans = [fill(instance, instance.pinned)]
    if search.vertex is not None:
        sure = (search.vertex.point > 0.5 + CLOSE).astype(np.int64)
        plans.append(fill(instance, held_meetings(instance, candidates, sure)))
    return max(plans, key=lambda plan: score(instance, plan).rank())


def _bound(instance: Instance, ceilings: list[int], people: int, unit: int) -> Levels:
    """Turn ceilings of the free meetings into levels; past them, what `people` could reach."""
    pinned = score(instance, instance.pinned)
    staying = [pinned.moved] if instance.current else []
    trivial = [people, *staying, HIGHEST * people, 0, HIGHEST * people, 0]
    placed, *stays, preference, at_one, owner, starts = ceilings + trivial[len(ceilings) :]
    return Levels(
        placed=pinned.placed + placed,
        preference=pinned.preference + preference,
        at_one=pinned.at_one - at_one,
        owner_preference=pinned.owner_preference + owner,
        starts=pinned.starts - Fraction(starts * unit, MINUTE),
        moved=pinned.moved - sum(stays),
    )
