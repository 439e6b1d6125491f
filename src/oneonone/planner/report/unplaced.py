"""Why somebody has no meeting as things stand."""

from collections.abc import Sequence

from oneonone.planner.explain import explain
from oneonone.planner.problem.values import Reason
from oneonone.planner.report.conflicts import Conflicts
from oneonone.planner.report.values import HAS_ROOM, Times, Unplaced
from oneonone.planner.solve.agenda import Agenda
from oneonone.planner.solve.budget import UnfinishedError
from oneonone.planner.solve.instance import Instance, Meeting, length_of, moment
from oneonone.planner.solve.lattice import TooLargeError

SETTLED = {Reason.NO_REPLY, Reason.NO_OVERLAP, Reason.TOO_SHORT}


def explain_unplaced(
    instance: Instance,
    meetings: Sequence[Meeting],
    standing: Sequence[Meeting],
    conflicts: Conflicts,
) -> tuple[Unplaced, ...]:
    """Give everybody without a `standing` meeting, by person.

    `meetings` are those that the conflicts look at: the standing ones, or before anything is
    planned the best ones, and there is room for everybody in these. `OUT_OF_TIME` says that
    somebody could not be settled.
    """
    holders = {meeting.person for meeting in meetings}
    beside = Agenda(instance, {*meetings, *standing})
    found = []
    for someone in explain(instance, standing, optimal=False):
        name, why = someone.person, Unplaced(someone.person, someone.reason, someone.detail)
        if someone.reason in SETTLED:
            found.append(why)
        elif name in holders:
            found.append(Unplaced(name, HAS_ROOM, f"There is room for {name}."))
        elif beside.earliest(conflicts.stretches(name), length_of(instance, name)) is not None:
            found.append(Unplaced(name, HAS_ROOM, f"There is room for {name} beside the others."))
        else:
            found.append(_crowded_out(instance, conflicts, name) or why)
    return tuple(found)


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
