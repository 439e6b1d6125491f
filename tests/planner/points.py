"""Every whole point of a small model, and of faces of it."""

from collections.abc import Iterator

import numpy as np
from planner.random_problems import random_problem

from oneonone.planner.solve.instance import Integers, make_instance
from oneonone.planner.solve.lattice import find_candidates
from oneonone.planner.solve.model import Face, Model, Row, make_model

FEW = 30  # columns


def whole_points(model: Model) -> Integers:
    """Give each set of columns that can be held together, a row of 1 and 0."""
    held = list(_held_together(model))
    points = np.zeros((len(held), model.columns), np.int64)
    for point, columns in zip(points, held, strict=True):
        point[columns] = 1
    return points


def _held_together(model: Model) -> Iterator[list[int]]:
    entries = zip(model.first[:-1], model.first[1:], strict=True)
    rows = [sum(1 << int(row) for row in model.row[first:past]) for first, past in entries]
    waiting: list[tuple[list[int], int, int]] = [([], 0, 0)]
    while waiting:
        held, taken, column = waiting.pop()
        yield held
        for other in range(column, model.columns):
            if not rows[other] & taken:
                waiting += [([*held, other], taken | rows[other], other + 1)]


def faces(seed: int) -> Iterator[tuple[Model, Face, Integers]]:
    """Give faces of a small model, and their whole points: some columns shut, some rows tight."""
    instance = make_instance(random_problem(seed))
    candidates = find_candidates(instance)
    if 0 < len(candidates) < FEW:
        model = make_model(instance, candidates)
        luck = np.random.default_rng(seed)
        points = whole_points(model)
        for _ in range(5):
            goal = points[luck.integers(len(points))]
            shut = (goal == 0) & (luck.random(model.columns) < 0.2)
            tight = (uses(model, goal) == 1) & (luck.random(model.rows) < 0.2)
            factors = luck.integers(1, 4, model.columns)
            columns = np.arange(model.columns)
            rows = tuple(
                Row(columns, factors, int(factors @ goal), tight=is_tight)
                for is_tight in (True, False)
            )
            face = Face(shut, tight, rows[: luck.integers(3)])
            yield model, face, np.array([point for point in points if holds(model, face, point)])


def uses(model: Model, point: Integers) -> Integers:
    """Count what a point takes of each row."""
    each = np.repeat(point, np.diff(model.first))
    return np.bincount(model.row, each, model.rows).astype(np.int64)


def holds(model: Model, face: Face, point: Integers) -> bool:
    used = [int(row.factors @ point[row.columns]) for row in face.further]
    return (
        not point[face.shut].any()
        and bool((uses(model, point)[face.tight] == 1).all())
        and all(
            count == row.limit if row.tight else count <= row.limit
            for count, row in zip(used, face.further, strict=True)
        )
    )
