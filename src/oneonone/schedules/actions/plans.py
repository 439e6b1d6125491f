from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from oneonone import planner
from oneonone.calendars import access
from oneonone.calendars.claim import claim_calendar_unchanged
from oneonone.calendars.models import Calendar, Invitee, Meet
from oneonone.common.errors import Conflict
from oneonone.planner import report
from oneonone.schedules import rules
from oneonone.schedules.actions.meets import replace_meets, row_of
from oneonone.schedules.loading import (
    LoadedProblem,
    Periods,
    Steering,
    load_meets,
    load_problem,
    load_steered,
)
from oneonone.schedules.planning import BUDGET_SECONDS, turn_of
from oneonone.schedules.rules import HandMeet

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class PlannedSchedule:
    """A plan, its meetings as they were saved (or would be), and whose ids its names stand for."""

    plan: planner.Plan
    meets: list[Meet]
    user_ids: dict[str, int]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Other schedules than the best, for what everybody offered, and whose ids names stand for."""

    calendar: Calendar
    found: tuple[planner.Alternative, ...]
    user_ids: dict[str, int]
    offered: Periods


@dataclass(frozen=True, slots=True)
class Reported:
    """A report, and whose ids its names stand for."""

    calendar: Calendar
    report: report.Report
    user_ids: dict[str, int]


@dataclass(frozen=True, slots=True)
class CostedTimes:
    """Every time of an invitee's, and what it would cost."""

    invited: Invitee
    choices: tuple[report.Choice, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a schedule breaks; if nothing, what it reaches, and the best there is."""

    broken: tuple[str, ...]
    levels: planner.Levels | None = None
    best: planner.Levels | None = None


def plan_schedule(
    *, owner: User, calendar_id: int, steering: Steering, dry_run: bool, now: datetime
) -> PlannedSchedule:
    """Replace the schedule by the best one for what everybody has offered.

    Nothing is locked while it is planned. When an answer changes meanwhile, it is planned again.
    A dry run replaces nothing.

    Raises:
        Invalid: the steering makes no sense.
        TooManyRequests, Busy: it is not the owner's turn.
        Conflict: the answers changed during each of three attempts.
    """
    access.own_open_calendar(owner, calendar_id)
    with turn_of(owner, now):
        for _ in range(MOST_ATTEMPTS):
            loaded = load_steered(access.own_open_calendar(owner, calendar_id), steering)
            plan = planner.make_plan(loaded.problem, budget_seconds=BUDGET_SECONDS)
            if dry_run:
                return PlannedSchedule(plan, rows_of(calendar_id, loaded, plan), loaded.user_ids)
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
    return replace_meets(calendar_id, rows_of(calendar_id, loaded, plan))


def rows_of(calendar_id: int, loaded: LoadedProblem, plan: planner.Plan) -> list[Meet]:
    return [
        row_of(calendar_id, HandMeet(loaded.user_ids[meet.person], meet.start, meet.end))
        for meet in plan.meets
    ]


def find_alternatives(
    *, owner: User, calendar_id: int, count: int, now: datetime, to_change: bool = False
) -> Alternatives:
    """Find other schedules that place as many people as the best one does.

    Raises:
        Gone: the schedule is final, and it was to be changed.
        TooManyRequests, Busy: it is not the owner's turn.
    """
    fetch = access.own_open_calendar if to_change else access.own_calendar
    calendar = fetch(owner, calendar_id)
    with turn_of(owner, now):
        loaded = load_problem(calendar)
        best = planner.make_plan(loaded.problem, budget_seconds=BUDGET_SECONDS)
        found = planner.find_alternatives(
            loaded.problem, best, count=count, budget_seconds=BUDGET_SECONDS - best.seconds
        )
    return Alternatives(calendar, found, loaded.user_ids, loaded.periods)


def report_schedule(*, owner: User, calendar_id: int, now: datetime) -> Reported:
    """Tell of the schedule as it stands why, at what cost, and what would help.

    Raises:
        TooManyRequests, Busy: it is not the owner's turn.
    """
    calendar = access.own_calendar(owner, calendar_id)
    with turn_of(owner, now):
        loaded = load_problem(calendar)
        found = report.make_report(
            loaded.problem,
            [
                planner.Meet(pin.person, pin.start, pin.end, 0)
                for pin in load_meets(calendar, loaded.names)
            ],
            budget_seconds=BUDGET_SECONDS,
        )
    return Reported(calendar, found, loaded.user_ids)


def cost_times(
    *, owner: User, calendar_id: int, invitee_id: int, now: datetime, to_change: bool = False
) -> CostedTimes:
    """Tell what each time of one invitee's would cost, exactly.

    Raises:
        Gone: the schedule is final, and it was to be changed.
        TooManyRequests, Busy: it is not the owner's turn.
    """
    fetch = access.changeable_invitee if to_change else access.invitee
    invited = fetch(owner, calendar_id, invitee_id)
    with turn_of(owner, now):
        loaded = load_problem(invited.calendar)
        choices = report.exact_costs(
            loaded.problem, loaded.names[invited.invitee_id], budget_seconds=BUDGET_SECONDS
        )
    return CostedTimes(invited, choices)


def check_schedule(
    *, owner: User, calendar_id: int, meets: Sequence[HandMeet], now: datetime
) -> Verdict:
    """Tell what a schedule breaks, or what it costs against the best; change nothing.

    Raises:
        TooManyRequests, Busy: it is not the owner's turn.
    """
    calendar = access.own_calendar(owner, calendar_id)
    loaded = load_problem(calendar)
    broken = tuple(rules.find_broken(meets, calendar, loaded))
    if broken:
        return Verdict(broken)
    with turn_of(owner, now):
        best = planner.make_plan(loaded.problem, budget_seconds=BUDGET_SECONDS)
    names = loaded.names
    held = [planner.Pin(names[meet.meeter], meet.start_period, meet.end_period) for meet in meets]
    return Verdict((), planner.judge(loaded.problem, held), best.levels)
