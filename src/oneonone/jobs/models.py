from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import models

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self


class JobQuerySet(models.QuerySet["Job"]):
    def due(self, now: datetime) -> Self:
        return self.filter(failed_at=None, due_at__lte=now)

    def failed(self) -> Self:
        return self.filter(failed_at__isnull=False)


class Job(models.Model):
    """Something still to be done; the row goes when it is.

    While a worker does it, `lease` says which, and `due_at` when it counts as dead.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=100)
    payload = models.JSONField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    lease = models.UUIDField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True, default="")
    failed_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("failed_at", "due_at", "id"), name="job_by_due"),)

    def __str__(self) -> str:
        return f"{self.name} {self.key}"
