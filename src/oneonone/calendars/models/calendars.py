from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from oneonone.calendars.bounds import LONGEST_BUFFER, LONGEST_MEETING, SHORTEST_MEETING
from oneonone.calendars.constraints import minutes_in_steps
from oneonone.calendars.models.meets import Meet

if TYPE_CHECKING:
    from typing import Self


class CalendarQuerySet(models.QuerySet["Calendar"]):
    def with_progress(self, now: datetime) -> Self:
        """Count who is invited, who has answered, and who still may."""
        silent = Q(invitees__answered_at=None)
        return self.annotate(
            invited_count=Count("invitees"),
            answered_count=Count("invitees", filter=~silent),
            waiting_count=Count("invitees", filter=silent & Q(invitees__deadline__gt=now)),
            has_meets=Exists(Meet.objects.filter(calendar=OuterRef("pk"))),
        )


class Calendar(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    start_date = models.DateField()
    end_date = models.DateField()
    finalized = models.BooleanField(default=False)
    reopened = models.BooleanField(default=False, editable=False)  # after it was final
    swaps_allowed = models.BooleanField(default=False, editable=False)
    time_zone = models.CharField(max_length=64)
    meeting_minutes = models.PositiveSmallIntegerField(default=30)
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    location = models.TextField(blank=True, default="")
    description = models.TextField(blank=True, default="")
    revision = models.PositiveBigIntegerField(default=0, editable=False)
    planned_revision = models.PositiveBigIntegerField(null=True, editable=False)
    invited_count: int  # these four only after with_progress()
    answered_count: int
    waiting_count: int
    has_meets: bool

    objects = CalendarQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(name=""),
                name="calendar_has_name",
                violation_error_message="This field may not be blank.",
            ),
            models.CheckConstraint(
                condition=Q(start_date__lte=F("end_date")),
                name="calendar_starts_before_end",
                violation_error_message="The last day is before the first.",
            ),
            minutes_in_steps(
                "calendar_meeting_minutes", "meeting_minutes", SHORTEST_MEETING, LONGEST_MEETING
            ),
            minutes_in_steps("calendar_buffer_minutes", "buffer_minutes", 0, LONGEST_BUFFER),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def opens(self) -> datetime:
        """The first instant of the first day."""
        return datetime.combine(self.start_date, time(), self.zone).astimezone(UTC)

    @property
    def closes(self) -> datetime:
        """The instant after the last day: its 24:00."""
        after = self.end_date + timedelta(days=1)
        return datetime.combine(after, time(), self.zone).astimezone(UTC)

    @property
    def is_outdated(self) -> bool:
        """Tell whether something has changed since the schedule was planned."""
        return self.planned_revision not in {None, self.revision}

    @property
    def changes_since_plan(self) -> int:
        """Count them; there are none when nothing was planned."""
        return 0 if self.planned_revision is None else self.revision - self.planned_revision

    def covers(self, start: datetime, end: datetime) -> bool:
        """Tell whether a period lies inside the calendar's days."""
        return self.opens <= start and end <= self.closes
