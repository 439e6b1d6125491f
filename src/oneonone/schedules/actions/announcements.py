"""Telling everybody of their meeting; each mail is enqueued with what it tells of."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from oneonone.calendars.models import Calendar, Invitee, InviteeQuerySet
from oneonone.common.tags import full_name
from oneonone.contacts.blocking import refusers_of
from oneonone.jobs.actions import enqueue, enqueue_each
from oneonone.schedules.files import cancel_own
from oneonone.schedules.models import Absence, Appointment, AppointmentQuerySet, Swap

DAY_BEFORE = timedelta(hours=24)
MOST_AT_ONCE = 1_000  # rows that one sweep claims


def announce_schedule(calendar_id: int, changed: Iterable[Appointment], now: datetime) -> None:
    """Tell those whose appointment changed, once those without any, and the owner all of them."""
    enqueue_each("schedules.meeting", [about(row) for row in changed])
    announce_no_place(calendar_id, now)
    enqueue("schedules.final_list", {"calendar": calendar_id})


def announce_no_place(calendar_id: int, now: datetime) -> None:
    untold = without_appointment().filter(calendar=calendar_id, no_place_told_at=None)
    keys = list(untold.order_by("pk").values_list("pk", flat=True))
    Invitee.objects.filter(pk__in=keys).update(no_place_told_at=now)
    enqueue_each("schedules.no_place", [{"invitee": key} for key in keys])


def without_appointment() -> InviteeQuerySet:
    """Find whoever was never told of a meeting."""
    known = Appointment.objects.filter(calendar=OuterRef("calendar"), person=OuterRef("invitee"))
    return Invitee.objects.filter(~Exists(known))


def tell_no_place_later(invited: Invitee) -> None:
    """Let somebody be told once the schedule is final again, if there is no place for them then."""
    Invitee.objects.filter(pk=invited.pk).update(no_place_told_at=None)


def announce_reopening(calendar_id: int, now: datetime) -> None:
    """Tell those whose meeting is still to come that it may change."""
    enqueue_each("schedules.reopened", [about(row) for row in coming(calendar_id, now)])


def announce_absence(absence: Absence, *, taken_back: bool = False) -> None:
    """Tell the owner that somebody can't come, or can after all."""
    said = {
        "invitee": absence.invited_id,
        "start": absence.start_period.isoformat(),
        "said_at": None if taken_back else absence.said_at.isoformat(),
    }
    enqueue("schedules.absence", said)


def announce_swap_request(swap: Swap) -> None:
    enqueue("schedules.swap_asked", {"swap": swap.pk})


def announce_swap(
    calendar_id: int, changed: Iterable[Appointment], people: Collection[int]
) -> None:
    """Tell these two their new meetings, and the owner that they swapped."""
    enqueue_each(
        "schedules.meeting",
        [{**about(row), "swapped": row.person_id in people} for row in changed],
    )
    enqueue("schedules.final_list", {"calendar": calendar_id, "swapped": list(people)})


def announce_deletion(calendar: Calendar, now: datetime) -> set[int]:
    """Cancel the appointments that are still to come, and give whose they were.

    What the mail says goes with it: there is nothing left to read it from.
    """
    told = coming(calendar.pk, now).exclude(person__in=refusers_of(calendar.owner))
    rows = list(told.select_related("calendar__owner", "person"))
    enqueue_each("schedules.deleted", [farewell(row, now) for row in rows])
    return {row.person_id for row in rows}


def coming(calendar_id: int, now: datetime) -> AppointmentQuerySet:
    rows = Appointment.objects.filter(calendar=calendar_id, cancelled=False)
    return rows.filter(start_period__gt=now).order_by("pk")


def farewell(row: Appointment, now: datetime) -> dict[str, Any]:
    row.sequence += 1
    row.told_at = now
    calendar = row.calendar
    return {
        "user": row.person_id,
        "owner": calendar.owner_id,
        "name": row.name,
        "owner_name": full_name(calendar.owner),
        "time_zone": calendar.time_zone,
        "start": row.start_period.isoformat(),
        "end": row.end_period.isoformat(),
        "file": cancel_own(row),
    }


def tell_day_before(now: datetime) -> None:
    """Remind people, once, of a meeting that is a day off, unless they can't come to it."""
    rows = Appointment.objects.expected().filter(calendar__finalized=True)
    near = rows.filter(start_period__gt=now, start_period__lte=now + DAY_BEFORE)
    for row in near.filter(day_before_sent_at=None).order_by("start_period", "pk")[:MOST_AT_ONCE]:
        tell_once(row, now)


@transaction.atomic
def tell_once(row: Appointment, now: datetime) -> None:
    """Remind somebody, unless that was just done or their meeting has just become another."""
    if same_as(row).filter(day_before_sent_at=None).update(day_before_sent_at=now):
        enqueue("schedules.day_before", about(row))


def remind_later(row: Appointment) -> None:
    """Let somebody be reminded after all, once the schedule is final again."""
    same_as(row).update(day_before_sent_at=None)


def same_as(row: Appointment) -> AppointmentQuerySet:
    """Find an appointment only while its person was told nothing else."""
    return Appointment.objects.filter(pk=row.pk, sequence=row.sequence)


def about(row: Appointment) -> dict[str, Any]:
    return {"appointment": row.pk, "sequence": row.sequence}
