from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from oneonone.jobs.models import Job


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits to be done, how much of that was tried in vain, and what was given up."""

    waiting: int
    retried: int
    failed: int
    oldest: datetime | None


def count_jobs() -> Backlog:
    waiting = Q(failed_at=None)
    return Backlog(
        **Job.objects.aggregate(
            waiting=Count("pk", filter=waiting),
            retried=Count("pk", filter=waiting & ~Q(error="")),
            failed=Count("pk", filter=~waiting),
            oldest=Min("created_at", filter=waiting),
        )
    )
