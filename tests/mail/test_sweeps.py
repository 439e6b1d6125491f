"""However often the reminders are swept, and whoever dies doing it: one mail a person."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.calendars import id_of, invite, make_calendar, set_deadline
from support.mail import WORK_ONCE, PostOffice, address_of
from support.soak import SOAK

from oneonone.calendars.actions.telling import remind_in_time, remind_once
from oneonone.calendars.models import Calendar, Invitee
from oneonone.common import clock
from oneonone.limits.models import Spending

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

PEOPLE = 300
TIMES = 100
PROCESSES = TIMES if SOAK else 3  # of these, as whoever runs one does


def invite_silent(owner: Person) -> Calendar:
    """Invite people who don't answer, and let the time come for their reminder."""
    calendar = Calendar.objects.get(pk=id_of(make_calendar(owner)))
    names = [new_username("silent") for _ in range(PEOPLE)]
    users = [User(username=name, email=f"{name}@example.org", password="!") for name in names]
    User.objects.bulk_create(users)
    soon = datetime.now(UTC) + timedelta(hours=20)
    invited = User.objects.filter(username__in=names)
    rows = [Invitee(calendar=calendar, invitee=user, deadline=soon) for user in invited]
    Invitee.objects.bulk_create(rows)
    return calendar


def reminded(calendar: Calendar) -> int:
    return calendar.invitees.exclude(reminder_sent_at=None).count()


@pytest.mark.timeout(600)
def test_a_hundred_sweeps_and_a_crash_remind_everybody_once(
    post: PostOffice, newcomer: Callable[[], Person]
) -> None:
    calendar = invite_silent(newcomer())
    crashing = post.employ()
    while not reminded(calendar):
        time.sleep(0.005)
    crashing.kill()
    claimed = reminded(calendar)
    assert 0 < claimed < PEOPLE
    for _ in range(PROCESSES):
        assert post.employ(*WORK_ONCE).wait() == (0, "")
    for _ in range(TIMES - PROCESSES):
        remind_in_time(clock.now())
    assert reminded(calendar) == PEOPLE
    came = sorted(mail.to[0] for mail in post.take())
    assert came == sorted(calendar.invitees.values_list("invitee__email", flat=True))


def test_who_gets_more_time_amid_a_sweep_is_reminded_before_the_new_deadline(
    post: PostOffice, newcomer: Callable[[], Person]
) -> None:
    owner, person = newcomer(), newcomer()
    calendar = make_calendar(owner)
    invited = invite(owner, calendar, person)
    now = clock.now()
    Invitee.objects.filter(pk=invited["id"]).update(deadline=now + timedelta(hours=20))
    found = Invitee.objects.get(pk=invited["id"])
    set_deadline(owner, calendar, invited, (now + timedelta(days=9)).isoformat())
    post.deliver()
    post.take()
    remind_once(found, now)
    post.deliver()
    assert post.take() == []
    Invitee.objects.filter(pk=invited["id"]).update(deadline=now + timedelta(hours=20))
    post.deliver()
    assert post.subjects() == {address_of(person): ["Please answer soon: Talks"]}


@pytest.mark.timeout(600)
def test_workers_that_sweep_at_once_remind_everybody_once(
    post: PostOffice, newcomer: Callable[[], Person]
) -> None:
    calendar = invite_silent(newcomer())
    sweeping = [post.employ(*WORK_ONCE) for _ in range(4)]
    assert [worker.wait()[0] for worker in sweeping] == [0] * 4
    came = sorted(mail.to[0] for mail in post.take())
    assert came == sorted(calendar.invitees.values_list("invitee__email", flat=True))


def test_what_was_counted_is_forgotten_a_day_after_its_window(post: PostOffice) -> None:
    day = timedelta(days=1)
    for name, ago in (("past", day + timedelta(seconds=1)), ("late", day - timedelta(minutes=1))):
        Spending.objects.create(key=new_username(name), count=1, ends_at=clock.now() - ago)
    post.deliver()
    left = Spending.objects.filter(ends_at__lt=clock.now() - day / 2).values_list("key", flat=True)
    assert ["late" in key for key in left] == [True]
