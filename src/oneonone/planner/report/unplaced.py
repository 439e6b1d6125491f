"""Why somebody has no meeting as things stand."""

from operator import attrgetter

from oneonone.planner.explain import explain
from oneonone.planner.problem.values import Reason
from oneonone.planner.report.conflicts import Conflicts
from oneonone.planner.report.standing import Standing
from oneonone.planner.report.values import HAS_ROOM, Times, Unplaced
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.budget import UnfinishedError
from oneonone.planner.solve.instance import Instance, length_of, moment
from oneonone.planner.solve.lattice import TooLargeError

SETTLED = {Reason.NO_REPLY, Reason.NO_OVERLAP, Reason.TOO_SHORT}


def explain_unplaced(
    instance: Instance, standing: Standing, conflicts: Conflicts, *, optimal: bool
) -> tuple[Unplaced, ...]:
    """Give everybody without a meeting, by person.

    The conflicts look at the meetings that keep the rules or, before anything is planned, at the
    best schedule, and there is room for everybody in that. `optimal` says that no schedule has more
    meetings. `OUT_OF_TIME`, or nobody competing, says that somebody could not be settled.
    """
    known = {meeting.person for meeting in conflicts.meetings}
    beside = Agenda(instance, {*conflicts.meetings, *standing.meetings})
    placed = {meeting.person for meeting in standing.meetings}
    unplaced = [Unplaced(name, HAS_ROOM, f"There is room for {name}.") for name in known - placed]
    for why in explain(instance, conflicts.meetings, optimal=optimal):
        name, length = why.person, length_of(instance, why.person)
        if name in placed:
            continue
        if why.reason in SETTLED:
            found = None
        elif beside.earliest(conflicts.stretches(name), length) is not None:
            found = Unplaced(name, HAS_ROOM, f"There is room for {name} beside the others.")
        else:
            found = _crowded_out(instance, conflicts, name)
        unplaced.append(found or Unplaced(name, why.reason, why.detail))
    return tuple(sorted(unplaced, key=attrgetter("person")))


def _crowded_out(instance: Instance, conflicts: Conflicts, name: str) -> Unplaced | None:
    try:
        competing = conflicts.around(name)
    except (UnfinishedError, TooLargeError):
        return None
    if competing is None:
        return Unplaced(name, HAS_ROOM, f"There is room for {name} when others move.")
    group = sorted((name, *competing))
    return Unplaced(
        name,
        Reason.CROWDED_OUT,
        f"{', '.join(group[:-1])} and {group[-1]} share too few times.",
        competing,
        tuple(
            Times(moment(instance, span.start), moment(instance, span.end))
            for span in conflicts.times(group)
        ),
    )
