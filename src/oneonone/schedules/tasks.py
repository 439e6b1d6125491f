"""Mails about final schedules. Each tells what was decided; what is not so any more is not sent."""

from datetime import datetime

from django.contrib.auth.models import User

from oneonone.accounts.mails import Mail, send_to
from oneonone.calendars.actions.telling import before_deletion
from oneonone.calendars.guests import link_for
from oneonone.calendars.models import Calendar, Invitee
from oneonone.contacts.mails import send_from
from oneonone.ics import Method
from oneonone.jobs.registry import Task, handles, sweeps
from oneonone.mail.letters import CalendarFile
from oneonone.schedules.actions.announcements import (
    announce_deletion,
    remind_later,
    tell_day_before,
    tell_no_place_later,
    without_appointment,
)
from oneonone.schedules.actions.guests import forget_guests
from oneonone.schedules.files import cancel_own, publish_given, request_own
from oneonone.schedules.models import Absence, Appointment, AppointmentQuerySet, Swap

LETTERS = "schedules/letters"

sweeps(tell_day_before)
sweeps(forget_guests)
before_deletion(announce_deletion)


@handles("schedules.meeting")
def send_meeting(task: Task) -> None:
    """Send somebody their appointment; if it has changed again, a later job does."""
    for row in told_by(task):
        if row.cancelled:
            file = CalendarFile(Method.CANCEL, cancel_own(row))
            send_about(row, "cancelled", task, file=file)
        else:
            file = CalendarFile(Method.REQUEST, request_own(row))
            send_about(row, letter_about(row, task), task, file=file)


def told_by(task: Task) -> AppointmentQuerySet:
    """Find the appointment that a job tells of, unless its person has been told another since."""
    said = {"pk": task.payload["appointment"], "sequence": task.payload["sequence"]}
    return Appointment.objects.filter(**said).select_related("calendar__owner", "person")


def letter_about(row: Appointment, task: Task) -> str:
    if task.payload.get("swapped"):
        return "swapped"
    return "moved" if row.sequence else "meeting"


@handles("schedules.no_place")
def send_no_place(task: Task) -> None:
    """Tell somebody that there is no place, or, while the schedule is open again, not before it is.

    Whoever has had a meeting meanwhile is told of that.
    """
    rows = without_appointment().filter(pk=task.payload["invitee"])
    for row in rows.select_related("calendar__owner", "invitee"):
        owner = row.calendar.owner
        context = {"calendar": row.calendar, "owner": owner}
        mail = Mail(f"{LETTERS}/no_place.html", context, "meetings", reply_to=owner)
        if row.calendar.finalized:
            send_from(owner, row.invitee, mail, task.key)
        else:
            tell_no_place_later(row)


@handles("schedules.reopened")
def send_reopened(task: Task) -> None:
    """Tell somebody that their meeting may change, unless that is decided by now."""
    rows = told_by(task).filter(cancelled=False, calendar__finalized=False)
    for row in rows.filter(start_period__gt=task.now):
        send_about(row, "reopened", task)


@handles("schedules.absence")
def send_absence(task: Task) -> None:
    rows = Invitee.objects.filter(pk=task.payload["invitee"])
    for row in rows.select_related("calendar__owner", "invitee", "absence"):
        context = {"calendar": row.calendar, "person": row.invitee, "absence": Absence.of(row)}
        mail = Mail(f"{LETTERS}/absence.html", context, "replies")
        if still_holds(row, task):
            send_from(row.invitee, row.calendar.owner, mail, task.key)


def still_holds(invited: Invitee, task: Task) -> bool:
    """Tell whether what somebody said is what they said last, of the meeting that they have."""
    absence, said_at = Absence.of(invited), task.payload["said_at"]
    if absence:
        return said_at is not None and absence.said_at == datetime.fromisoformat(said_at)
    whose = {"calendar": invited.calendar, "person": invited.invitee, "cancelled": False}
    start = datetime.fromisoformat(task.payload["start"])
    return said_at is None and Appointment.objects.filter(**whose, start_period=start).exists()


@handles("schedules.swap_asked")
def send_swap_asked(task: Task) -> None:
    rows = Swap.objects.waiting().filter(pk=task.payload["swap"]).with_times()
    for row in rows.select_related("asked__calendar__owner", "asked__invitee"):
        calendar, person = row.asked.calendar, row.asked.invitee
        link = link_for(calendar, person)
        context = {"calendar": calendar, "owner": calendar.owner, "swap": row, "link": link}
        mail = Mail(f"{LETTERS}/swap_asked.html", context, "swaps", reply_to=calendar.owner)
        send_from(calendar.owner, person, mail, task.key)


@handles("schedules.deleted")
def send_deleted(task: Task) -> None:
    said = task.payload
    times = {name: datetime.fromisoformat(said[name]) for name in ("start", "end")}
    owner = User.objects.filter(pk=said["owner"]).first()
    file = CalendarFile(Method.CANCEL, said["file"])
    letter = f"{LETTERS}/deleted.html"
    mail = Mail(letter, {**said, **times}, "meetings", reply_to=owner, file=file)
    for user in User.objects.filter(pk=said["user"]):
        send_from(owner, user, mail, task.key)


@handles("schedules.day_before")
def send_day_before(task: Task) -> None:
    """Remind somebody of their meeting, or, while the schedule is open again, not before it is."""
    for row in told_by(task).expected().filter(start_period__gt=task.now):
        if row.calendar.finalized:
            send_about(row, "day_before", task, kind="day_before")
        else:
            remind_later(row)


@handles("schedules.final_list")
def send_final_list(task: Task) -> None:
    rows = Calendar.objects.filter(pk=task.payload["calendar"], finalized=True)
    for calendar in rows.select_related("owner"):
        meets = calendar.meets.select_related("meeter").order_by("start_period", "pk")
        placed = [meet.meeter_id for meet in meets]
        unplaced = calendar.invitees.exclude(invitee__in=placed).select_related("invitee")
        swapped = User.objects.filter(pk__in=task.payload.get("swapped", ())).order_by("pk")
        context = {
            "calendar": calendar,
            "meets": meets,
            "unplaced": unplaced.order_by("pk"),
            "swapped": swapped,
        }
        standing = Appointment.objects.standing().filter(calendar=calendar)
        file = CalendarFile(Method.PUBLISH, publish_given(standing).decode())
        mail = Mail(f"{LETTERS}/final_list.html", context, "meetings", file=file)
        send_to(calendar.owner, mail, task.key)


def send_about(
    row: Appointment,
    template: str,
    task: Task,
    *,
    kind: str = "meetings",
    file: CalendarFile | None = None,
) -> None:
    owner = row.calendar.owner
    link = link_for(row.calendar, row.person)
    context = {"calendar": row.calendar, "owner": owner, "meet": row, "link": link}
    mail = Mail(f"{LETTERS}/{template}.html", context, kind, reply_to=owner, file=file)
    send_from(owner, row.person, mail, task.key)
