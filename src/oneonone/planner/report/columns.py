"""Every meeting a report may need: in the owner's time, or in one half hour more."""

from dataclasses import dataclass, replace

import numpy as np

from oneonone.planner.report.cover import Cover
from oneonone.planner.solve.instance import Instance, Integers, Offers, owned
from oneonone.planner.solve.lattice import (
    Candidates,
    find_candidates,
    find_starts,
    unroll,
)
from oneonone.planner.solve.model import Flags

HALF_HOUR = 1800
HOUR = 3600
MARGIN = 28 * 24 * HOUR  # around the owner's time; half hours further away are not looked at
MOST_HALVES = 60  # worth a look: those that most people offered
OWN = -1


@dataclass(frozen=True, slots=True)
class Columns:
    """Candidates, sorted as ever, and for each whether a plan would consider it too.

    `half` is `OWN` in the owner's time, else the half hour (counted from the Unix epoch) that the
    owner would have to add. `hours` are the owner's hours as (first instant, last instant).
    """

    candidates: Candidates
    half: Integers
    usual: Flags
    hours: tuple[tuple[int, int], ...]


def find_columns(instance: Instance) -> Columns:
    """Give the columns; raises `TooLargeError` where there are too many to be listed."""
    cover = Cover.of(owned(instance))
    hours = _hours(instance, cover)
    usual = find_candidates(instance)
    if not len(instance.names):
        return Columns(usual, usual.start, usual.start.astype(bool), hours)
    halves = _halves(instance, cover, usual)
    ends = np.array([end for _, end in hours], np.int64)
    begins = np.concatenate([cover.start, ends])
    candidates = find_candidates(_widened(instance, halves, begins))
    half = _half_of(instance, cover, candidates)
    kept = np.flatnonzero((half == OWN) | np.isin(half, halves))
    candidates, half = candidates.only(kept), half[kept]
    starts = find_starts(instance)
    return Columns(candidates, half, (half == OWN) & np.isin(candidates.start, starts), hours)


def _hours(instance: Instance, cover: Cover) -> tuple[tuple[int, int], ...]:
    """Give the clock hours of the owner's time, from first to last offered instant."""
    first, past = (instance.zero + cover.start) // HOUR, -(-(instance.zero + cover.end) // HOUR)
    span, hour = unroll(first, past)
    start = np.maximum(cover.start[span], hour * HOUR - instance.zero)
    end = np.minimum(cover.end[span], (hour + 1) * HOUR - instance.zero)
    _, opens = np.unique(hour, return_index=True)
    closes = np.append(opens[1:], len(hour))[: len(opens)] - 1
    return tuple(zip(start[opens].tolist(), end[closes].tolist(), strict=True))


def _halves(instance: Instance, cover: Cover, usual: Candidates) -> Integers:
    """Choose half hours that somebody offered and the owner did not wholly, by demand.

    Whoever cannot meet the owner at all counts more than all others.
    """
    offers = instance.offers
    known = cover if len(cover.start) else Cover(offers.start, offers.start)
    first = np.maximum(offers.start, known.start.min() - MARGIN) + instance.zero
    past = np.minimum(offers.end, known.end.max() + MARGIN) + instance.zero
    first, past = first // HALF_HOUR, -(-past // HALF_HOUR)
    which, half = unroll(first, np.maximum(first, past))
    stranded = ~np.isin(offers.who, usual.person)
    halves, at = np.unique(half, return_inverse=True)
    demand = np.bincount(at, np.where(stranded, len(offers.who) + 1, 1)[which])
    begins = halves * HALF_HOUR - instance.zero
    opens, closes = cover.lacking(begins, begins + HALF_HOUR)
    lacking = np.flatnonzero(opens < closes)
    order = lacking[np.lexsort((halves[lacking], -demand[lacking]))]
    return halves[order[:MOST_HALVES]]


def _widened(instance: Instance, halves: Integers, begins: Integers) -> Instance:
    """Open the half hours, and let starts begin there and at further instants.

    For the latter somebody without a name offers a second there, too short for any meeting.
    """
    opened = halves * HALF_HOUR - instance.zero
    instants = np.concatenate([opened, begins])
    nobody = np.full(len(instants), len(instance.names))
    offered = Offers(nobody, instants, instants + 1, np.ones_like(instants))
    added = Offers(np.zeros_like(opened), opened, opened + HALF_HOUR, np.ones_like(opened))
    return replace(
        instance,
        names=(*instance.names, ""),
        lengths=np.append(instance.lengths, instance.lengths[0]),
        offers=_both(instance.offers, offered),
        owner=_both(instance.owner, added),
    )


def _both(one: Offers, other: Offers) -> Offers:
    return Offers(*(np.concatenate(pair) for pair in zip(one, other, strict=True)))


def _half_of(instance: Instance, cover: Cover, candidates: Candidates) -> Integers:
    """Give the half hour each lacks, `OWN` for none, and one before all where it lacks two."""
    opens, closes = cover.lacking(candidates.start, candidates.until - instance.buffer)
    first = (instance.zero + opens) // HALF_HOUR
    last = (instance.zero + closes - 1) // HALF_HOUR
    half = np.where(first == last, first, OWN - 1)
    return np.where(opens < closes, half, OWN)
