"""What a report holds: frozen values, nothing else."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

HAS_ROOM = "has_room"


class Times(NamedTuple):
    """From `start` up to `end`, in UTC."""

    start: datetime
    end: datetime


class Cost(NamedTuple):
    """How far below the best whole schedule another one is; never positive.

    `placed` counts people. `preference` is their sum; it is 0 where `placed` is not, since nothing
    is known of it then.
    """

    placed: int
    preference: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A time somebody could have, their lowest level in it, and what that costs all together."""

    start: datetime
    end: datetime
    preference: int
    cost: Cost


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody's meeting as it stands, and the other times they could have, by start.

    `preference` is 0 outside what they offered. Each choice costs at least what it says. A pinned
    meeting is a fact and leaves no choice.
    """

    person: str
    start: datetime
    end: datetime
    preference: int
    others: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Somebody without a meeting, why, and the same in one sentence.

    `reason` is one of `Reason`, or `HAS_ROOM`: they and all who have a meeting can be placed.
    Whoever is crowded out and the `competing` people cannot all be placed, although without any one
    of them the others can; `times` are the stretches, by start, in which any of them could meet.
    Both are empty for other reasons.
    """

    person: str
    reason: str
    detail: str
    competing: tuple[str, ...] = ()
    times: tuple[Times, ...] = ()


class HelpKind(StrEnum):
    """Something to do so that more people are placed."""

    MORE_TIME = "more_time"  # the owner offers `start` to `end` too
    MORE_FREE = "more_free"  # `person` offers `start` to `end` too
    SHORTER_MEETINGS = "shorter_meetings"  # `meeting_minutes` becomes `minutes`
    SMALLER_BUFFER = "smaller_buffer"  # `buffer_minutes` becomes `minutes`


@dataclass(frozen=True, slots=True)
class Help:
    """Something to do, and who then gets a place while everybody else keeps one."""

    kind: HelpKind
    places: tuple[str, ...]
    person: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class FurtherTime:
    """A half hour the owner does not offer yet, and how much better the best schedule gets by it.

    `preference` can be negative where `placed` is positive.
    """

    start: datetime
    end: datetime
    placed: int
    preference: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """Of `of` hours of the owner's, each cancelled alone, how many leave as many people placed."""

    survived: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What there is to know about a schedule as it stands.

    `room` counts the meetings of the usual length that the owner's time holds, pinned ones
    included, whatever anybody else offers; `people` all people; `possible` the most that can be
    placed. `placed` and `unplaced` are sorted by person, `helps` by kind and then by person,
    `further` best first. Where the budget ran out, `complete` is False, and what is not finished is
    left out or None.
    """

    room: int
    people: int
    possible: int | None
    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]
    helps: tuple[Help, ...]
    further: tuple[FurtherTime, ...]
    robust: Robustness | None
    complete: bool
