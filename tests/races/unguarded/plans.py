"""Plans that are saved into each other, or over what they do not know."""

import time

from races.unguarded.calendars import find_calendar
from races.unguarded.pausing import (
    after,
    await_the_others,
    followed_by,
    put,
    take_out_transactions_on_sqlite,
)

from oneonone import planner
from oneonone.calendars import claim
from oneonone.calendars.models import Meet

PLAN_SECONDS = 1.0


def take_out_claim_of_plans() -> None:
    """Two plans may be saved at once."""
    take_out_transactions_on_sqlite()
    put(is_unchanged, for_=claim.claim_calendar_unchanged)
    Meet.objects.bulk_create = after(await_the_others, Meet.objects.bulk_create)


def is_unchanged(calendar_id: int, revision: int) -> bool:
    return find_calendar(calendar_id).revision == revision


def slow_plans_down() -> None:
    """Every guard is there, and a plan takes a second more, as one of many people does."""
    put(followed_by(plan_on, planner.make_plan), for_=planner.make_plan)


def plan_on() -> None:
    time.sleep(PLAN_SECONDS)


def take_out_revision_condition() -> None:
    """A plan is saved under the claim, whatever has changed since its answers were read."""
    slow_plans_down()
    put(claim_though_changed, for_=claim.claim_calendar_unchanged)


def claim_though_changed(calendar_id: int, revision: int) -> bool:
    claim.claim_calendar(calendar_id)
    return True
