"""Rows -> planner.Problem."""

from collections import defaultdict
from dataclasses import dataclass

from oneonone import planner
from oneonone.calendars.models import Availability, Calendar, Invitee

STEP_MINUTES = 5


@dataclass(frozen=True, slots=True)
class LoadedProblem:
    """A calendar's problem, whose people go by their usernames."""

    problem: planner.Problem
    user_ids: dict[str, int]
    revision: int


def load_problem(calendar: Calendar) -> LoadedProblem:
    """Read what there is to plan, in two queries, without a lock.

    `calendar` was read before: when its revision still stands at the end, nothing that was read
    here has changed.
    """
    periods = load_periods(calendar)
    invited = Invitee.objects.filter(calendar=calendar).values_list(
        "invitee__username", "invitee_id", "meeting_minutes"
    )
    return LoadedProblem(
        problem=planner.Problem(
            meeting_minutes=calendar.meeting_minutes,
            buffer_minutes=calendar.buffer_minutes,
            step_minutes=STEP_MINUTES,
            owner=tuple(periods[calendar.owner_id]),
            people={name: tuple(periods[user_id]) for name, user_id, _ in invited},
            lengths={name: minutes for name, _, minutes in invited if minutes is not None},
        ),
        user_ids={name: user_id for name, user_id, _ in invited},
        revision=calendar.revision,
    )


def load_periods(calendar: Calendar) -> defaultdict[int, list[planner.Period]]:
    """Group everybody's periods by user id; whoever gave none has none."""
    periods: defaultdict[int, list[planner.Period]] = defaultdict(list)
    rows = Availability.objects.filter(calendar=calendar).values_list(
        "user_id", "start_period", "end_period", "preference"
    )
    for user_id, start, end, preference in rows:
        periods[user_id].append(planner.Period(start, end, preference))
    return periods
