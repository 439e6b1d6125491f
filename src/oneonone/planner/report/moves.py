"""Making room by moving people one after the other: a schedule at hand, for little time."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

Slot = tuple[int, int]  # from a start until the end of the buffer, in seconds
Choices = Callable[[str], Sequence[Slot]]


class Board:
    """Who sits where; slots never overlap."""

    def __init__(self, slots: Mapping[str, Slot]) -> None:
        self.slots = dict(slots)
        self._order = sorted((start, until, name) for name, (start, until) in slots.items())

    def without(self, names: Iterable[str]) -> "Board":
        gone = set(names)
        return Board({name: slot for name, slot in self.slots.items() if name not in gone})

    def holders(self, slot: Slot) -> list[str]:
        """Name who sits in a slot, the last one first."""
        start, until = slot
        position = bisect_left(self._order, (until,))
        names = []
        while position and self._order[position - 1][1] > start:
            position -= 1
            names.append(self._order[position][2])
        return names

    def place(self, name: str, choices: Choices) -> bool:
        """Place somebody by a chain of moves, each to where at most one other sits."""
        pushed: dict[str, tuple[str, Slot]] = {}  # by whom, who takes which slot
        waiting = [name]
        seen = {name}
        for each in waiting:
            for slot in choices(each):
                others = [other for other in self.holders(slot) if other != each]
                if not others and self._shift(_chain(each, slot, pushed)):
                    return True
                if len(others) == 1 and others[0] not in seen:
                    seen.add(others[0])
                    pushed[others[0]] = (each, slot)
                    waiting.append(others[0])
        return False

    def _shift(self, chain: Mapping[str, Slot]) -> bool:
        """Move everybody of a chain, unless two of them would clash."""
        slots = sorted(chain.values())
        if any(after[0] < before[1] for before, after in pairwise(slots)):
            return False
        self._order = [entry for entry in self._order if entry[2] not in chain]
        for name, (start, until) in chain.items():
            insort(self._order, (start, until, name))
        self.slots.update(chain)
        return True


def _chain(name: str, slot: Slot, pushed: Mapping[str, tuple[str, Slot]]) -> dict[str, Slot]:
    chain = {name: slot}
    while name in pushed:
        name, slot = pushed[name]
        chain[name] = slot
    return chain
