"""What shorter meetings, or less time between them, would do for all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from oneonone.planner.problem.rules import GRAIN_MINUTES
from oneonone.planner.problem.values import Problem
from oneonone.planner.report.fitting import find_misfits
from oneonone.planner.report.helps import HELPED
from oneonone.planner.report.values import Help, HelpKind, Unplaced
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.greedy import fill
from oneonone.planner.solve.instance import Instance, Meeting, length_of, make_instance

MOST_FITTED = 60  # people; of more only those are placed that fit between the others as they are


def find_relief(
    instance: Instance, meetings: Sequence[Meeting], unplaced: Sequence[Unplaced], budget: Budget
) -> Iterator[Help]:
    """Give the largest length and the largest buffer, smaller than now, that place more.

    Raises `UnfinishedError` when the budget is spent.
    """
    problem = instance.problem
    stuck = [someone.person for someone in unplaced if someone.reason in HELPED]
    relief = _Relief(meetings, stuck, budget)
    shorter = range(problem.meeting_minutes - GRAIN_MINUTES, 0, -GRAIN_MINUTES)
    closer = range(problem.buffer_minutes - GRAIN_MINUTES, -1, -GRAIN_MINUTES)
    yield from relief.first(
        HelpKind.SHORTER_MEETINGS,
        shorter,
        lambda minutes: replace(problem, meeting_minutes=minutes),
    )
    yield from relief.first(
        HelpKind.SMALLER_BUFFER, closer, lambda minutes: replace(problem, buffer_minutes=minutes)
    )


class _Relief:
    """Tries changed problems for people who are stuck, everybody else keeping a place."""

    def __init__(self, meetings: Sequence[Meeting], stuck: Sequence[str], budget: Budget) -> None:
        self._meetings = meetings
        self._stuck = stuck
        self._budget = budget

    def first(
        self, kind: HelpKind, choices: Iterable[int], change: Callable[[int], Problem]
    ) -> Iterator[Help]:
        for minutes in choices if self._stuck else ():
            self._budget.left()
            instance = make_instance(change(minutes))
            places = self._filled(instance) or self._fitted(instance)
            if places:
                yield Help(kind, tuple(sorted(places)), minutes=minutes)
                return

    def _filled(self, instance: Instance) -> set[str]:
        """Name who finds room between the others, who start when they did."""
        pinned = {pin.person for pin in instance.pinned}
        kept = [
            m if m.person in pinned else m._replace(end=m.start + length_of(instance, m.person))
            for m in self._meetings
        ]
        filled = {meeting.person for meeting in fill(instance, kept)}
        return filled & set(self._stuck)

    def _fitted(self, instance: Instance) -> set[str]:
        """Name who fits, one after the other, when everybody may move."""
        names = {meeting.person for meeting in self._meetings}
        if len(names) > MOST_FITTED:
            return set()
        before = set(names)
        for name in self._stuck:
            if not find_misfits(instance, {*names, name}, self._budget):
                names.add(name)
        return names - before
