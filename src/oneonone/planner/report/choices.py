"""Who could meet when, and what that costs all together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from oneonone.planner.report.columns import Columns
from oneonone.planner.report.prices import Prices
from oneonone.planner.report.values import Choice, Cost, Placed
from oneonone.planner.solve.instance import Instance, Integers, Meeting, moment
from oneonone.planner.solve.lattice import Candidates


def list_placed(
    instance: Instance, meetings: Sequence[Meeting], choices: Mapping[str, Sequence[Choice]]
) -> tuple[Placed, ...]:
    """Give everybody's meeting and their choices at other times, by person."""
    return tuple(
        sorted((_placed(instance, m, choices) for m in meetings), key=lambda each: each.person)
    )


def price_choices(instance: Instance, columns: Columns, prices: Prices) -> dict[str, list[Choice]]:
    """Give what each could have, by start, at a proven least cost."""
    usual = np.flatnonzero(columns.usual)
    costs = prices.lowest_costs()
    return list_choices(
        instance, columns.candidates, usual, [costs[column] for column in usual.tolist()]
    )


def list_choices(
    instance: Instance, candidates: Candidates, columns: Integers, costs: Sequence[Cost]
) -> dict[str, list[Choice]]:
    """Give the choices of these columns, sorted by person and start, by name."""
    only = candidates.only(columns)
    starts = {start: moment(instance, start) for start in np.unique(only.start).tolist()}
    ends = only.until - instance.buffer
    stops = {end: moment(instance, end) for end in np.unique(ends).tolist()}
    rows = (only.person.tolist(), only.start.tolist(), ends.tolist(), only.preference.tolist())
    choices: dict[str, list[Choice]] = defaultdict(list)
    for who, start, end, preference, cost in zip(*rows, costs, strict=True):
        choices[instance.names[who]].append(Choice(starts[start], stops[end], preference, cost))
    return choices


def _placed(
    instance: Instance, meeting: Meeting, choices: Mapping[str, Sequence[Choice]]
) -> Placed:
    start, end = moment(instance, meeting.start), moment(instance, meeting.end)
    others = tuple(c for c in choices.get(meeting.person, ()) if (c.start, c.end) != (start, end))
    return Placed(meeting.person, start, end, meeting.preference, others)
