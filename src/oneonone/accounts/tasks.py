from uuid import uuid5

from django.contrib.auth.models import User

from oneonone.accounts.links import forget_links, make_link
from oneonone.accounts.mails import Mail, send_to
from oneonone.accounts.models import LIFETIMES, Link, Purpose
from oneonone.jobs.actions import enqueue_once
from oneonone.jobs.registry import Task, handles, sweeps

MOST_ACCOUNTS = 20  # of one address

sweeps(forget_links)


@handles("accounts.links")
def send_links(task: Task) -> None:
    """Send each account of an address what it wants: a new password, or to be confirmed."""
    users = User.objects.filter(email__iexact=task.payload["email"]).order_by("pk")
    waiting = Link.objects.filter(purpose=Purpose.CONFIRM, ended=False).values("user")
    named = {"accounts.reset": users.filter(is_active=True)}
    named["accounts.confirm"] = users.filter(is_active=False, pk__in=waiting)
    for name, rows in named.items():
        for user in rows[:MOST_ACCOUNTS]:
            enqueue_once(uuid5(task.key, str(user.pk)), name, {"user": user.pk})


@handles("accounts.reset")
def send_reset(task: Task) -> None:
    send_link(Purpose.RESET, task)


@handles("accounts.confirm")
def send_confirm(task: Task) -> None:
    send_link(Purpose.CONFIRM, task)


def send_link(purpose: Purpose, task: Task) -> None:
    made = make_link(user_id=task.payload["user"], purpose=purpose, key=task.key, now=task.now)
    if made:
        user, address = made
        hours = int(LIFETIMES[purpose].total_seconds()) // 3600
        context = {"user": user, "address": address, "hours": hours}
        send_to(user, Mail(f"accounts/letters/{purpose}.html", context), task.key)
