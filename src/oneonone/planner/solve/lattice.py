"""The meetings worth considering: who could start when.

In a best schedule no meeting can start one step earlier without harm. So each starts where
something forces it to, rounded up to the step: where somebody's time (of some level) begins, where
they meet so far (if that is not to be changed), where a pin's buffer ends, or where the buffer of
the meeting before it ends. Within one stretch of the owner's time every start is therefore one of
these beginnings plus a multiple of the greatest common divisor of what the meetings take: mostly
far fewer starts than there are steps.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from oneonone.planner.problem.rules import PREFERENCES
from oneonone.planner.solve.instance import Instance, Integers, Offers

MOST_ENTRIES = 4_000_000  # of a list, about 1 GB for all of them: a larger plan stays unproven


class TooLargeError(Exception):
    """More candidates, or more clashes among them, than the memory should hold."""


class Stretches(NamedTuple):
    """Disjoint stretches of time, sorted by whose they are (an index) and then by start."""

    who: Integers
    start: Integers
    end: Integers


class _Times(NamedTuple):
    """What the people and the owner offer, by level: at 1 or more, at 2 or more, at 3."""

    offered: tuple[Stretches, ...]
    owned: tuple[Stretches, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Meetings that could be held, one entry each, sorted by person and then by start.

    `person` indexes `Instance.names`; `start` and `until` (its end and the buffer) are seconds;
    `preference` and `owner` are the lowest levels in it, 1 to 3.
    """

    person: Integers
    start: Integers
    until: Integers
    preference: Integers
    owner: Integers

    def __len__(self) -> int:
        return len(self.person)

    def only(self, positions: Integers) -> "Candidates":
        columns = (self.person, self.start, self.until, self.preference, self.owner)
        return Candidates(*(column[positions] for column in columns))


class _Ranges(NamedTuple):
    """Ranges of positions, from `first` up to `past`, and whose they are."""

    who: Integers
    first: Integers
    past: Integers


def find_candidates(instance: Instance, freed: Collection[int] = ()) -> Candidates:
    """Give every meeting that a best schedule may need.

    `freed` are further instants that something may force a meeting to wait for. Raises
    `TooLargeError` past `MOST_ENTRIES`.
    """
    times = _times(instance)
    starts = _starts(instance, times, freed)
    ranges = [_fitting(each, instance.lengths, starts) for each in times.offered]
    which, slot = unroll(ranges[0].first, ranges[0].past)
    person = ranges[0].who[which]
    key = person * len(starts) + slot
    preference = np.sum([_covered(each, key, len(starts)) for each in ranges], axis=0)
    lengths, kind = np.unique(instance.lengths, return_inverse=True)
    owner = _owner_levels(instance, times, lengths, starts)[kind[person], slot]
    held = np.flatnonzero(owner)
    until = starts[slot] + instance.lengths[person] + instance.buffer
    return Candidates(*(each[held] for each in (person, starts[slot], until, preference, owner)))


def find_starts(instance: Instance) -> Integers:
    """Give the instants, sorted, at which a meeting of a best schedule may start."""
    return _starts(instance, _times(instance), ())


def _times(instance: Instance) -> _Times:
    return _Times(*(_by_level(offers) for offers in (instance.offers, instance.owner)))


