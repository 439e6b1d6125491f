"""Every rule a problem obeys, each broken one told in a line that names its place."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from oneonone.planner.problem.values import Period, Pin, Problem, Stretch

GRAIN_MINUTES = 5
STEPS_MINUTES = (1, 5, 15)
PREFERENCES = (1, 2, 3)
LONGEST_MINUTES = 24 * 60
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(9000, 1, 1, tzinfo=UTC)  # leaves every offset and every length room
UNFIT_IN_NAMES = {"Cc", "Cs", "Zl", "Zp"}  # controls, lone surrogates, line and paragraph ends


class ProblemError(ValueError):
    """A problem that can't be planned; its text is one line, `place: what is wrong`."""


def fail(place: str, wrong: str) -> NoReturn:
    raise ProblemError(f"{place}: {wrong}")


def member(place: str, name: str) -> str:
    """Name a member of an object: `people.ana`, or `people["Ana B."]` where that is no word."""
    if name.isidentifier():
        return f"{place}.{name}"
    return f"{place}[{json.dumps(name)}]"


def check(problem: Problem) -> None:
    _check_minutes("meeting_minutes", problem.meeting_minutes, least=GRAIN_MINUTES)
    _check_minutes("buffer_minutes", problem.buffer_minutes, least=0)
    _check_choice("step_minutes", problem.step_minutes, STEPS_MINUTES)
    _check_periods("owner", problem.owner)
    for name, periods in _members("people", problem.people):
        _check_name(name)
        _check_periods(member("people", name), periods)
    for name, minutes in _members("lengths", problem.lengths):
        _check_known(member("lengths", name), name, problem.people)
        _check_minutes(member("lengths", name), minutes, least=GRAIN_MINUTES)
    for name, stretches in _members("forbidden", problem.forbidden):
        _check_known(member("forbidden", name), name, problem.people)
        for position, stretch in enumerate(stretches):
            _check_times(f"{member('forbidden', name)}[{position}]", stretch)
    _check_meetings("pinned", problem.pinned, problem.people)
    _check_clashes(problem.pinned, timedelta(minutes=problem.buffer_minutes))
    _check_meetings("current", problem.current, problem.people)


def _check_minutes(place: str, minutes: object, *, least: int) -> None:
    if not isinstance(minutes, int) or isinstance(minutes, bool):
        fail(place, "must be a whole number")
    if not least <= minutes <= LONGEST_MINUTES:
        fail(place, f"must be from {least} to {LONGEST_MINUTES}")
    if minutes % GRAIN_MINUTES:
        fail(place, f"must be a multiple of {GRAIN_MINUTES}")


def _check_choice(place: str, value: object, choices: tuple[int, int, int]) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value not in choices:
        fail(place, "must be {}, {} or {}".format(*choices))


def _members(place: str, mapping: object) -> Iterable[tuple[str, Any]]:
    if not isinstance(mapping, Mapping):
        fail(place, "must be a mapping of names")
    for name, value in mapping.items():
        if not isinstance(name, str):
            fail(place, "a name must be text")
        yield name, value


def _check_name(name: str) -> None:
    if not name:
        fail("people", "a name must not be empty")
    if any(unicodedata.category(letter) in UNFIT_IN_NAMES for letter in name):
        fail(member("people", name), "a name must not hold control characters")


def _check_known(place: str, name: object, people: Mapping[str, object]) -> None:
    if name not in people:
        fail(place, "no such person")


def _check_periods(place: str, periods: Iterable[Period]) -> None:
    for position, period in enumerate(periods):
        at = f"{place}[{position}]"
        _check_times(at, period)
        _check_choice(f"{at}.preference", period.preference, PREFERENCES)


def _check_times(place: str, times: Period | Pin | Stretch) -> None:
    _check_instant(f"{place}.start", times.start)
    _check_instant(f"{place}.end", times.end)
    if times.end < times.start:
        fail(f"{place}.end", "before its start")
    if times.end == times.start:
        fail(f"{place}.end", "the same as its start")


def _check_instant(place: str, instant: object) -> None:
    if not isinstance(instant, datetime):
        fail(place, "must be a date and time")
    offset = instant.utcoffset()
    if offset is None:
        fail(place, "must have an offset from UTC")
    if instant.microsecond or offset.microseconds:
        fail(place, "must be in whole seconds")
    if not EARLIEST <= instant <= LATEST:
        fail(place, f"must be from {EARLIEST.year} to {LATEST.year}")


def _check_meetings(place: str, pins: Iterable[Pin], people: Mapping[str, object]) -> None:
    first: dict[str, int] = {}
    for position, pin in enumerate(pins):
        at = f"{place}[{position}]"
        _check_known(f"{at}.person", pin.person, people)
        _check_times(at, pin)
        if pin.person in first:
            fail(f"{at}.person", f"{pin.person} meets already in {place}[{first[pin.person]}]")
        first[pin.person] = position


def _check_clashes(pins: Iterable[Pin], buffer: timedelta) -> None:
    """Look at neighbours only: when any two clash, two neighbours do."""
    by_start = sorted(enumerate(pins), key=lambda item: (item[1].start, item[0]))
    for (first, one), (second, other) in pairwise(by_start):
        if other.start < one.end + buffer:
            how = "overlaps" if other.start < one.end else "comes closer than the buffer to"
            fail(f"pinned[{second}]", f"{other.person} {how} {one.person} in pinned[{first}]")
