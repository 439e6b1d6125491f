"""Without leases, limits, and the conditions of what is told once."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F
from races.unguarded.calendars import take_out_claim
from races.unguarded.pausing import await_the_others, put

from oneonone.calendars.actions import telling
from oneonone.calendars.models import Invitee
from oneonone.common import clock
from oneonone.common.errors import TooManyRequests
from oneonone.jobs import access as background
from oneonone.jobs import actions as jobs
from oneonone.jobs import claim, lasting
from oneonone.jobs.claim import LEASE, claim_job
from oneonone.jobs.models import Job
from oneonone.limits import actions as limits
from oneonone.limits.models import Spending
from oneonone.limits.policy import Limit
from oneonone.schedules.actions import announcements
from oneonone.schedules.models import Appointment


def take_out_limits() -> None:
    """What was left of a limit when it was looked at is left when it is used.

    The claim would let one press at a time be counted, so that goes too.
    """
    settings.RATE_LIMITS = True
    take_out_claim()
    put(spend_after_a_check, for_=limits.spend)


def spend_after_a_check(limit: Limit, subject: object, now: datetime) -> None:
    key = limits.key_of(limit, subject)
    if Spending.objects.filter(key=key, count__gte=limit.times).exists():
        raise TooManyRequests(limit.window, limit.refusal)
    await_the_others()
    Spending.objects.get_or_create(key=key, defaults={"count": 0, "ends_at": now + limit.window})
    Spending.objects.filter(key=key).update(count=F("count") + 1)


def take_out_lease() -> None:
    put(take_the_next_job, for_=claim_job)


def take_the_next_job(now: datetime) -> Job | None:
    job = Job.objects.due(now).order_by("due_at", "pk").first()
    await_the_others()
    if job:
        job.lease, job.due_at, job.attempts = uuid4(), now + LEASE, job.attempts + 1
        Job.objects.filter(pk=job.pk).update(lease=job.lease, due_at=job.due_at)
    return job


def shorten_lease() -> None:
    """Let a slow mail outlast its lease within seconds; renewed, it still is not sent twice."""
    claim.LEASE, lasting.BETWEEN_RENEWALS = timedelta(seconds=2), timedelta(seconds=0.5)


def take_out_renewal() -> None:
    shorten_lease()
    put(leave_lease, for_=claim.renew_lease)


def leave_lease(job: Job, now: datetime) -> None:
    pass


def take_out_reminder_condition() -> None:
    put(remind_after_a_look, for_=telling.remind_once)


def remind_after_a_look(row: Invitee, now: datetime) -> None:
    if Invitee.objects.filter(pk=row.pk, reminder_sent_at=None, answered_at=None).exists():
        await_the_others()
        Invitee.objects.filter(pk=row.pk).update(reminder_sent_at=now)
        jobs.enqueue("calendars.reminder", telling.about(row))


def take_out_deadline_condition() -> None:
    put(tell_passed_after_a_look, for_=telling.tell_passed)


def tell_passed_after_a_look(calendar_id: int, now: datetime) -> None:
    passed = Invitee.objects.filter(calendar=calendar_id, deadline__lte=now)
    if passed.filter(answered_at=None, deadline_told_at=None).exists():
        await_the_others()
        passed.update(deadline_told_at=now)
        jobs.enqueue("calendars.deadline_passed", {"calendar": calendar_id})


def take_out_day_before_condition() -> None:
    put(tell_day_before_after_a_look, for_=announcements.tell_once)


def tell_day_before_after_a_look(row: Appointment, now: datetime) -> None:
    if Appointment.objects.filter(pk=row.pk, day_before_sent_at=None).exists():
        await_the_others()
        Appointment.objects.filter(pk=row.pk).update(day_before_sent_at=now)
        jobs.enqueue("schedules.day_before", announcements.about(row))


def take_out_failed_condition() -> None:
    put(try_again_after_a_check, for_=jobs.try_again)


def try_again_after_a_check(*, staff: User, job_id: int) -> None:
    job = background.given_up_job(staff, job_id)
    await_the_others()
    Job.objects.filter(pk=job.pk).update(failed_at=None, attempts=0, due_at=clock.now())
