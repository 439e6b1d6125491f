"""The assignment as a 0/1 program: a column a candidate, cliques as rows, levels as objectives.

Each row is a set of candidates of which one at most is held: those of one person, and for each
distinct start those that are going on (or in their buffer) then.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from oneonone.planner.solve.instance import Instance, Integers
from oneonone.planner.solve.lattice import Candidates, unroll
from oneonone.planner.solve.needed import find_stays

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Model:
    """Rows by column: column j stands in the rows `row[first[j]:first[j + 1]]`, each <= 1.

    `objectives` are the levels, levels x columns, each to be maximised, the starts in units of
    `unit` seconds after the reference. The first `people` rows are those of the people.
    """

    people: int
    rows: int
    unit: int
    first: Integers
    row: Integers
    objectives: Integers

    @property
    def columns(self) -> int:
        return len(self.first) - 1

    @property
    def person(self) -> Integers:
        """Give whose each column is: their row stands first."""
        return self.row[self.first[:-1]]

    @cached_property
    def _by_row(self) -> tuple[Integers, Integers]:
        """Give the same by row: where the columns of each begin, and the columns."""
        column = np.repeat(np.arange(self.columns), np.diff(self.first))
        ends = np.cumsum(np.bincount(self.row, minlength=self.rows))
        return np.append(0, ends), column[np.argsort(self.row, kind="stable")]

    def columns_of(self, row: int) -> Integers:
        """Give the columns that stand in a row."""
        first, column = self._by_row
        return column[first[row] : first[row + 1]]

    def begun(self, columns: Integers) -> Integers:
        """Give the rows of the people and the starts of some columns, sorted."""
        rows = self.row[self.first[columns]], self.row[self.first[columns] + 1]
        return np.unique(np.concatenate(rows))

    def weigh(self, weights: Integers) -> Integers:
        """Sum the weights of the rows of each column."""
        return np.add.reduceat(weights[self.row], self.first[:-1])


@dataclass(frozen=True, slots=True)
class Row:
    """A further row: the factors of its columns, and the limit that it keeps, or attains."""

    columns: Integers
    factors: Integers
    limit: int
    tight: bool


@dataclass(frozen=True, slots=True)
class Face:
    """The part of a model to search: some columns shut (0), some rows tight (= 1), further rows."""

    shut: Flags
    tight: Flags
    further: tuple[Row, ...] = ()


def whole_face(model: Model) -> Face:
    return Face(np.zeros(model.columns, bool), np.zeros(model.rows, bool))


def equation(form: Integers, value: int) -> Row:
    columns = np.flatnonzero(form)
    return Row(columns, form[columns], value, tight=True)


def make_model(instance: Instance, candidates: Candidates) -> Model:
    people, person = np.unique(candidates.person, return_inverse=True)
    starts, slot = np.unique(candidates.start, return_inverse=True)
    past = np.searchsorted(starts, candidates.until)
    column, reached = unroll(slot, past)
    columns = np.concatenate([np.arange(len(candidates)), column])
    rows = np.concatenate([person, reached + len(people)])
    after = candidates.start - instance.reference
    unit = int(np.gcd.reduce(after)) or instance.step
    return Model(
        people=len(people),
        rows=len(people) + len(starts),
        unit=unit,
        first=np.append(0, np.cumsum(past - slot + 1)),
        row=rows[np.argsort(columns, kind="stable")],
        objectives=np.array(
            [
                np.ones_like(after),
                *([find_stays(instance, candidates).astype(np.int64)] if instance.current else ()),
                candidates.preference,
                -(candidates.preference == 1).astype(np.int64),
                candidates.owner,
                -(after // unit),
            ]
        ),
    )


def entries(model: Model, columns: Integers) -> tuple[Integers, Integers]:
    """List what the columns stand in: the position in `columns`, and the row."""
    counts = np.diff(model.first)[columns]
    which = np.repeat(np.arange(len(columns)), counts)
    first = model.first[columns] - np.cumsum(counts) + counts
    return which, model.row[np.arange(len(which)) + first[which]]
