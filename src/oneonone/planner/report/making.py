"""From a problem and a schedule of it to the report."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from oneonone.planner.problem.values import Meet, Problem, Reason
from oneonone.planner.report.choices import list_placed, price_choices
from oneonone.planner.report.columns import OWN, find_columns
from oneonone.planner.report.conflicts import Conflicts
from oneonone.planner.report.further import find_further
from oneonone.planner.report.helps import find_helps
from oneonone.planner.report.prices import Prices
from oneonone.planner.report.robust import Endurance
from oneonone.planner.report.room import count_room
from oneonone.planner.report.shorter import find_relief
from oneonone.planner.report.standing import Standing, make_standing
from oneonone.planner.report.unplaced import explain_unplaced
from oneonone.planner.report.values import Choice, FurtherTime, Placed, Report, Robustness, Unplaced
from oneonone.planner.solve.answer import held_meetings
from oneonone.planner.solve.budget import Budget, UnfinishedError
from oneonone.planner.solve.instance import Instance, Meeting, make_instance
from oneonone.planner.solve.lattice import TooLargeError

Found = TypeVar("Found")


def make_report(problem: Problem, meets: Sequence[Meet], *, budget_seconds: float) -> Report:
    """Report on a schedule as it stands, within about `budget_seconds` of wall time.

    `meets` may be the best schedule, one edited by hand, or none; whoever is pinned meets when
    pinned. Costs, half hours and helps are told of the best schedules of the problem, whatever its
    `current` one. Raises `ProblemError` where somebody meets who is none of the people.
    """
    budget = Budget(budget_seconds)
    instance = make_instance(replace(problem, current=()))
    return _Desk(instance, make_standing(instance, meets), budget).report()


class _Desk:
    """Puts a report together, and notes what the budget leaves no time for."""

    def __init__(self, instance: Instance, standing: Standing, budget: Budget) -> None:
        self._instance = instance
        self._standing = standing
        self._budget = budget
        self._complete = True
        self._columns = self._tried(lambda: find_columns(instance))
        self._prices = self._tried(self._find_prices)
        self._meetings = self._find_meetings()

    def report(self) -> Report:
        instance, meetings = self._instance, self._meetings
        conflicts = Conflicts(instance, meetings, self._budget)
        optimal = len(meetings) == self._possible()
        unplaced = explain_unplaced(instance, self._standing, conflicts, optimal=optimal)
        if any(_is_unsettled(someone) for someone in unplaced):
            self._complete = False
        helps = self._gathered(find_helps(instance, meetings, unplaced, conflicts, self._budget))
        relief = self._gathered(find_relief(instance, meetings, unplaced, self._budget))
        return Report(
            room=count_room(instance),
            people=len(instance.problem.people),
            possible=self._possible(),
            placed=self._placed(),
            unplaced=unplaced,
            helps=(*helps, *relief),
            further=self._further(),
            robust=self._robust(),
            complete=self._complete,
        )

    def _find_prices(self) -> Prices | None:
        columns = self._columns
        if columns is None or not len(columns.candidates):
            return None
        return Prices(self._instance, columns.candidates, columns.half != OWN, self._budget)

    def _find_meetings(self) -> tuple[Meeting, ...]:
        """Give what everything is told of: what keeps the rules, or the best before any plan."""
        if self._standing.is_planned or self._prices is None:
            return self._standing.kept
        return held_meetings(self._instance, self._prices.candidates, self._prices.point)

    def _possible(self) -> int | None:
        """Count who can be placed, where that is known; pins alone where nobody else can."""
        pinned = len(self._instance.pinned)
        if self._prices is not None:
            return pinned + self._prices.placed
        return pinned if self._is_settled() else None

    def _placed(self) -> tuple[Placed, ...]:
        choices: Mapping[str, Sequence[Choice]] = {}
        if self._columns is not None and self._prices is not None:
            choices = price_choices(self._instance, self._columns, self._prices)
        return list_placed(self._instance, self._standing.meetings, choices)

    def _further(self) -> tuple[FurtherTime, ...]:
        columns, prices = self._columns, self._prices
        if columns is None or prices is None:
            return ()
        return self._tried(lambda: find_further(self._instance, columns, prices)) or ()

    def _robust(self) -> Robustness | None:
        columns, prices = self._columns, self._prices
        if columns is None or not self._is_settled():
            return None
        if prices is None:
            return Robustness(len(columns.hours), len(columns.hours))
        endurance = Endurance(self._instance, columns, prices, self._meetings)
        return self._tried(endurance.count)

    def _is_settled(self) -> bool:
        """Whether the best schedule is known, if only as the pins."""
        columns, prices = self._columns, self._prices
        return columns is not None and (prices is not None or not len(columns.candidates))

    def _tried(self, find: Callable[[], Found]) -> Found | None:
        try:
            return find()
        except (UnfinishedError, TooLargeError):
            self._complete = False
            return None

    def _gathered(self, items: Iterator[Found]) -> tuple[Found, ...]:
        found, is_all = gather(items)
        self._complete &= is_all
        return found


def gather(items: Iterator[Found]) -> tuple[tuple[Found, ...], bool]:
    """Take items until there are no more, or no more time, and tell which."""
    found: list[Found] = []
    try:
        found.extend(items)
    except (UnfinishedError, TooLargeError):
        return tuple(found), False
    return tuple(found), True


def _is_unsettled(someone: Unplaced) -> bool:
    is_crowded_out = someone.reason == Reason.CROWDED_OUT and not someone.competing
    return is_crowded_out or someone.reason == Reason.OUT_OF_TIME
