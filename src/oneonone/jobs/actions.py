from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from oneonone.common import clock
from oneonone.common.errors import NotFound
from oneonone.jobs import access
from oneonone.jobs.models import Job

GIVEN_UP_KEPT = timedelta(days=30)

Payload = Mapping[str, Any]


def enqueue(name: str, payload: Payload) -> None:
    """Let something be done after the transaction that this is called in, if it commits."""
    enqueue_each(name, [payload])


def enqueue_each(name: str, payloads: Iterable[Payload]) -> None:
    now = clock.now()
    Job.objects.bulk_create(
        [Job(name=name, payload=dict(each), created_at=now, due_at=now) for each in payloads]
    )


def enqueue_once(key: UUID, name: str, payload: Payload) -> None:
    """Let something be done, unless it has been asked for under this key and waits still."""
    now = clock.now()
    job = Job(key=key, name=name, payload=dict(payload), created_at=now, due_at=now)
    Job.objects.bulk_create([job], ignore_conflicts=True)


def forget_given_up(now: datetime) -> None:
    """Delete what was given up long ago, with the names and addresses that are in it."""
    Job.objects.failed().filter(failed_at__lt=now - GIVEN_UP_KEPT).delete()


def try_again(*, staff: User, job_id: int) -> None:
    """Let a job that was given up be tried from the beginning.

    Raises:
        NotFound: it was not given up, or somebody else has asked for it.
    """
    job = access.given_up_job(staff, job_id)
    given_up = Job.objects.failed().filter(pk=job.pk)
    if not given_up.update(failed_at=None, attempts=0, due_at=clock.now()):
        raise NotFound
