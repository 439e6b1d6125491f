"""What everybody is told of a final schedule, and how often it was changed for them."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from oneonone.calendars.models import Calendar, Meet
from oneonone.schedules.actions.announcements import DAY_BEFORE
from oneonone.schedules.models import Appointment
from oneonone.schedules.tags import tag_of_details

Told = Mapping[int, Appointment]

WRITTEN = (
    "sequence",
    "told_at",
    "start_period",
    "end_period",
    "details",
    "cancelled",
    "day_before_sent_at",
)


def tell_appointments(calendar: Calendar, now: datetime) -> list[Appointment]:
    """Note what each person now has to be told; call it where the calendar is claimed.

    Whoever meets for the first time gets an appointment. One that is at another time, or of other
    details, than its person was told, and one whose meeting is gone, is changed: its sequence
    rises, and its uid stays. All others stay as they are.

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
    Appointment.objects.bulk_update(
        [row for row in changed if row.person_id in told],
        WRITTEN,
    )
    return changed


def find_moved(calendar: Calendar, told: Told, now: datetime) -> Iterator[Appointment]:
    """Give an appointment to each meeting whose person does not know it as it is."""
    details = tag_of_details(calendar)
    for meet in Meet.objects.filter(calendar=calendar):
        meant = (meet.start_period, meet.end_period, details, False)
        row = told.get(meet.meeter_id)
        if row is None:
            row = Appointment(calendar=calendar, person_id=meet.meeter_id)
        elif (row.start_period, row.end_period, row.details, row.cancelled) == meant:
            continue
        else:
            row.sequence += 1
        row.start_period, row.end_period, row.details, row.cancelled = meant
        row.told_at = now
        row.day_before_sent_at = now if row.start_period <= now + DAY_BEFORE else None
        yield row


def find_gone(calendar: Calendar, told: Told, now: datetime) -> Iterator[Appointment]:
    """Cancel each appointment whose person has no meeting any more, once."""
    meeters = set(Meet.objects.filter(calendar=calendar).values_list("meeter_id", flat=True))
    for person, row in told.items():
        if person not in meeters and not row.cancelled:
            row.sequence += 1
            row.cancelled, row.told_at = True, now
            yield row
