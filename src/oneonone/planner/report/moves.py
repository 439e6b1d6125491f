"""Making room by moving people one after the other: a schedule at hand, for little time."""

from collections.abc import Collection, Mapping
from functools import cached_property

import numpy as np

from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.lattice import Candidates
from oneonone.planner.solve.model import Flags

Slot = tuple[int, int]  # from a start until the end of the buffer, in seconds


class Board:
    """Who sits where, by their index, and where else each could sit; slots never overlap."""

    def __init__(self, candidates: Candidates, slots: Mapping[int, Slot]) -> None:
        self.slots = dict(sorted(slots.items(), key=lambda held: held[1]))
        self.people = np.array(list(self.slots), np.int64)
        self.start, self.until = np.array(list(self.slots.values()), np.int64).reshape(-1, 2).T
        self._candidates = candidates

    def without(self, people: Collection[int]) -> "Board":
        if not people:
            return self
        gone = set(people)
        left = {who: slot for who, slot in self.slots.items() if who not in gone}
        return Board(self._candidates, left)

    def placed(self, who: int, is_open: Flags) -> "Board | None":
        """Place somebody by a chain of moves to open candidates, where at most one other sits.

        None where no such chain was found: that does not tell that there is none.
        """
        person = self._candidates.person
        others, holder = self._holders
        cause = np.full(len(self._place), -1)  # to make room for which candidate one moves
        reached = np.zeros(len(self._place), bool)
        reached[who] = True
        turn = reached.copy()
        while turn.any():
            choices = np.flatnonzero(turn[person] & is_open & (others <= 1))
            choices = choices[~self._clash(choices, cause)]
            free = choices[others[choices] == 0]
            if len(free):
                return Board(self._candidates, {**self.slots, **self._chain(int(free[0]), cause)})
            choices = choices[~reached[holder[choices]]]
            next_ones, at = np.unique(holder[choices], return_index=True)
            cause[next_ones] = choices[at]
            reached[next_ones] = True
            turn = np.zeros_like(reached)
            turn[next_ones] = True
        return None

    @cached_property
    def _place(self) -> Integers:
        """Give everybody's place in the order of the slots, -1 for none."""
        place = np.full(int(self._candidates.person.max(initial=-1)) + 1, -1)
        place[self.people] = np.arange(len(self.people))
        return place

    @cached_property
    def _holders(self) -> tuple[Integers, Integers]:
        """Count who else sits at each candidate, and give the first of them, anybody for none."""
        them = self._candidates
        first = np.searchsorted(self.until, them.start, "right")
        past = np.searchsorted(self.start, them.until, "left")
        own = self._place[them.person]
        inside = (first <= own) & (own < past)
        others = past - first - inside
        holder = np.minimum(first + (inside & (first == own)), len(self.people))
        return others, np.append(self.people, 0)[holder]

    def _clash(self, choices: Integers, cause: Integers) -> Flags:
        """Tell which choices clash with what is taken by those whom their persons make room for."""
        them = self._candidates
        clash = np.zeros(len(choices), bool)
        before = cause[them.person[choices]]
        while (before >= 0).any():
            earlier = them.start[choices] < them.until[before]
            clash |= (before >= 0) & earlier & (them.until[choices] > them.start[before])
            before = np.where(before >= 0, cause[them.person[before]], -1)
        return clash

    def _chain(self, choice: int, cause: Integers) -> dict[int, Slot]:
        """Give who goes where so that a candidate is taken by its person."""
        them = self._candidates
        chain: dict[int, Slot] = {}
        while choice >= 0:
            who = int(them.person[choice])
            chain[who] = int(them.start[choice]), int(them.until[choice])
            choice = int(cause[who])
        return chain
