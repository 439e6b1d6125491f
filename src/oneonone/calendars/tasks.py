"""Mails about calendars; what has become pointless meanwhile is not sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from oneonone.accounts.mailboxes import Mailbox
from oneonone.accounts.mails import REMINDERS, Mail, mailbox_of, reader_wants, send_to
from oneonone.calendars.actions.telling import remind_in_time, tell_passed_deadlines
from oneonone.calendars.guests import link_of
from oneonone.calendars.joining import Asked, mailed_link
from oneonone.calendars.models import (
    Calendar,
    CalendarQuerySet,
    Invitee,
    InviteeQuerySet,
    JoinLink,
)
from oneonone.contacts.blocking import block_address, is_closed
from oneonone.contacts.mails import send_from
from oneonone.jobs.registry import Task, handles, sweeps
from oneonone.mail.letters import Letter, Recipient
from oneonone.mail.sending import send

sweeps(remind_in_time)
sweeps(tell_passed_deadlines)


@handles("calendars.invitation")
def send_invitation(task: Task) -> None:
    for invited in open_invitation(task):
        send_about(invited, "invitations", "invitation", task)


@handles("calendars.reminder")
def send_reminder(task: Task) -> None:
    for invited in open_invitation(task).filter(answered_at=None, deadline__gt=task.now):
        send_about(invited, REMINDERS, "reminder", task)


@handles("calendars.join")
def send_way_in(task: Task) -> None:
    said = task.payload
    rows = JoinLink.objects.filter(deadline__gt=task.now, calendar__finalized=False)
    for link in rows.filter(pk=said["link"]).select_related("calendar__owner"):
        asked = Asked(link.calendar_id, link.pk, Mailbox(said["name"], said["address"]))
        if takes_mails(asked.box.address, link.calendar.owner):
            send(way_in(link, asked, said["language"], task.key))


@handles("calendars.all_answered")
def send_all_answered(task: Task) -> None:
    for calendar in open_calendar(task):
        send_to_owner(calendar, "all_answered", task)


@handles("calendars.deadline_passed")
def send_deadline_passed(task: Task) -> None:
    for calendar in open_calendar(task):
        silent = calendar.invitees.filter(answered_at=None, deadline__lte=task.now)
        missing = [row.invitee for row in silent.select_related("invitee").order_by("pk")]
        if missing:
            send_to_owner(calendar, "deadline_passed", task, missing=missing)


@handles("calendars.deleted")
def send_deleted(task: Task) -> None:
    said = task.payload
    owner = User.objects.filter(pk=said["owner"]).first()
    mail = Mail("calendars/letters/deleted.html", said, "meetings", reply_to=owner)
    for user in User.objects.filter(pk=said["user"]):
        send_from(owner, user, mail, task.key)


@handles("calendars.departed")
def send_departed(task: Task) -> None:
    said = task.payload
    times = {name: datetime.fromisoformat(said[name]) for name in ("start", "end")}
    for calendar in Calendar.objects.filter(pk=said["calendar"]).select_related("owner"):
        send_to_owner(calendar, "departed", task, person=said["name"], **times)


def open_invitation(task: Task) -> InviteeQuerySet:
    rows = Invitee.objects.filter(calendar__finalized=False, calendar=task.payload["calendar"])
    return rows.filter(invitee=task.payload["user"]).select_related("calendar__owner", "invitee")


def open_calendar(task: Task) -> CalendarQuerySet:
    rows = Calendar.objects.filter(pk=task.payload["calendar"], finalized=False)
    return rows.select_related("owner")


def send_about(invited: Invitee, kind: str, template: str, task: Task) -> None:
    calendar = invited.calendar
    minutes = invited.meeting_minutes or calendar.meeting_minutes
    context = {
        "invited": invited,
        "calendar": calendar,
        "minutes": minutes,
        "link": link_of(invited),
    }
    mail = Mail(f"calendars/letters/{template}.html", context, kind, reply_to=calendar.owner)
    send_from(calendar.owner, invited.invitee, mail, task.key)


def takes_mails(address: str, owner: User) -> bool:
    """Tell whether an address may be sent what its reader need not have asked for themselves."""
    return not is_closed(address, owner) and reader_wants(address, owner, "invitations")


def way_in(link: JoinLink, asked: Asked, language: str, key: UUID) -> Letter:
    """Say nothing that whoever asked has written: the address may be a stranger's."""
    calendar, owner = link.calendar, link.calendar.owner
    own = asked.box.key == owner.email.casefold()
    return Letter(
        template="calendars/letters/join.html",
        to=Recipient("", asked.box.address, language, calendar.time_zone),
        key=key,
        context={
            "calendar": calendar,
            "deadline": link.deadline,
            "minutes": calendar.meeting_minutes,
            "link": mailed_link(asked),
            "guest": True,
            "sender": owner,
            "block_link": "" if own else block_address(asked.box.address, owner),
        },
        reply_to=mailbox_of(owner),
    )


def send_to_owner(calendar: Calendar, template: str, task: Task, **more: Any) -> None:
    context = {"calendar": calendar, **more}
    mail = Mail(f"calendars/letters/{template}.html", context, "replies")
    send_to(calendar.owner, mail, task.key)
