"""A relaxation of which HiGHS knows little more than the face that it is asked for."""

import numpy as np

from oneonone.planner.solve.highs import Floats, basic_of, start_from
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Flags
from oneonone.planner.solve.relaxation import Relaxation, Vertex

ROOM = 1.5  # times as many columns as are open: more are worth telling anew
FEW = 1000  # columns: with so few nothing is worth it


class FocusedRelaxation(Relaxation):
    """Tells HiGHS anew of a face that is much smaller than the one before, or wider.

    It goes on from its last basis. Basic columns stay known for it, and so do rows at
    their limit.
    """

    def maximise(self, cost: Integers | Floats, face: Face, *, ties: bool = True) -> Vertex:
        self._focus(~face.shut)
        return super().maximise(cost, face, ties=ties)

    def _focus(self, opened: Flags) -> None:
        known = np.zeros_like(opened)
        known[self._columns] = True
        if (opened & ~known).any() or len(self._columns) > max(FEW, ROOM * int(opened.sum())):
            self._tell_anew(opened)

    def _tell_anew(self, opened: Flags) -> None:
        model, first = self._model, len(self._rows)
        basic_columns, basic_rows = basic_of(self._highs)
        columns, rows = np.zeros(model.columns, bool), np.ones(model.rows, bool)
        columns[self._columns[basic_columns]] = True
        rows[self._rows] = False
        rows[self._rows[basic_rows[basic_rows < first]]] = True
        further = np.zeros(len(self._further), bool)
        further[basic_rows[basic_rows >= first] - first] = True
        near = np.flatnonzero(opened | columns)
        self._tell(near, np.union1d(model.begun(near), np.flatnonzero(~rows)))
        start_from(self._highs, columns[self._columns], np.append(rows[self._rows], further))
        self._go_on()
