"""Meetings that somebody could have if the owner, or they themselves, offered a little more."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from oneonone.planner.report.cover import Cover
from oneonone.planner.report.values import HelpKind
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.instance import (
    Instance,
    Integers,
    Meeting,
    Timeline,
    length_of,
    offered_by,
    owned,
    rounded_up,
    seconds_of,
)
from oneonone.planner.solve.lattice import TooLargeError
from oneonone.planner.spans import Span, at_least

MOST_STARTS = 300_000  # nearly three years on five minutes


class Extra(NamedTuple):
    """A meeting from `start` to `end` that lacks the time from `opens` up to `closes`."""

    start: int
    end: int
    person: str
    opens: int
    closes: int
    kind: HelpKind

    @property
    def lack(self) -> int:
        return self.closes - self.opens


class Extras:
    """Finds the extra meetings of one person after the other, none in the way of a pin."""

    def __init__(self, instance: Instance, meetings: Sequence[Meeting]) -> None:
        """Think of a schedule's meetings when looking for time that is left."""
        self._instance = instance
        self._owner = at_least(owned(instance), 1)
        self._idle = Agenda(instance, meetings)
        self._pins = Agenda(instance, instance.pinned)
        self._found: dict[tuple[str, HelpKind], list[Extra]] = {}
        self._owned = Agenda(instance, (Meeting(s.start, s.end, "", 0, 0) for s in self._owner))

    def of(self, name: str, kind: HelpKind) -> list[Extra]:
        if (name, kind) not in self._found:
            is_time = kind == HelpKind.MORE_TIME
            find = self._with_more_time if is_time else self._with_more_free
            self._found[name, kind] = find(name)
        return self._found[name, kind]

    def _with_more_time(self, name: str) -> list[Extra]:
        """Give meetings in what the person offered that lack some of the owner's time.

        Of those that lack all of it the earliest, and the earliest that is a buffer away from it.
        """
        offered = at_least(offered_by(self._instance, name), 1)
        partly, whole = self._lacking(name, HelpKind.MORE_TIME, offered, self._owner)
        first = next(whole, None)
        if first is None:
            return partly
        if is_free(self._owned, first):
            return [*partly, first]
        return [*partly, first, *islice((e for e in whole if is_free(self._owned, e)), 1)]

    def _with_more_free(self, name: str) -> list[Extra]:
        """Give meetings in the owner's time that lack some of what the person offered.

        Of those that lack all of it only the earliest that the schedule leaves time for.
        """
        offered = at_least(offered_by(self._instance, name), 1)
        partly, whole = self._lacking(name, HelpKind.MORE_FREE, self._owner, offered)
        allowed = (e for e in whole if is_free(self._idle, e) and not self._is_forbidden(e))
        return [e for e in partly if not self._is_forbidden(e)] + list(islice(allowed, 1))

    def _lacking(
        self, name: str, kind: HelpKind, spans: Timeline, covering: Timeline
    ) -> tuple[list[Extra], Iterator[Extra]]:
        """Give, by start, what fits in the spans and is covered in part, and not at all."""
        length = length_of(self._instance, name)
        start = _starts(spans, length, self._instance.step)
        opens, closes = Cover.of(covering).lacking(start, start + length)

        def extras(held: Integers) -> Iterator[Extra]:
            columns = (start[held], opens[held], closes[held])
            for begin, first, last in zip(*(each.tolist() for each in columns), strict=True):
                extra = Extra(begin, begin + length, name, first, last, kind)
                if is_free(self._pins, extra):
                    yield extra

        lack = closes - opens
        return (
            list(extras(np.flatnonzero((lack > 0) & (lack < length)))),
            extras(np.flatnonzero(lack == length)),
        )

    def _is_forbidden(self, extra: Extra) -> bool:
        zero = self._instance.zero
        return any(
            seconds_of(each.start) - zero < extra.closes
            and extra.opens < seconds_of(each.end) - zero
            for each in self._instance.problem.forbidden.get(extra.person, ())
        )


def _starts(spans: Timeline, length: int, step: int) -> Integers:
    """List the starts on the step from which a meeting fits in one of the spans.

    Raises `TooLargeError` past `MOST_STARTS`.
    """
    if sum(span.end - span.start for span in spans) > MOST_STARTS * step:
        raise TooLargeError
    ranges = [
        np.arange(rounded_up(span.start, step), span.end - length + 1, step) for span in spans
    ]
    return np.concatenate([np.zeros(0, np.int64), *ranges])


def is_free(agenda: Agenda, extra: Extra) -> bool:
    itself = (Span(extra.start, extra.end, 1),)
    return agenda.earliest(itself, extra.end - extra.start) is not None
