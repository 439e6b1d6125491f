"""However a plan is corrupted, `verify` sees it."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from planner.random_problems import random_problem

from oneonone.planner import Meet, Plan, Reason, Unplaced, make_plan, verify

Corruption = Callable[[Plan, random.Random], Plan]
MINUTE = timedelta(minutes=1)


def with_meet(plan: Plan, luck: random.Random, change: Callable[[Meet], Meet]) -> Plan:
    chosen = luck.choice(plan.meets)
    return replace(plan, meets=tuple(change(m) if m is chosen else m for m in plan.meets))


def with_levels(plan: Plan, luck: random.Random) -> Plan:
    field = luck.choice(plan.levels._fields)
    other = plan.levels._replace(**{field: getattr(plan.levels, field) + luck.choice((-1, 1))})
    return replace(plan, levels=other)


def unplaced(plan: Plan, luck: random.Random) -> Plan:
    """Claim that somebody who meets has no meeting as well."""
    name = luck.choice(plan.meets).person
    return replace(plan, unplaced=(*plan.unplaced, Unplaced(name, Reason.CROWDED_OUT, "")))


OF_MEETS: dict[str, Corruption] = {
    "a meeting less": lambda plan, _: replace(plan, meets=plan.meets[1:]),
    "a meeting twice": lambda plan, luck: replace(
        plan, meets=(*plan.meets, luck.choice(plan.meets))
    ),
    "a stranger": lambda plan, luck: with_meet(plan, luck, lambda m: replace(m, person="nobody")),
    "longer": lambda plan, luck: with_meet(
        plan, luck, lambda m: replace(m, end=m.end + 5 * MINUTE)
    ),
    "shorter": lambda plan, luck: with_meet(plan, luck, lambda m: replace(m, end=m.end - MINUTE)),
    "liked more": lambda plan, luck: with_meet(
        plan, luck, lambda m: replace(m, preference=m.preference + 1)
    ),
    "liked less": lambda plan, luck: with_meet(
        plan, luck, lambda m: replace(m, preference=m.preference - 1)
    ),
    "another day": lambda plan, luck: with_meet(
        plan, luck, lambda m: replace(m, start=m.start + 1440 * MINUTE, end=m.end + 1440 * MINUTE)
    ),
    "placed and not": unplaced,
}
OF_ANY: dict[str, Corruption] = {
    "other levels": with_levels,
    "a bound too low": lambda plan, _: replace(
        plan, bound=plan.levels._replace(placed=plan.levels.placed - 1)
    ),
    "not so optimal": lambda plan, _: replace(plan, optimal=not plan.optimal),
    "optimal beyond": lambda plan, _: replace(
        plan, bound=plan.bound._replace(placed=plan.bound.placed + 1)
    ),
    "out of time": lambda plan, luck: replace(
        plan,
        unplaced=tuple(replace(some, reason=Reason.OUT_OF_TIME) for some in plan.unplaced)
        or (Unplaced(luck.choice("xyz"), Reason.NO_REPLY, ""),),
    ),
    "somebody forgotten": lambda plan, luck: (
        replace(plan, unplaced=plan.unplaced[1:]) if plan.unplaced else with_levels(plan, luck)
    ),
}


@pytest.mark.parametrize("name", [*OF_MEETS, *OF_ANY])
def test_verify_rejects(name: str) -> None:
    corrupt = (OF_MEETS | OF_ANY)[name]
    tried = 0
    for seed in range(120):
        problem = random_problem(seed)
        plan = make_plan(problem, budget_seconds=20)
        assert verify(problem, plan) == ()
        if plan.meets or name in OF_ANY:
            tried += 1
            assert verify(problem, corrupt(plan, random.Random(seed))) != (), seed
    assert tried > 80
