"""Rounds of cuts."""

from dataclasses import replace

from oneonone.planner.solve.cuts import find_cuts
from oneonone.planner.solve.highs import CLOSE
from oneonone.planner.solve.instance import Integers
from oneonone.planner.solve.model import Face, Model
from oneonone.planner.solve.relaxation import Relaxation, Vertex

MOST_IDLE = 6  # rounds that leave the bound as it is


def cut_off(
    model: Model, relaxation: Relaxation, face: Face, vertex: Vertex, cost: Integers
) -> tuple[Face, Vertex]:
    """Cut off fractional vertices, until one is whole, or the bound no longer sinks."""
    worth, idle = vertex.worth(cost), 0
    while idle < MOST_IDLE and not vertex.is_whole():
        cuts = find_cuts(model, face, vertex.point)
        if not cuts:
            break
        face = replace(face, further=face.further + cuts)
        vertex = relaxation.cut(cuts)
        left = vertex.worth(cost)
        worth, idle = left, 0 if left < worth - CLOSE else idle + 1
    return face, vertex