def _starts(instance: Instance, times: _Times, freed: Collection[int]) -> Integers:
    if not len(instance.owner.who):
        return instance.owner.start
    takes = _rounded_up(instance.lengths + instance.buffer, instance.step)
    stride = int(np.gcd.reduce(takes, initial=0)) or instance.step
    # A meeting can push the next across a gap in the owner's time that its buffer spans.
    bridged = instance.owner.end + instance.buffer + instance.step - 1
    homes, *_ = _by_level(instance.owner._replace(end=bridged))
    begins = _beginnings(instance, times, freed)
    home = np.searchsorted(homes.start, begins, "right") - 1
    inside = np.flatnonzero((home >= 0) & (begins < homes.end[home]))
    begins, home = begins[inside], home[inside]
    _, earliest = np.unique(home * stride + begins % stride, return_index=True)
    begins, ends = begins[earliest], homes.end[home[earliest]]
    counts = -(-(ends - begins) // stride)
    which, passed = unroll(np.zeros_like(counts), counts)
    return np.unique(begins[which] + passed * stride)


def unroll(first: Integers, past: Integers) -> tuple[Integers, Integers]:
    """List the integers of every range: the range's position, and the integer."""
    counts = past - first
    if counts.sum() > MOST_ENTRIES:
        raise TooLargeError
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) + (first - np.cumsum(counts) + counts)[which]


def _beginnings(instance: Instance, times: _Times, freed: Collection[int]) -> Integers:
    """Give what may force a meeting to start where it does, on the step."""
    begins = [stretches.start for stretches in (*times.offered, *times.owned)]
    begins.append(np.array([pin.end + instance.buffer for pin in instance.pinned], np.int64))
    begins.append(np.array([held.start for held in instance.current], np.int64))
    begins.append(np.array([*freed], np.int64))
    return np.unique(_rounded_up(np.concatenate(begins), instance.step))


def _rounded_up(seconds: Integers, step: int) -> Integers:
    return -(-seconds // step) * step


def _by_level(offers: Offers) -> tuple[Stretches, ...]:
    """Join what each offers at 1 or more, at 2 or more, and at 3."""
    order = np.lexsort((offers.start, offers.who))
    who, start, end, level = (column[order] for column in offers)
    liked = (np.flatnonzero(level >= least) for least in PREFERENCES)
    return tuple(_joined(who[held], start[held], end[held]) for held in liked)


def _joined(who: Integers, start: Integers, end: Integers) -> Stretches:
    if not len(who):
        return Stretches(who, start, end)
    shift = who * (end.max() - start.min() + 1)  # one line of time for all, none overlapping
    reached = np.maximum.accumulate(end + shift)
    first = np.append(0, np.flatnonzero((start + shift)[1:] > reached[:-1]) + 1)
    last = np.append(first[1:], len(who)) - 1
    return Stretches(who[first], start[first], (reached - shift)[last])


def _fitting(stretches: Stretches, lengths: Integers, starts: Integers) -> _Ranges:
    """Give the positions in `starts` from which a meeting of its person's length fits."""
    first = np.searchsorted(starts, stretches.start, "left")
    past = np.searchsorted(starts, stretches.end - lengths[stretches.who], "right")
    return _Ranges(stretches.who, first, np.maximum(first, past))


def _covered(ranges: _Ranges, key: Integers, width: int) -> Integers:
    """Tell for each sorted key, `who * width + position`, whether a range holds it: 1 or 0."""
    opened = np.searchsorted(key, ranges.who * width + ranges.first)
    closed = np.searchsorted(key, ranges.who * width + ranges.past)
    size = len(key) + 1
    change = np.bincount(opened, minlength=size) - np.bincount(closed, minlength=size)
    return np.cumsum(change)[:-1]


def _owner_levels(
    instance: Instance, times: _Times, lengths: Integers, starts: Integers
) -> Integers:
    """Give the owner's lowest level, lengths x starts; 0 where not wholly offered or pinned."""
    everywhere = np.arange(len(starts))
    levels = np.zeros((len(lengths), len(starts)), np.int64)
    for row, length in enumerate(lengths):
        for stretches in times.owned:
            fitting = _fitting(stretches, lengths[row : row + 1], starts)
            levels[row] += _covered(fitting, everywhere, len(starts))
        for pin in instance.pinned:
            first = np.searchsorted(starts, pin.start - length - instance.buffer, "right")
            past = np.searchsorted(starts, pin.end + instance.buffer, "left")
            levels[row, first:past] = 0
    return levels
