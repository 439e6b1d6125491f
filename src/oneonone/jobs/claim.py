"""A lease on a job: whoever has it does the job, until it ends.

Nobody hears of a worker that dies. Its lease ends, and the job is due again by itself.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from oneonone.jobs.models import Job

LEASE = timedelta(minutes=1)
# Between one attempt and the next; after the last the job is given up, a day and a half on.
PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200, 21_600, 43_200, 43_200)
)
LONGEST_ERROR = 1_000  # characters


def claim_job(now: datetime) -> Job | None:
    """Take the job that is due longest; of any number of workers one gets it."""
    if not Job.objects.due(now).exists():
        return None  # asked first: on SQLite the transaction keeps every writer waiting
    with transaction.atomic():
        waiting = Job.objects.select_for_update(skip_locked=True).due(now)
        job = waiting.order_by("due_at", "pk").first()
        if job is None:
            return None
        job.lease = uuid4()
        claimed = Job.objects.due(now).filter(pk=job.pk)
        taken = claimed.update(lease=job.lease, due_at=now + LEASE, attempts=F("attempts") + 1)
    job.attempts += 1
    return job if taken else None


def renew_lease(job: Job, now: datetime) -> None:
    held(job).update(due_at=now + LEASE)


def was_deadly(job: Job) -> bool:
    """Tell whether nobody has survived this job, however often it was tried."""
    return job.attempts > len(PAUSES) + 1


def finish_job(job: Job) -> None:
    held(job).delete()


def postpone_job(job: Job, error: str, now: datetime) -> timedelta | None:
    """Let a job that failed be tried after a pause, or give it up: then there is none."""
    said = error[:LONGEST_ERROR] or "unknown"
    if job.attempts > len(PAUSES):
        held(job).update(failed_at=now, error=said, lease=None)
        return None
    pause = PAUSES[job.attempts - 1]
    held(job).update(due_at=now + pause, error=said, lease=None)
    return pause


def held(job: Job) -> QuerySet[Job]:
    """Find a job only while it is ours: when the lease has ended, another worker may have it."""
    return Job.objects.filter(pk=job.pk, lease=job.lease)
