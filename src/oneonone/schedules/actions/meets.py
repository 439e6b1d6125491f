from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.contrib.auth.models import User
from django.db import transaction

from oneonone.calendars import access
from oneonone.calendars.claim import claim_calendar, claim_calendar_to_finalize
from oneonone.calendars.models import Calendar, Meet
from oneonone.schedules import rules
from oneonone.schedules.loading import load_problem
from oneonone.schedules.rules import HandMeet


@dataclass(frozen=True, slots=True)
class MeetTimes:
    start_period: datetime
    end_period: datetime


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
    rules.refuse_broken(meets, calendar, load_problem(calendar), force=force)
    return replace_meets(calendar_id, [row_of(calendar_id, meet) for meet in meets])


@transaction.atomic
def clear_schedule(*, owner: User, calendar_id: int) -> None:
    claim_calendar(calendar_id)
    access.own_calendar(owner, calendar_id)
    replace_meets(calendar_id, [])
    Calendar.objects.filter(pk=calendar_id).update(planned_revision=None)


@transaction.atomic
def move_meet(
    *, owner: User, calendar_id: int, meet_id: int, times: MeetTimes, force: bool = False
) -> Meet:
    """Put one meeting at another time, of any length; the others stay.

    Raises:
        Invalid: it breaks one of `rules` there, as in `set_schedule`.
    """
    claim_calendar(calendar_id)
    meet = access.meet(owner, calendar_id, meet_id)
    others = Meet.objects.filter(calendar=calendar_id).exclude(pk=meet.pk)
    rules.refuse_broken_move(
        HandMeet(meet.meeter_id, times.start_period, times.end_period),
        [HandMeet(other.meeter_id, other.start_period, other.end_period) for other in others],
        meet.calendar,
        load_problem(meet.calendar),
        force=force,
    )
    meet.start_period, meet.end_period = times.start_period, times.end_period
    meet.save(update_fields=["start_period", "end_period"])
    return meet


@transaction.atomic
def remove_meet(*, owner: User, calendar_id: int, meet_id: int) -> None:
    claim_calendar(calendar_id)
    access.meet(owner, calendar_id, meet_id).delete()


@transaction.atomic
def finalize_calendar(*, owner: User, calendar_id: int) -> None:
    """Make a calendar final: nothing in it changes any more.

    Raises:
        Invalid: it is already.
    """
    access.own_calendar(owner, calendar_id)
    claim_calendar_to_finalize(calendar_id)


def replace_meets(calendar_id: int, meets: Iterable[Meet]) -> list[Meet]:
    """Put these in the place of the old ones, and give them in time order."""
    Meet.objects.filter(calendar=calendar_id).delete()
    return Meet.objects.bulk_create(sorted(meets, key=attrgetter("start_period")))


def row_of(calendar_id: int, meet: HandMeet) -> Meet:
    return Meet(
        calendar_id=calendar_id,
        meeter_id=meet.meeter,
        start_period=meet.start_period,
        end_period=meet.end_period,
    )
