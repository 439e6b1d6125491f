from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count

from oneonone.calendars.bounds import MOST_INVITEES

if TYPE_CHECKING:
    from typing import Self


class JoinLinkQuerySet(models.QuerySet["JoinLink"]):
    def with_joined(self) -> Self:
        """Count who has come by it and is still invited."""
        return self.annotate(joined=Count("invitees"))


class JoinLink(models.Model):
    """Whoever has it may join; turned off it goes, and the next one is another."""

    calendar = models.OneToOneField("calendars.Calendar", models.CASCADE, related_name="join_link")
    key = models.UUIDField(editable=False)  # the link is made from it
    digest = models.CharField(max_length=64, unique=True, editable=False)
    most_people = models.PositiveSmallIntegerField()
    deadline = models.DateTimeField()
    joined: int  # only after with_joined()

    objects = JoinLinkQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(most_people__range=(1, MOST_INVITEES)),
                name="join_link_most_people",
                violation_error_message=f"1 to {MOST_INVITEES} people.",
            ),
        )

    def __str__(self) -> str:
        return f"join link of calendar {self.calendar_id}"
