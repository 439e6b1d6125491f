"""How many cancellations a schedule survives."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from oneonone.planner.report.columns import Columns
from oneonone.planner.report.moves import Board, Slot
from oneonone.planner.report.prices import Prices
from oneonone.planner.report.values import Robustness
from oneonone.planner.solve.instance import Instance, Integers, Meeting

Hour = tuple[int, int]


class Endurance:
    """A schedule, tried by taking the owner's hours away."""

    def __init__(
        self, instance: Instance, columns: Columns, prices: Prices, meetings: Sequence[Meeting]
    ) -> None:
        pinned = {pin.person for pin in instance.pinned}
        self._buffer = instance.buffer
        self._names = instance.names
        self._columns = columns
        self._prices = prices
        self._board = Board(
            {m.person: (m.start, m.end + self._buffer) for m in meetings if m.person not in pinned}
        )
        self._choices = _choices(instance, prices)
        self._is_best = len(self._board.slots) == prices.placed

    def count(self) -> Robustness:
        hours = self._columns.hours
        return Robustness(sum(self._survives(hour) for hour in hours), len(hours))

    def _survives(self, hour: Hour) -> bool:
        out = sorted(
            (name for name, slot in self._board.slots.items() if self._hit(hour, slot)),
            key=lambda name: (len(self._left(name, hour)), name),
        )
        if any(self._is_lost(name, hour) for name in out):
            return False
        return self._moves(out, hour) or self._places(hour)

    def _hit(self, hour: Hour, slot: Slot) -> bool:
        return slot[0] < hour[1] and slot[1] - self._buffer > hour[0]

    def _left(self, name: str, hour: Hour) -> list[Slot]:
        return [slot for slot in self._choices[name] if not self._hit(hour, slot)]

    def _is_lost(self, name: str, hour: Hour) -> bool:
        """Tell whether somebody must go unplaced, whoever takes the other hours.

        Were as many placed without them and the hour, they could join in it: one more than the
        best schedule has.
        """
        start, until = self._board.slots[name]
        inside = hour[0] + self._buffer <= start and until <= hour[1]
        return self._is_best and inside and not self._left(name, hour)

    def _moves(self, out: Iterable[str], hour: Hour) -> bool:
        board = self._board.without(out)
        return all(board.place(name, lambda other: self._left(other, hour)) for name in out)

    def _places(self, hour: Hour) -> bool:
        them = self._columns.candidates
        hit = (them.start < hour[1]) & (them.until - self._buffer > hour[0])
        shut = self._prices.shut | hit
        people = len(self._board.slots)
        return self._prices.places(shut, people, lambda taken: self._complete(taken, hour))

    def _complete(self, taken: Integers, hour: Hour) -> int:
        """Count who can be placed beside columns that are taken, by moving people."""
        them = self._columns.candidates.only(taken)
        rows = zip(them.person.tolist(), them.start.tolist(), them.until.tolist(), strict=True)
        board = Board({self._names[who]: (start, until) for who, start, until in rows})
        for name in self._choices:
            if name not in board.slots:
                board.place(name, lambda other: self._left(other, hour))
        return len(board.slots)


def _choices(instance: Instance, prices: Prices) -> dict[str, list[Slot]]:
    them = prices.candidates
    rows = zip(them.person.tolist(), them.start.tolist(), them.until.tolist(), strict=True)
    choices: dict[str, list[Slot]] = defaultdict(list)
    for (who, start, until), shut in zip(rows, prices.shut.tolist(), strict=True):
        if not shut:
            choices[instance.names[who]].append((start, until))
    return choices
