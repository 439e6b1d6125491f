"""The least that the owner, or one person, could offer in addition for somebody to be placed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from oneonone.planner.problem.values import Reason
from oneonone.planner.report.conflicts import Conflicts
from oneonone.planner.report.extras import Extra, Extras, is_free
from oneonone.planner.report.fitting import MOST_COLUMNS, restricted
from oneonone.planner.report.sharpening import Sharpener
from oneonone.planner.report.values import Help, HelpKind, Unplaced
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.budget import Budget
from oneonone.planner.solve.highs import EmptyFaceError, best_whole
from oneonone.planner.solve.instance import Instance, Integers, Meeting, moment
from oneonone.planner.solve.lattice import Candidates, find_candidates
from oneonone.planner.solve.model import Face, Model, Row, make_model, whole_face
from oneonone.planner.solve.relaxation import Relaxation
from oneonone.planner.spans import Span, join

HELPED = (Reason.NO_OVERLAP, Reason.TOO_SHORT, Reason.CROWDED_OUT)
KINDS = (HelpKind.MORE_TIME, HelpKind.MORE_FREE)
MOST_MOVED = (24, 120)  # people, tried in turn; whoever is further away stays where they are


def find_helps(
    instance: Instance,
    meetings: Sequence[Meeting],
    unplaced: Sequence[Unplaced],
    conflicts: Conflicts,
    budget: Budget,
) -> Iterator[Help]:
    """Give for each who could be helped what places them beside everybody who has a meeting.

    Raises `UnfinishedError` when the budget is spent, `TooLargeError` as `find_candidates`.
    """
    stuck = [someone for someone in unplaced if someone.reason in HELPED]
    if stuck:
        search = _HelpSearch(instance, meetings, conflicts, Extras(instance, meetings), budget)
        for kind in KINDS:
            for someone in stuck:
                extra = search.least(someone, kind)
                if extra is not None:
                    yield _help(instance, extra, someone.person)


def _help(instance: Instance, extra: Extra, name: str) -> Help:
    return Help(
        extra.kind,
        (name,),
        person=extra.person if extra.kind == HelpKind.MORE_FREE else None,
        start=moment(instance, extra.opens),
        end=moment(instance, extra.closes),
    )


@dataclass(frozen=True, slots=True)
class _HelpSearch:
    """Places one more person beside those of a schedule, with one extra meeting.

    Only somebody of a group that cannot all be placed helps by having an extra meeting: otherwise
    the group would still be there.
    """

    instance: Instance
    meetings: Sequence[Meeting]
    conflicts: Conflicts
    extras: Extras
    budget: Budget

    def least(self, someone: Unplaced, kind: HelpKind) -> Extra | None:
        """Give the extra meeting that lacks least, then the earliest, then the person's own."""
        movable = set(self.instance.names)
        group = sorted({someone.person, *someone.competing} & movable)
        found = sorted(
            (extra for name in group for extra in self.extras.of(name, kind)),
            key=lambda e: (e.lack, e.start, e.person != someone.person, e.person),
        )
        theirs = (Span(each.start, each.end, 1) for each in found)
        wanted = join((*theirs, *self.conflicts.times(group)))
        nearest = (n for n in self.conflicts.nearest(group, wanted) if n in movable)
        around = list(islice(nearest, max(MOST_MOVED)))
        sizes = sorted({min(most, len(around)) for most in MOST_MOVED})
        tries = (self._best(found, {*group, *around[:size]}) for size in sizes)
        return next((best for best in tries if best is not None), None)

    def _best(self, extras: Sequence[Extra], names: set[str]) -> Extra | None:
        """Give the first of the extras with which all these people can be placed."""
        others = tuple(m for m in self.meetings if m.person not in names)
        near = replace(restricted(self.instance, names), pinned=others)
        beside = Agenda(near, others)
        usable = [extra for extra in extras if is_free(beside, extra)]
        freed = {extra.end + near.buffer for extra in usable}
        candidates, at = _merged(near, find_candidates(near, freed), usable)
        if not usable or len(np.unique(candidates.person)) < len(near.names):
            return None
        model = make_model(near, candidates)
        cost = np.zeros(model.columns, np.int64)
        cost[at] = -np.arange(1, len(at) + 1)
        face = whole_face(model)
        face.tight[: model.people] = True
        face = replace(face, further=(Row(at, np.ones_like(at), 1, tight=True),))
        try:
            point = _best_point(model, cost, face, self.budget)
        except EmptyFaceError:
            return None
        return next(
            extra for extra, column in zip(usable, at.tolist(), strict=True) if point[column]
        )


def _best_point(model: Model, cost: Integers, face: Face, budget: Budget) -> Integers:
    relaxation = Relaxation(model, budget)
    vertex = relaxation.maximise(cost, face)
    sharpened = Sharpener(model, relaxation).sharpen(cost, face, vertex, goal=int(cost.min()))
    point = sharpened.point()
    if point is None and model.columns > MOST_COLUMNS:
        raise EmptyFaceError
    return best_whole(model, cost, sharpened.face, budget) if point is None else point


def _merged(
    instance: Instance, usual: Candidates, extras: Sequence[Extra]
) -> tuple[Candidates, Integers]:
    """Put extra meetings among the usual ones; tell at which position each is."""
    places = {name: who for who, name in enumerate(instance.names)}
    rows = [(places[e.person], e.start, e.end + instance.buffer, 1, 1) for e in extras]
    added = np.array(rows, np.int64).reshape(-1, 5).T
    columns = (usual.person, usual.start, usual.until, usual.preference, usual.owner)
    both = [np.concatenate(pair) for pair in zip(columns, added, strict=True)]
    order = np.lexsort((both[1], both[0]))
    return Candidates(*(column[order] for column in both)), np.argsort(order)[len(usual) :]
