from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from django.contrib.auth.models import User
from django.db import transaction

from oneonone import planner
from oneonone.calendars import access
from oneonone.calendars.claim import (
    claim_calendar,
    claim_calendar_to_finalize,
    claim_calendar_unchanged,
)
from oneonone.calendars.models import Calendar, Invitee, Meet
from oneonone.common.errors import Conflict
from oneonone.schedules import rules
from oneonone.schedules.loading import LoadedProblem, load_periods, load_problem
from oneonone.schedules.planning import BUDGET_SECONDS, one_at_a_time
from oneonone.schedules.rules import HandMeet

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class PlannedSchedule:
    """A plan, its meetings as they were saved, and whose ids its names stand for."""

    plan: planner.Plan
    meets: list[Meet]
    user_ids: dict[str, int]


def plan_schedule(*, owner: User, calendar_id: int) -> PlannedSchedule:
    """Replace the schedule by the best one for what everybody has offered.

    Nothing is locked while it is planned. When an answer changes meanwhile, it is planned again.

    Raises:
        Busy: this process plans another one.
        Conflict: the answers changed during each of three attempts.
    """
    with one_at_a_time():
        for _ in range(MOST_ATTEMPTS):
            loaded = load_problem(access.own_open_calendar(owner, calendar_id))
            plan = planner.make_plan(loaded.problem, budget_seconds=BUDGET_SECONDS)
            meets = save_plan(owner, calendar_id, loaded, plan)
            if meets is not None:
                return PlannedSchedule(plan, meets, loaded.user_ids)
    raise Conflict("The answers keep changing while this is planned. Please try again.")


@transaction.atomic
def save_plan(
    owner: User, calendar_id: int, loaded: LoadedProblem, plan: planner.Plan
) -> list[Meet] | None:
    """Save a plan, unless what it was planned on has changed: then None."""
    if not claim_calendar_unchanged(calendar_id, loaded.revision):
        return None
    access.own_calendar(owner, calendar_id)
    meets = [HandMeet(loaded.user_ids[meet.person], meet.start, meet.end) for meet in plan.meets]
    return replace_meets(calendar_id, meets)


@transaction.atomic
def set_schedule(
    *, owner: User, calendar_id: int, meets: Sequence[HandMeet], force: bool = False
) -> list[Meet]:
    """Replace the schedule by the owner's own, whole.

    Raises:
        Invalid: it breaks one of `rules`; `force` lifts the last one, that both must have
            offered the time.
    """
    claim_calendar(calendar_id)
    calendar = access.own_calendar(owner, calendar_id)
    invited = Invitee.objects.filter(calendar=calendar)
    names = dict(invited.values_list("invitee_id", "invitee__username"))
    rules.refuse_uninvited(meets, names)
    rules.refuse_twice(meets, names)
    rules.refuse_outside_days(meets, calendar, names)
    rules.refuse_overlaps(meets, timedelta(minutes=calendar.buffer_minutes), names)
    if not force:
        rules.refuse_not_offered(meets, calendar, load_periods(calendar), names)
    return replace_meets(calendar_id, meets)


@transaction.atomic
def clear_schedule(*, owner: User, calendar_id: int) -> None:
    claim_calendar(calendar_id)
    access.own_calendar(owner, calendar_id)
    replace_meets(calendar_id, [])
    Calendar.objects.filter(pk=calendar_id).update(planned_revision=None)


@transaction.atomic
def finalize_calendar(*, owner: User, calendar_id: int) -> None:
    """Make a calendar final: nothing in it changes any more.

    Raises:
        Invalid: it is already.
    """
    access.own_calendar(owner, calendar_id)
    claim_calendar_to_finalize(calendar_id)


def replace_meets(calendar_id: int, meets: Iterable[HandMeet]) -> list[Meet]:
    """Put these in the place of the old ones, and give them in time order."""
    Meet.objects.filter(calendar=calendar_id).delete()
    return Meet.objects.bulk_create(
        Meet(
            calendar_id=calendar_id,
            meeter_id=meet.meeter,
            start_period=meet.start_period,
            end_period=meet.end_period,
        )
        for meet in sorted(meets, key=attrgetter("start_period"))
    )
