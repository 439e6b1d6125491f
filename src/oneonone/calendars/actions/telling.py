"""Who is told what of a calendar. Each is enqueued with the change, and sent if it commits."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from oneonone.calendars import access
from oneonone.calendars.claim import claim_beside_answers
from oneonone.calendars.models import Calendar, Invitee, InviteeQuerySet, Meet
from oneonone.calendars.replies import can_be_reminded
from oneonone.common.tags import full_name
from oneonone.contacts.blocking import refusers_of
from oneonone.jobs.actions import enqueue, enqueue_each
from oneonone.limits.actions import spend
from oneonone.limits.policy import REMINDERS

Farewell = Callable[[Calendar, datetime], Collection[int]]

FAREWELLS: list[Farewell] = []
REMIND_BEFORE = timedelta(hours=24)
AGAIN_AFTER = timedelta(hours=24)  # sooner nobody is reminded by itself
MOST_AT_ONCE = 1_000  # rows that one sweep claims


def settle_mails(deadline: datetime, now: datetime) -> dict[str, Any]:
    """Tell which mails about a new deadline are as good as sent: those that would come at once."""
    return {
        "reminder_sent_at": now if deadline - now <= REMIND_BEFORE else None,
        "deadline_told_at": now if deadline <= now else None,
    }


def settle_invitation(deadline: datetime, now: datetime) -> dict[str, Any]:
    """Tell which mails are as good as sent of a new invitation; that itself waits for its time."""
    return {**settle_mails(deadline, now), "is_told": deadline > now}


def tell_invited(new: Iterable[Invitee], now: datetime) -> None:
    """Tell people that they are invited, unless they can't answer any more."""
    enqueue_each("calendars.invitation", [about(row) for row in new if row.deadline > now])


def tell_if_all_answered(calendar_id: int) -> None:
    """Tell the owner, where the last of those who were silent has answered or gone."""
    invited = Invitee.objects.filter(calendar=calendar_id)
    if not invited.filter(answered_at=None).exists() and invited.exists():
        enqueue("calendars.all_answered", {"calendar": calendar_id})


def before_deletion(tell: Farewell) -> Farewell:
    """Register what tells people of what goes with a calendar, and gives whom it has told."""
    FAREWELLS.append(tell)
    return tell


def tell_deletion(calendar: Calendar, now: datetime) -> None:
    """Tell those whom it costs something, and everybody else who is invited to an open calendar.

    What the mail says goes with it: there is nothing left to read it from.
    """
    told = {user for tell in FAREWELLS for user in tell(calendar, now)}
    if calendar.finalized:
        return
    others = Invitee.objects.filter(calendar=calendar).exclude(invitee__in=told).order_by("pk")
    others = others.exclude(invitee__in=refusers_of(calendar.owner))
    said = {
        "name": calendar.name,
        "owner": calendar.owner_id,
        "owner_name": full_name(calendar.owner),
    }
    users = others.values_list("invitee", flat=True)
    enqueue_each("calendars.deleted", [{**said, "user": user} for user in users])


def tell_departure(user: User, now: datetime) -> None:
    """Tell owners whose final meetings, still to come, go with somebody's account.

    What the mail says goes with it: there is nothing left to read it from.
    """
    meets = Meet.objects.filter(meeter=user, calendar__finalized=True, start_period__gt=now)
    told = meets.exclude(calendar__owner__in=refusers_of(user)).order_by("start_period", "pk")
    said = [
        {
            "calendar": meet.calendar_id,
            "name": full_name(user),
            "start": meet.start_period.isoformat(),
            "end": meet.end_period.isoformat(),
        }
        for meet in told
    ]
    enqueue_each("calendars.departed", said)


@transaction.atomic
def remind_invitees(*, owner: User, calendar_id: int, now: datetime) -> int:
    """Remind everybody who can still answer and has not; tell how many they are.

    It stands for the reminder before the deadline of those who would get that within a day.

    Raises:
        TooManyRequests: they were reminded too often today.
    """
    claim_beside_answers(calendar_id)
    access.own_calendar(owner, calendar_id)
    silent = list(waiting(now).filter(calendar=calendar_id).order_by("pk"))
    if silent:
        spend(REMINDERS, calendar_id, now)
    soon = [row.pk for row in silent if row.deadline - now <= REMIND_BEFORE + AGAIN_AFTER]
    Invitee.objects.filter(pk__in=soon).update(reminder_sent_at=now)
    enqueue_each("calendars.reminder", [about(row) for row in silent])
    return len(silent)


def remind_in_time(now: datetime) -> None:
    """Remind, once, whoever has not answered a day before their deadline."""
    due = waiting(now).filter(reminder_sent_at=None, deadline__lte=now + REMIND_BEFORE)
    for row in due.order_by("deadline", "pk")[:MOST_AT_ONCE]:
        remind_once(row, now)


@transaction.atomic
def remind_once(row: Invitee, now: datetime) -> None:
    """Remind somebody, unless that was just done, or they have just answered or got more time."""
    unsent = Invitee.objects.filter(
        pk=row.pk, deadline=row.deadline, reminder_sent_at=None, answered_at=None
    )
    if unsent.update(reminder_sent_at=now):
        enqueue("calendars.reminder", about(row))


def tell_passed_deadlines(now: datetime) -> None:
    """Tell owners, once for each deadline, who is missing."""
    untold = {"deadline_told_at": None, "deadline__lte": now}
    passed = Invitee.objects.filter(calendar__finalized=False, **untold).order_by("calendar")
    for calendar_id in passed.values_list("calendar", flat=True).distinct()[:MOST_AT_ONCE]:
        tell_passed(calendar_id, now)


@transaction.atomic
def tell_passed(calendar_id: int, now: datetime) -> None:
    rows = Invitee.objects.filter(calendar=calendar_id, deadline__lte=now, deadline_told_at=None)
    silent = rows.filter(answered_at=None).update(deadline_told_at=now)
    rows.update(deadline_told_at=now)
    if silent:
        enqueue("calendars.deadline_passed", {"calendar": calendar_id})


def waiting(now: datetime) -> InviteeQuerySet:
    """Find who can still answer and has not."""
    return Invitee.objects.filter(can_be_reminded(now), calendar__finalized=False)


def about(row: Invitee) -> dict[str, Any]:
    return {"calendar": row.calendar_id, "user": row.invitee_id}
