"""The matrix can fail: with any one guard opened, cells of it are red."""

import inspect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import pytest
from matrix.asking import Outcome, ask
from matrix.opened import OPENED, Guard, opened, replace_everywhere
from matrix.scene import Scene
from matrix.table import CELLS, NOBODY, PEOPLE, Cell
from support.soak import SOAK

from oneonone.accounts import access as accounts
from oneonone.accounts import tokens
from oneonone.calendars import access as calendars
from oneonone.calendars import claim
from oneonone.contacts import access as contacts
from oneonone.feeds import access as feeds
from oneonone.jobs import access as jobs
from oneonone.mail import access as mail
from oneonone.schedules import access as schedules

Red = dict[str, list[str]]
Reached = dict[Guard, list[Cell]]
ACCESS = (jobs, mail, accounts, contacts, calendars, schedules, feeds)
WHO = [guard for guard in OPENED if guard[0] in ACCESS]
LOGIN = [guard for guard in OPENED if guard[0] is tokens]
# To a guard a scheduled calendar is an open one, and none has to do with the documentation, which
# takes long to make.
TRIED = [
    cell for cell in CELLS if cell.state != "scheduled" and not cell.row.route.startswith("/docs/")
]
# Setting up asks every cell once, which the first of these tests pays for.
pytestmark = pytest.mark.timeout(600)
# What the action behind it asks again: opened alone it lets nobody in, but the refusal comes too
# late, after the body was read.
ASKED_AGAIN = {
    "calendars.access.changeable_meet",  # by meet and claim_calendar
    "calendars.access.changeable_join_link",  # by join_link and claim_calendar
    "calendars.access.joined_invitation",  # by the pages that it leads to
    "schedules.access.waiting_swap",  # by own_invitation
}


def name_of(guard: Guard) -> str:
    module, name = guard
    return f"{module.__name__.removeprefix('oneonone.')}.{name}"


def functions_of(module: ModuleType) -> set[str]:
    functions = inspect.getmembers(module, inspect.isfunction)
    inside = f"{module.__name__}."
    return {name for name, function in functions if f"{function.__module__}.".startswith(inside)}


@pytest.fixture(scope="module")
def reached(scene: Scene) -> Reached:
    """Find out which cells come by which guard: it can decide no others.

    Only green ones, and of people whom we know: nobody else comes so far.
    """
    found: Reached = defaultdict(list)
    passed: set[Guard] = set()

    def noting(guard: Guard) -> Callable[..., Any]:
        original = getattr(*guard)

        def note(*args: Any, **kwargs: Any) -> Any:
            passed.add(guard)
            return original(*args, **kwargs)

        return note

    with pytest.MonkeyPatch.context() as patch:
        for guard in OPENED:
            replace_everywhere(patch, guard, noting(guard))
        for cell in TRIED:
            passed.clear()
            if cell.role in PEOPLE and ask(scene, cell).wrong(scene) is None:
                for guard in passed:
                    found[guard].append(cell)
    return found


def find_red(scene: Scene, cells: Iterable[Cell], *guards: Guard) -> list[Outcome]:
    """Find cells that are red; soaking all of them, else up to the first that lets somebody in."""
    found: list[Outcome] = []
    with opened(*guards):
        for cell in cells:
            outcome = ask(scene, cell)
            if outcome.wrong(scene):
                found.append(outcome)
                if is_in(outcome) and not SOAK:
                    break
    return found


def is_in(outcome: Outcome) -> bool:
    """Tell whether somebody was shown, or changed, what they may not."""
    return outcome.status < 300 or outcome.changed


def let_in(outcomes: list[Outcome]) -> list[Outcome]:
    return list(filter(is_in, outcomes))


def describe(outcomes: list[Outcome]) -> list[str]:
    inside = let_in(outcomes)
    rows = Counter(f"{outcome.cell.row.method} {outcome.cell.row.route}" for outcome in inside)
    otherwise = len(outcomes) - len(inside)
    summary = f"{len(outcomes)} red: {len(inside)} let in, {otherwise} refused otherwise"
    return [summary, *(f"{row}: {times} let in" for row, times in rows.items())]


@pytest.mark.parametrize("module", ACCESS, ids=lambda module: module.__name__)
def test_every_function_that_decides_who_may_is_opened_here(module: ModuleType) -> None:
    assert {name for opened_in, name in OPENED if opened_in is module} == functions_of(module)


@pytest.mark.parametrize("guard", WHO, ids=name_of)
def test_with_a_guard_opened_cells_go_red(
    scene: Scene, reached: Reached, red: Red, guard: Guard
) -> None:
    outcomes = find_red(scene, reached[guard], guard)
    red[name_of(guard)] = describe(outcomes)
    assert outcomes
    assert bool(let_in(outcomes)) != (name_of(guard) in ASKED_AGAIN)


@pytest.mark.parametrize("guard", LOGIN, ids=name_of)
def test_with_the_login_opened_bad_tokens_are_believed(
    scene: Scene, red: Red, guard: Guard
) -> None:
    cells = [cell for cell in TRIED if cell.role in NOBODY and cell.state == "open"]
    outcomes = find_red(scene, cells, guard)
    red[name_of(guard)] = describe(outcomes)
    assert let_in(outcomes)


def test_finalized_is_asked_twice_and_with_both_opened_writes_come_through(
    scene: Scene, reached: Reached, red: Red
) -> None:
    guards = (calendars, "refuse_finalized"), (claim, "claim_calendar")
    outcomes = find_red(scene, reached[guards[0]], *guards)
    red[" and ".join(map(name_of, guards))] = describe(outcomes)
    assert let_in(outcomes)
