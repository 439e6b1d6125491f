"""What everybody is told of a final schedule, and how often it was changed for them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from oneonone.calendars.models import Calendar, Meet
from oneonone.schedules.actions.announcements import DAY_BEFORE
from oneonone.schedules.models import Appointment

Told = Mapping[int, Appointment]

WRITTEN = (
    "sequence",
    "told_at",
    "start_period",
    "end_period",
    "cancelled",
    "day_before_sent_at",
)


def tell_appointments(calendar: Calendar, now: datetime) -> list[Appointment]:
    """Note what each person now has to be told; call it where the calendar is claimed.

    Whoever meets for the first time gets an appointment. One that is at another time, or of another
    name, place or description, than its person was told, and one whose meeting is gone, is changed:
    its sequence rises, and its uid stays. All others stay as they are.

    Who is now told of a meeting within a day is not reminded of it; whoever hears nothing now is,
    unless they were before.

    Returns:
        Those that are new or changed, by user id.
    """
    told = {row.person_id: row for row in Appointment.objects.filter(calendar=calendar)}
    changed = sorted(
        (*find_moved(calendar, told, now), *find_gone(calendar, told, now)),
        key=lambda row: row.person_id,
    )
    Appointment.objects.bulk_create([row for row in changed if row.person_id not in told])
    Appointment.objects.bulk_update([row for row in changed if row.person_id in told], WRITTEN)
    standing = Appointment.objects.filter(calendar=calendar, cancelled=False)
    standing.update(**details_of(calendar))  # at once: they may be long, and are the same for all
    return changed


def find_moved(calendar: Calendar, told: Told, now: datetime) -> Iterator[Appointment]:
    """Give an appointment to each meeting whose person does not know it as it is."""
    details = details_of(calendar)
    for meet in Meet.objects.filter(calendar=calendar):
        times = {"start_period": meet.start_period, "end_period": meet.end_period}
        meant = {**times, **details, "cancelled": False}
        row = told.get(meet.meeter_id)
        if row is None:
            row = Appointment(calendar=calendar, person_id=meet.meeter_id)
        elif all(getattr(row, name) == value for name, value in meant.items()):
            continue
        else:
            row.sequence += 1
        for name, value in meant.items():
            setattr(row, name, value)
        row.told_at = now
        row.day_before_sent_at = now if row.start_period <= now + DAY_BEFORE else None
        yield row


def details_of(calendar: Calendar) -> dict[str, Any]:
    """Give what somebody is told of their meeting besides its time."""
    return {name: getattr(calendar, name) for name in ("name", "location", "description")}


def find_gone(calendar: Calendar, told: Told, now: datetime) -> Iterator[Appointment]:
    """Cancel each appointment whose person has no meeting any more, once."""
    meeters = set(Meet.objects.filter(calendar=calendar).values_list("meeter_id", flat=True))
    for person, row in told.items():
        if person not in meeters and not row.cancelled:
            row.sequence += 1
            row.cancelled, row.told_at = True, now
            yield row
