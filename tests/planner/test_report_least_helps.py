"""No less would help, seen to by trying everything that is less: for tiny problems."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from planner.monday import plan
from planner.reports import PROBLEMS, done, only, report_of

from oneonone.planner import Period, Problem
from oneonone.planner.report import Help, HelpKind
from oneonone.planner.report.helps import HELPED

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Lack(NamedTuple):
    """What a meeting lacks, from the first instant that is not offered to the last."""

    takes: timedelta
    start: datetime
    end: datetime
    person: str
    is_whole: bool


def lacks(problem: Problem, kind: HelpKind) -> list[Lack]:
    """Give what every meeting lacks that is offered by one side, the least first."""
    pinned = {pin.person for pin in problem.pinned}
    found = []
    for name, offered in problem.people.items():
        length = problem.lengths.get(name, problem.meeting_minutes) * MINUTE
        there, asked = (offered, problem.owner)
        if kind == HelpKind.MORE_FREE:
            there, asked = asked, there
        for start in () if name in pinned else steps(problem, there):
            gaps = not_offered(asked, start, start + length)
            if gaps and not not_offered(there, start, start + length):
                first, last = gaps[0][0], gaps[-1][1]
                found.append(Lack(last - first, first, last, name, last - first == length))
    return sorted(found)


def steps(problem: Problem, periods: Sequence[Period]) -> Iterator[datetime]:
    step = problem.step_minutes * MINUTE
    opens = min((period.start for period in periods), default=EPOCH)
    closes = max((period.end for period in periods), default=EPOCH)
    start = opens + (EPOCH - opens) % step
    while start < closes:
        yield start
        start += step


def not_offered(
    periods: Sequence[Period], start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    edges = {edge for period in periods for edge in (period.start, period.end)}
    cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
    return [
        (first, last)
        for first, last in pairwise(cuts)
        if not any(period.start <= first < period.end for period in periods)
    ]


def helps_less(problem: Problem, kind: HelpKind, lack: Lack, names: set[str]) -> bool:
    """Tell whether one meeting in the time that a meeting lacks would place them all."""
    person = lack.person if kind == HelpKind.MORE_FREE else None
    less = Help(kind, (), person=person, start=lack.start, end=lack.end)
    made = plan(only(done(problem, less), names))
    added = [meet for meet in made.meets if not_offered(problem.owner, meet.start, meet.end)]
    return made.placed == len(names) and (kind == HelpKind.MORE_FREE or len(added) == 1)


@pytest.mark.parametrize("kind", [HelpKind.MORE_TIME, HelpKind.MORE_FREE])
@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=PROBLEMS.keys())
def test_no_shorter_time_helps(problem: Problem, kind: HelpKind) -> None:
    """Of time that somebody is not free in at all any will do, if the schedule leaves it."""
    report = report_of(problem)
    told = {each.places: each for each in report.helps if each.kind == kind}
    placed = {someone.person for someone in report.placed}
    for someone in report.unplaced:
        if someone.reason not in HELPED:
            continue
        help_ = told.pop((someone.person,), None)
        for lack in lacks(problem, kind):
            if help_ and lack.takes >= help_.end - help_.start:
                break
            if kind == HelpKind.MORE_TIME or not lack.is_whole:
                assert not helps_less(problem, kind, lack, {*placed, someone.person})
    assert told == {}
