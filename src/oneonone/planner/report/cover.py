"""What of a stretch of time is not offered yet."""

from typing import NamedTuple

import numpy as np

from oneonone.planner.solve.instance import Integers, Timeline
from oneonone.planner.spans import at_least


class Cover(NamedTuple):
    """Disjoint offered spans, sorted."""

    start: Integers
    end: Integers

    @classmethod
    def of(cls, timeline: Timeline) -> "Cover":
        spans = at_least(timeline, 1)
        return cls(
            np.array([span.start for span in spans], np.int64),
            np.array([span.end for span in spans], np.int64),
        )

    def lacking(self, start: Integers, end: Integers) -> tuple[Integers, Integers]:
        """Give the first and last instant of each stretch that is not offered.

        The first is not before the last where all of it is offered.
        """
        if not len(self.start):
            return start, end
        before = np.searchsorted(self.start, start, "right") - 1
        opened = (before >= 0) & (self.end[before] > start)
        after = np.searchsorted(self.start, end, "left") - 1
        closed = (after >= 0) & (self.end[after] >= end)
        return np.where(opened, self.end[before], start), np.where(closed, self.start[after], end)
