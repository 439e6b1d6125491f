"""What the planner takes and gives: frozen values, nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from oneonone.planner.problem import rules


@dataclass(frozen=True, slots=True)
class Period:
    """Time that somebody offers, from `start` up to `end`, liked from 1 to 3 (best)."""

    start: datetime
    end: datetime
    preference: int


@dataclass(frozen=True, slots=True)
class Pin:
    """A meeting that is a fact (any time, any length), or one as it stands so far."""

    person: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time from `start` up to `end`."""

    start: datetime
    end: datetime


def without(periods: Iterable[Period], stretches: Iterable[Stretch]) -> tuple[Period, ...]:
    """Give what the stretches leave of the periods."""
    left = tuple(periods)
    for taken in stretches:
        before = [replace(p, end=min(p.end, taken.start)) for p in left if p.start < taken.start]
        after = [replace(p, start=max(p.start, taken.end)) for p in left if p.end > taken.end]
        left = (*before, *after)
    return left


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything a schedule depends on.

    Times are aware datetimes in whole seconds. `lengths` holds the people whose meeting takes
    other than `meeting_minutes`. `forbidden` is time that counts as not offered. `current` is a
    schedule to change as little as possible: after placing the most people, no other aim counts
    more than leaving them where they are. Construction raises `ProblemError` for anything amiss.
    """

    meeting_minutes: int
    buffer_minutes: int = 0
    step_minutes: int = 5
    owner: tuple[Period, ...] = ()
    people: Mapping[str, tuple[Period, ...]] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)
    pinned: tuple[Pin, ...] = ()
    forbidden: Mapping[str, tuple[Stretch, ...]] = field(default_factory=dict)
    current: tuple[Pin, ...] = ()

    def __post_init__(self) -> None:
        rules.check(self)


class Reason(StrEnum):
    """Why somebody has no meeting."""

    NO_REPLY = "no_reply"  # offered nothing
    NO_OVERLAP = "no_overlap"  # nothing in common with the owner
    TOO_SHORT = "too_short"  # something in common, but never long enough
    CROWDED_OUT = "crowded_out"  # others needed those times
    OUT_OF_TIME = "out_of_time"  # the plan is not proven best


class Levels(NamedTuple):
    """The five values a schedule is judged by, the first that differs deciding.

    `moved` counts who is not where `Problem.current` had them; where there is such a schedule, it
    comes second.
    """

    placed: int
    preference: int
    at_one: int
    owner_preference: int
    starts: Fraction
    """Sum of the starts in minutes, exact, after the first instant of the owner's time; where the
    owner offers nothing, after the first pinned start."""
    moved: int = 0

    def rank(self) -> tuple[int, int, int, int, int, Fraction]:
        """Give the values in their order with each sign such that more is better."""
        return (
            self.placed,
            -self.moved,
            self.preference,
            -self.at_one,
            self.owner_preference,
            -self.starts,
        )


@dataclass(frozen=True, slots=True)
class Meet:
    """One meeting; `preference` is the person's lowest level in it, 0 outside what they offered."""

    person: str
    start: datetime
    end: datetime
    preference: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody without a meeting, why, and the same in one sentence."""

    person: str
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody who meets at another time in another schedule, or in one of them not at all."""

    person: str
    before: Meet | None
    after: Meet | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another schedule, and who is elsewhere in it; sorted like a plan's, changes by person."""

    meets: tuple[Meet, ...]
    unplaced: tuple[Unplaced, ...]
    levels: Levels
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A schedule and what is known of it.

    No schedule is better than `bound`, level by level in their order; `optimal` says that the
    schedule attains it. `meets` are sorted by start, `unplaced` by person; times are in UTC.
    `moved` counts who is not where the problem's `current` schedule had them, if it has one.
    """

    meets: tuple[Meet, ...]
    unplaced: tuple[Unplaced, ...]
    levels: Levels
    bound: Levels
    optimal: bool
    seconds: float
    moved: int | None = None

    @property
    def placed(self) -> int:
        return self.levels.placed

    @property
    def preference(self) -> int:
        return self.levels.preference
