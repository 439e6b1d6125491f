"""Half-open intervals of time and their algebra.

An instant is an `int` or a `datetime`: only comparisons are used, so whatever is ordered will do,
as long as one call sees one kind. A *timeline* is a tuple of spans sorted by start, disjoint, and
joined: two spans of the same level never touch.
"""

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

Instant = TypeVar("Instant", int, datetime)


class Span(NamedTuple, Generic[Instant]):
    """The instants from `start` up to, not including, `end`, at a preference level."""

    start: Instant
    end: Instant
    level: int


def join(spans: Iterable[Span[Instant]]) -> tuple[Span[Instant], ...]:
    """Join spans, which may overlap, into a timeline of the highest level at each instant."""
    pending = sorted(spans)
    cuts = sorted({cut for span in pending for cut in span[:2]})
    pieces: list[Span[Instant]] = []
    active: list[tuple[int, Instant]] = []  # a heap of (-level, end)
    opened = 0
    for start, end in pairwise(cuts):
        while opened < len(pending) and pending[opened].start == start:
            heapq.heappush(active, (-pending[opened].level, pending[opened].end))
            opened += 1
        while active and active[0][1] <= start:
            heapq.heappop(active)
        if active:
            pieces.append(Span(start, end, -active[0][0]))
    return _merged(pieces)


def at_least(timeline: Iterable[Span[Instant]], level: int) -> tuple[Span[Instant], ...]:
    """Keep the parts of a timeline whose level is `level` or more, now all at that level."""
    return _merged(Span(span.start, span.end, level) for span in timeline if span.level >= level)


def intersect(
    left: Sequence[Span[Instant]], right: Sequence[Span[Instant]]
) -> tuple[Span[Instant], ...]:
    """Give the parts two timelines share, each at the lower of its two levels.

    Takes the time of the shorter timeline and of what it meets in the longer one.
    """
    short, long = sorted((left, right), key=len)
    shared = []
    for span in short:
        position = max(0, bisect_right(long, span.start, key=attrgetter("start")) - 1)
        while position < len(long) and long[position].start < span.end:
            other = long[position]
            start, end = max(span.start, other.start), min(span.end, other.end)
            if start < end:
                shared.append(Span(start, end, min(span.level, other.level)))
            position += 1
    return _merged(shared)


def lowest_level(timeline: Sequence[Span[Instant]], start: Instant, end: Instant) -> int:
    """Give the lowest level among the instants from `start` to `end`.

    0 says that not all of them are in the timeline. `start` lies before `end`.
    """
    position = bisect_right(timeline, start, key=attrgetter("start")) - 1
    lowest, reached = 0, start
    for span in timeline[max(0, position) :]:
        if span.start > reached or span.end <= reached:
            return 0
        lowest = min(lowest or span.level, span.level)
        if span.end >= end:
            return lowest
        reached = span.end
    return 0


def _merged(pieces: Iterable[Span[Instant]]) -> tuple[Span[Instant], ...]:
    merged: list[Span[Instant]] = []
    for piece in pieces:
        if merged and merged[-1].end == piece.start and merged[-1].level == piece.level:
            merged[-1] = merged[-1]._replace(end=piece.end)
        else:
            merged.append(piece)
    return tuple(merged)
