"""What a search keeps of each level, or of levels taken at once."""

from dataclasses import dataclass

import numpy as np

from oneonone.planner.solve.certify import Certificate, narrow
from oneonone.planner.solve.highs import CLOSE
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, equation
from oneonone.planner.solve.relaxation import Vertex


@dataclass(slots=True)
class Step:
    """Levels taken at once on a face: what they may reach at most, and the proof of it."""

    face: Face
    vertex: Vertex
    certificate: Certificate
    forms: Integers
    weights: list[int]
    ceilings: list[int]
    is_settled: bool = False  # or at least not easily seen to promise too much

    @property
    def value(self) -> int:
        return int(np.dot(self.weights, self.ceilings))

    def is_attained(self) -> bool:
        """Tell whether a whole vertex proves that nothing on the face is better."""
        return self.vertex.is_whole() and self.value == self.certificate.value

    def is_apart(self) -> bool:
        """Tell whether the vertex of a pair leaves nobody half placed.

        That half would be counted as preference by the hundred.
        """
        return abs(self.ceilings[0] - self.vertex.worth(self.forms[0])) < CLOSE

    def face_after(self) -> Face:
        """Narrow the face to where the ceilings are attained."""
        demands = tuple(map(equation, self.forms, self.ceilings))
        return narrow(self.face, self.certificate, self.value, demands)


@dataclass(frozen=True, slots=True)
class Range:
    """What a search is for: points whose first two levels are worth `least`.

    Any better one attains `ceilings` at most, and is known to lie on the face searched.
    """

    least: int
    ceilings: list[int]
