"""How many cancellations a schedule survives."""

from collections.abc import Iterable, Sequence

import numpy as np

from oneonone.planner.report.columns import Columns
from oneonone.planner.report.moves import Board
from oneonone.planner.report.prices import Prices
from oneonone.planner.report.values import Robustness
from oneonone.planner.solve.instance import Instance, Integers, Meeting
from oneonone.planner.solve.model import Flags

Hour = tuple[int, int]


class Endurance:
    """A schedule, tried by taking the owner's hours away."""

    def __init__(
        self, instance: Instance, columns: Columns, prices: Prices, meetings: Sequence[Meeting]
    ) -> None:
        pinned = {pin.person for pin in instance.pinned}
        index = {name: who for who, name in enumerate(instance.names)}
        self._buffer = instance.buffer
        self._people = len(instance.names)
        self._hours = columns.hours
        self._prices = prices
        self._board = Board(
            prices.candidates,
            {
                index[meeting.person]: (meeting.start, meeting.end + self._buffer)
                for meeting in meetings
                if meeting.person not in pinned
            },
        )
        self._is_best = len(self._board.slots) == prices.placed

    def count(self) -> Robustness:
        return Robustness(sum(map(self._survives, self._hours)), len(self._hours))

    def _survives(self, hour: Hour) -> bool:
        them, board = self._prices.candidates, self._board
        out = board.people[self._hits(hour, board.start, board.until)].tolist()
        if not out:
            return True
        shut = self._prices.shut | self._hits(hour, them.start, them.until)
        left = np.bincount(them.person[~shut], minlength=self._people)
        if any(self._is_lost(who, hour) for who in out if not left[who]):
            return False
        people = len(board.slots)
        if self._prices.rules_out(shut, people):
            return False
        out.sort(key=lambda who: left[who])
        return self._moves(out, hour, ~shut) or self._prices.places(shut, people)

    def _hits(self, hour: Hour, start: Integers, until: Integers) -> Flags:
        hits: Flags = (start < hour[1]) & (until - self._buffer > hour[0])
        return hits

    def _is_lost(self, who: int, hour: Hour) -> bool:
        """Tell whether somebody with no slot left must go unplaced, whoever takes the other hours.

        Were as many placed without them and the hour, they could join in it: one more than the
        best schedule has.
        """
        start, until = self._board.slots[who]
        return self._is_best and hour[0] + self._buffer <= start and until <= hour[1]

    def _moves(self, out: Iterable[int], hour: Hour, is_open: Flags) -> bool:
        """Place those who are out by moves; whoever was wholly in the hour need not go first."""
        slots = self._board.slots
        crossing = [who for who in out if slots[who][0] < hour[0] or slots[who][1] > hour[1]]
        board: Board | None = self._board.without(crossing)
        for who in out:
            board = board and board.placed(who, is_open)
        return board is not None
