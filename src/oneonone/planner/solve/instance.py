"""A problem in whole seconds, as the search sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from oneonone.planner.problem.values import Levels, Period, Problem, without
from oneonone.planner.spans import Span, join, lowest_level

Timeline = tuple[Span[int], ...]
Integers = npt.NDArray[np.int64]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = 60


class Offers(NamedTuple):
    """Offered periods, one entry each: whose (an index), from when to when, how much liked."""

    who: Integers
    start: Integers
    end: Integers
    level: Integers


class Meeting(NamedTuple):
    """A meeting in seconds, with the person's and the owner's lowest level in it."""

    start: int
    end: int
    person: str
    preference: int
    owner: int


class Held(NamedTuple):
    """Where somebody meets in the schedule to change as little as possible."""

    start: int
    end: int
    person: str


@dataclass(frozen=True, slots=True)
class Instance:
    """A problem in canonical order; every time in seconds after `zero`, a multiple of the step.

    `names` are the people who offered something and are not pinned, sorted; `lengths` and
    `offers.who` follow them. `reference` is the instant that starts are counted from.
    """

    problem: Problem
    zero: int
    reference: int
    step: int
    buffer: int
    names: tuple[str, ...]
    lengths: Integers
    offers: Offers
    owner: Offers
    pinned: tuple[Meeting, ...]
    current: tuple[Held, ...]


def make_instance(problem: Problem) -> Instance:
    step = problem.step_minutes * MINUTE
    first = _first_instant(problem)
    zero = first - first % step
    pinned = {pin.person for pin in problem.pinned}
    names = tuple(sorted(n for n, offered in problem.people.items() if offered and n not in pinned))
    minutes = [problem.lengths.get(name, problem.meeting_minutes) for name in names]
    return Instance(
        problem=problem,
        zero=zero,
        reference=first - zero,
        step=step,
        buffer=problem.buffer_minutes * MINUTE,
        names=names,
        lengths=np.array(minutes, np.int64) * MINUTE,
        offers=_offers([left_to(problem, name) for name in names], zero),
        owner=_offers([problem.owner], zero),
        pinned=_pinned_meetings(problem, zero),
        current=_current(problem, zero),
    )


def seconds_of(instant: datetime) -> int:
    """Give whole seconds since the Unix epoch; exact, a float holds any year's."""
    return int(instant.timestamp())


def moment(instance: Instance, seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=instance.zero + seconds)


def rounded_up(seconds: int, step: int) -> int:
    return -(-seconds // step) * step


def length_of(instance: Instance, name: str) -> int:
    """Give how long a person's meeting takes, in seconds."""
    problem = instance.problem
    return problem.lengths.get(name, problem.meeting_minutes) * MINUTE


def offered_by(instance: Instance, name: str) -> Timeline:
    return _timeline(left_to(instance.problem, name), instance.zero)


def owned(instance: Instance) -> Timeline:
    return _timeline(instance.problem.owner, instance.zero)


def score(instance: Instance, meetings: Iterable[Meeting]) -> Levels:
    chosen = tuple(meetings)
    seconds = sum(meeting.start - instance.reference for meeting in chosen)
    return Levels(
        placed=len(chosen),
        preference=sum(meeting.preference for meeting in chosen),
        at_one=sum(meeting.preference == 1 for meeting in chosen),
        owner_preference=sum(meeting.owner for meeting in chosen),
        starts=Fraction(seconds, MINUTE),
        moved=len(set(instance.current) - {Held(m.start, m.end, m.person) for m in chosen}),
    )


def left_to(problem: Problem, name: str) -> tuple[Period, ...]:
    """Give what somebody offered, without what is forbidden to them."""
    return without(problem.people[name], problem.forbidden.get(name, ()))


def _first_instant(problem: Problem) -> int:
    starts = [period.start for period in problem.owner] or [pin.start for pin in problem.pinned]
    return seconds_of(min(starts, default=EPOCH))


def _offers(timelines: Sequence[Sequence[Period]], zero: int) -> Offers:
    entries = [
        (who, seconds_of(period.start) - zero, seconds_of(period.end) - zero, period.preference)
        for who, periods in enumerate(timelines)
        for period in periods
    ]
    return Offers(*np.array(entries, np.int64).reshape(-1, 4).T.copy())


def _pinned_meetings(problem: Problem, zero: int) -> tuple[Meeting, ...]:
    owner = _timeline(problem.owner, zero) if problem.pinned else ()
    meetings = []
    for pin in problem.pinned:
        span = seconds_of(pin.start) - zero, seconds_of(pin.end) - zero
        offered = _timeline(problem.people[pin.person], zero)
        preference, liked = lowest_level(offered, *span), lowest_level(owner, *span)
        meetings.append(Meeting(*span, pin.person, preference, liked))
    return tuple(sorted(meetings))


def _current(problem: Problem, zero: int) -> tuple[Held, ...]:
    times = ((seconds_of(each.start), seconds_of(each.end)) for each in problem.current)
    return tuple(
        sorted(
            Held(start - zero, end - zero, each.person)
            for (start, end), each in zip(times, problem.current, strict=True)
        )
    )


def _timeline(periods: Iterable[Period], zero: int) -> Timeline:
    return join(
        Span(seconds_of(p.start) - zero, seconds_of(p.end) - zero, p.preference) for p in periods
    )
