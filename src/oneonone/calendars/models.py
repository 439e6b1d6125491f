from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from oneonone.calendars.bounds import (
    LONGEST_BUFFER,
    LONGEST_MEETING,
    MINUTES_STEP,
    SHORTEST_MEETING,
)

if TYPE_CHECKING:
    from typing import Self


def starts_before_end(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(start_period__lt=F("end_period")),
        name=name,
        violation_error_message="The end must be after the start.",
    )


def minutes_in_steps(name: str, field: str, least: int, most: int) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(Exact(Mod(F(field), MINUTES_STEP), 0), **{f"{field}__range": (least, most)}),
        name=name,
        violation_error_message=f"{least} to {most} minutes, in steps of {MINUTES_STEP}.",
    )


class Calendar(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    start_date = models.DateField()
    end_date = models.DateField()
    finalized = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64)
    meeting_minutes = models.PositiveSmallIntegerField(default=30)
    buffer_minutes = models.PositiveSmallIntegerField(default=0)
    location = models.TextField(blank=True, default="")
    description = models.TextField(blank=True, default="")
    revision = models.PositiveBigIntegerField(default=0, editable=False)
    planned_revision = models.PositiveBigIntegerField(null=True, editable=False)

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

    def covers(self, start: datetime, end: datetime) -> bool:
        """Tell whether a period lies inside the calendar's days."""
        return self.opens <= start and end <= self.closes


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def with_has_availability(self) -> Self:
        theirs = Availability.objects.filter(
            calendar=OuterRef("calendar"), user=OuterRef("invitee")
        )
        return self.annotate(has_availability=Exists(theirs))


class Invitee(models.Model):
    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="invitees")
    invitee = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    deadline = models.DateTimeField()
    meeting_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    has_availability: bool  # only after with_has_availability()

    objects = InviteeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("calendar", "invitee"),
                name="invitee_once_per_calendar",
                violation_error_message="This user is already invited.",
            ),
            minutes_in_steps(
                "invitee_meeting_minutes", "meeting_minutes", SHORTEST_MEETING, LONGEST_MEETING
            ),
        )

    def __str__(self) -> str:
        return f"user {self.invitee_id} in calendar {self.calendar_id}"


class Availability(models.Model):
    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="availabilities")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    start_period = models.DateTimeField()
    end_period = models.DateTimeField()
    preference = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "availabilities"
        constraints = (
            starts_before_end("availability_starts_before_end"),
            models.CheckConstraint(
                condition=Q(preference__range=(1, 3)),
                name="availability_preference",
                violation_error_message="Preference is 1, 2 or 3.",
            ),
        )
        indexes = (
            models.Index(fields=("calendar", "start_period", "id"), name="availability_by_start"),
        )

    def __str__(self) -> str:
        return f"{self.start_period} to {self.end_period} of user {self.user_id}"


class Meet(models.Model):
    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="meets")
    meeter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    start_period = models.DateTimeField()
    end_period = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("calendar", "meeter"),
                name="meet_once_per_person",
                violation_error_message="This person has a meeting already.",
            ),
            starts_before_end("meet_starts_before_end"),
        )

    def __str__(self) -> str:
        return f"{self.start_period} to {self.end_period} with user {self.meeter_id}"
