"""Painting over periods: what is touched becomes what was painted, the rest stays to the second.

Plain values, known to no framework.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import heappop, heappush
from itertools import pairwise

from oneonone.calendars.periods import Period

LEVELS = (3, 2, 1)


@dataclass(frozen=True, slots=True, order=True)
class Stroke:
    """Time that is set to a level, 1 to 3, or to 0: not free."""

    start: datetime
    end: datetime
    level: int


class Coverage:
    """How much somebody likes each instant: of the periods that cover it, the highest."""

    def __init__(self, periods: Iterable[Period]) -> None:
        known = sorted(periods)
        self.at_least = [(level, *unite(known, level)) for level in LEVELS]

    def look(self, start: datetime, end: datetime) -> tuple[int, bool]:
        """Give the highest level between two instants, and whether it is not that throughout."""
        for level, starts, ends in self.at_least:
            position = bisect_right(ends, start)
            if position < len(starts) and starts[position] < end:
                covers = starts[position] <= start and end <= ends[position]
                return level, not covers
        return 0, False

    def within(self, start: datetime, end: datetime) -> Iterator[Stroke]:
        """Give what there is between two instants as strokes, the higher levels over the lower."""
        for level, starts, ends in reversed(self.at_least):
            for begins, stops in zip(starts, ends, strict=True):
                if begins < end and start < stops:
                    yield Stroke(max(begins, start), min(stops, end), level)


def unite(ordered: Iterable[Period], level: int) -> tuple[list[datetime], list[datetime]]:
    """Give where the time at a level or above starts, and where it ends."""
    starts: list[datetime] = []
    ends: list[datetime] = []
    for period in ordered:
        if period.preference < level:
            continue
        if ends and period.start_period <= ends[-1]:
            ends[-1] = max(ends[-1], period.end_period)
        else:
            starts.append(period.start_period)
            ends.append(period.end_period)
    return starts, ends


def repaint(periods: Sequence[Period], strokes: Sequence[Stroke]) -> list[Period]:
    """Paint over periods; of strokes that overlap the later one counts.

    Periods that no stroke touches stay as they are, and overlap each other as they did. What is
    painted joins whatever of its level it touches.
    """
    visible = flatten(strokes)
    rest = [piece for period in periods for piece in cut_out(period, visible)]
    painted = [Period(stroke.start, stroke.end, stroke.level) for stroke in visible if stroke.level]
    return grow(painted, rest)


def flatten(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Give what is to be seen of strokes laid over each other: in order, disjoint, joined."""
    pending = sorted(enumerate(strokes), key=lambda numbered: numbered[1].start, reverse=True)
    cuts = sorted({cut for stroke in strokes for cut in (stroke.start, stroke.end)})
    over: list[tuple[int, Stroke]] = []  # a heap: the last one painted first
    visible: list[Stroke] = []
    for start, end in pairwise(cuts):
        while pending and pending[-1][1].start == start:
            number, stroke = pending.pop()
            heappush(over, (-number, stroke))
        while over and over[0][1].end <= start:
            heappop(over)
        if over:
            lay(visible, Stroke(start, end, over[0][1].level))
    return visible


def lay(visible: list[Stroke], stroke: Stroke) -> None:
    last = visible[-1] if visible else None
    if last and (last.end, last.level) == (stroke.start, stroke.level):
        visible[-1] = replace(last, end=stroke.end)
    else:
        visible.append(stroke)


def cut_out(period: Period, strokes: Sequence[Stroke]) -> Iterator[Period]:
    """Give what is left of a period; strokes are in order and disjoint."""
    reached = period.start_period
    first = bisect_right(strokes, reached, key=lambda stroke: stroke.end)
    for stroke in strokes[first:]:
        if stroke.start >= period.end_period:
            break
        if stroke.start > reached:
            yield replace(period, start_period=reached, end_period=stroke.start)
        reached = stroke.end
    if reached == period.start_period:
        yield period
    elif reached < period.end_period:
        yield replace(period, start_period=reached)


def grow(painted: Sequence[Period], rest: Sequence[Period]) -> list[Period]:
    """Join what was painted with what it touches at either end, where both are of one level."""
    starts = {(period.start_period, period.preference) for period in painted}
    ends = {(period.end_period, period.preference) for period in painted}
    grown, kept = [*painted], list[Period]()
    for piece in rest:
        before = (piece.end_period, piece.preference) in starts
        after = (piece.start_period, piece.preference) in ends
        (grown if before or after else kept).append(piece)
    for level in LEVELS:
        of_level = sorted(period for period in grown if period.preference == level)
        kept += [Period(*times, level) for times in zip(*unite(of_level, level), strict=True)]
    return sorted(kept)
