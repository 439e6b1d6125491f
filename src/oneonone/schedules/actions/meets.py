from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.contrib.auth.models import User
from django.db import transaction

from oneonone.calendars import access
from oneonone.calendars.claim import claim_beside_answers, claim_calendar
from oneonone.calendars.models import Calendar, Meet
from oneonone.common.errors import Stale
from oneonone.schedules import rules
from oneonone.schedules.loading import load_problem
from oneonone.schedules.rules import HandMeet
from oneonone.schedules.tags import tag_of_meets


@dataclass(frozen=True, slots=True)
class MeetTimes:
    start_period: datetime
    end_period: datetime


@transaction.atomic
def set_schedule(
    *,
    owner: User,
    calendar_id: int,
    meets: Sequence[HandMeet],
    force: bool = False,
    if_match: str | None = None,
) -> list[Meet]:
    """Replace the schedule by the owner's own, whole.

    Raises:
        Stale: the schedule is not the one of `if_match` any more.
        Invalid: it breaks one of `rules`; `force` lifts the last one, that both must have
            offered the time.
    """
    claim_beside_answers(calendar_id)
    calendar = access.own_calendar(owner, calendar_id)
    refuse_stale(calendar_id, if_match)
    rules.refuse_broken(meets, calendar, load_problem(calendar), force=force)
    return replace_meets(calendar_id, [row_of(calendar_id, meet) for meet in meets])


@transaction.atomic
def clear_schedule(*, owner: User, calendar_id: int, if_match: str | None = None) -> None:
    claim_calendar(calendar_id)
    access.own_calendar(owner, calendar_id)
    refuse_stale(calendar_id, if_match)
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
    claim_beside_answers(calendar_id)
    meet = access.meet(owner, calendar_id, meet_id)
    return put_at(meet, times, force=force)


@transaction.atomic
def put_invitee(
    *,
    owner: User,
    calendar_id: int,
    invitee_id: int,
    times: MeetTimes,
    force: bool = False,
    if_match: str | None = None,
) -> Meet:
    """Move an invitee's meeting, or give them one, at a time of any length; the others stay.

    Raises:
        Stale: the schedule is not the one of `if_match` any more.
        Invalid: it breaks one of `rules` there, as in `set_schedule`.
    """
    claim_beside_answers(calendar_id)
    invited = access.invitee(owner, calendar_id, invitee_id)
    refuse_stale(calendar_id, if_match)
    whose = {"calendar": invited.calendar, "meeter_id": invited.invitee_id}
    meet = Meet.objects.filter(**whose).first() or Meet(**whose)
    meet.calendar = invited.calendar
    return put_at(meet, times, force=force)


@transaction.atomic
def remove_meet(*, owner: User, calendar_id: int, meet_id: int) -> None:
    claim_beside_answers(calendar_id)
    access.meet(owner, calendar_id, meet_id).delete()


@transaction.atomic
def take_out_invitee(
    *, owner: User, calendar_id: int, invitee_id: int, if_match: str | None = None
) -> None:
    """Take an invitee's meeting, if they have one, out of the schedule.

    Raises:
        Stale: the schedule is not the one of `if_match` any more.
    """
    claim_beside_answers(calendar_id)
    invited = access.invitee(owner, calendar_id, invitee_id)
    refuse_stale(calendar_id, if_match)
    Meet.objects.filter(calendar=calendar_id, meeter=invited.invitee_id).delete()


def refuse_stale(calendar_id: int, if_match: str | None) -> None:
    if if_match is None:
        return
    tag = tag_of_meets(Meet.objects.filter(calendar=calendar_id))
    if tag != if_match:
        raise Stale({}, tag)


def put_at(meet: Meet, times: MeetTimes, *, force: bool) -> Meet:
    others = Meet.objects.filter(calendar=meet.calendar).exclude(pk=meet.pk)
    rules.refuse_broken_move(
        HandMeet(meet.meeter_id, times.start_period, times.end_period),
        [HandMeet(other.meeter_id, other.start_period, other.end_period) for other in others],
        meet.calendar,
        load_problem(meet.calendar),
        force=force,
    )
    meet.start_period, meet.end_period = times.start_period, times.end_period
    meet.save()
    return meet


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
