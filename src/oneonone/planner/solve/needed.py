"""Which of the candidates a best schedule may hold, where there is plenty of time."""

import numpy as np
import numpy.typing as npt

from oneonone.planner.solve.instance import Instance, length_of
from oneonone.planner.solve.lattice import Candidates

Flags = npt.NDArray[np.bool_]


def leave_needed(instance: Instance, candidates: Candidates) -> Candidates:
    """Leave out what no best schedule holds, since something earlier is as good and free.

    Of a person's meetings that both like the same the best schedule holds the earliest that clashes
    with nobody: each other meeting clashes with so many of them at the most.
    """
    counts = np.bincount(candidates.person)
    if counts.max() <= len(counts):
        return candidates
    starts = np.unique(candidates.start)
    reach = 2 * (int(instance.lengths.max()) + instance.buffer)
    clashing = (np.searchsorted(starts, starts + reach) - np.arange(len(starts))).max()
    needed = clashing * (np.count_nonzero(counts) - 1) + 1
    if counts.max() <= needed:
        return candidates
    liked = (candidates.preference, candidates.owner)
    order = np.lexsort((candidates.start, *liked, candidates.person))
    alike = np.array([each[order] for each in (candidates.person, *liked)])
    first = np.flatnonzero(np.diff(alike, prepend=-1).any(axis=0))
    rank = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    kept = find_stays(instance, candidates)
    kept[order] |= rank < needed
    return candidates.only(np.flatnonzero(kept))


def find_stays(instance: Instance, candidates: Candidates) -> Flags:
    """Tell which candidates are where their person meets so far."""
    start = {
        held.person: held.start
        for held in instance.current
        if held.end - held.start == length_of(instance, held.person)
    }
    starts = np.array([start.get(name, -1) for name in instance.names], np.int64)
    stays: Flags = candidates.start == starts[candidates.person]
    return stays
