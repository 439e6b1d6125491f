"""How many cancellations a schedule survives."""

from collections.abc import Sequence

import numpy as np

from oneonone.planner.report.columns import Columns
from oneonone.planner.report.moves import Board
from oneonone.planner.report.prices import Prices
from oneonone.planner.report.values import Robustness
from oneonone.planner.solve.answer import held_meetings
from oneonone.planner.solve.instance import Instance, Integers, Meeting
from oneonone.planner.solve.model import Flags

Hour = tuple[int, int]


class Endurance:
    """A schedule, tried by taking the owner's hours away.

    Where moves don't mend it, they may mend the best one.
    """

    def __init__(
        self, instance: Instance, columns: Columns, prices: Prices, meetings: Sequence[Meeting]
    ) -> None:
        self._buffer = instance.buffer
        self._people = len(instance.names)
        self._hours = columns.hours
        self._prices = prices
        self._board = self._set_up(instance, meetings)
        best = held_meetings(instance, prices.candidates, prices.point)
        self._boards = (self._board, self._set_up(instance, best))
        self._is_best = len(self._board.slots) == prices.placed

    def _set_up(self, instance: Instance, meetings: Sequence[Meeting]) -> Board:
        pinned = {pin.person for pin in instance.pinned}
        index = {name: who for who, name in enumerate(instance.names)}
        slots = {
            index[meeting.person]: (meeting.start, meeting.end + self._buffer)
            for meeting in meetings
            if meeting.person not in pinned
        }
        return Board(self._prices.candidates, slots)

    def count(self) -> Robustness:
        return Robustness(sum(map(self._survives, self._hours)), len(self._hours))

    def _survives(self, hour: Hour) -> bool:
        them = self._prices.candidates
        out = self._out(self._board, hour)
        if not out:
            return True
        shut = self._prices.shut | self._hits(hour, them.start, them.until)
        left = np.bincount(them.person[~shut], minlength=self._people)
        if any(self._is_lost(who, hour) for who in out if not left[who]):
            return False
        people = len(self._board.slots)
        if self._prices.rules_out(shut, people):
            return False
        return any(
            self._moves(board, hour, ~shut, left) for board in self._boards
        ) or self._prices.places(shut, people)

    def _out(self, board: Board, hour: Hour) -> list[int]:
        out: list[int] = board.people[self._hits(hour, board.start, board.until)].tolist()
        return out

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

    def _moves(self, board: Board, hour: Hour, is_open: Flags, left: Integers) -> bool:
        """Place those who are out by moves, whoever has the fewest slots `left` first.

        Whoever was wholly in the hour need not be taken off the board before.
        """
        out = sorted(self._out(board, hour), key=lambda who: left[who])
        slots = board.slots
        crossing = [who for who in out if slots[who][0] < hour[0] or slots[who][1] > hour[1]]
        moved: Board | None = board.without(crossing)
        for who in out:
            moved = moved and moved.placed(who, is_open)
        return moved is not None
