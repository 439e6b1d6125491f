from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from oneonone.calendars.bounds import LONGEST_MEETING, SHORTEST_MEETING
from oneonone.calendars.constraints import minutes_in_steps
from oneonone.calendars.models.availabilities import Availability
from oneonone.calendars.models.calendars import Calendar
from oneonone.calendars.models.meets import Meet
from oneonone.contacts.models import Block

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self


class InviteeQuerySet(models.QuerySet["Invitee"]):
    def with_has_availability(self) -> Self:
        theirs = Availability.objects.filter(
            calendar=OuterRef("calendar"), user=OuterRef("invitee")
        )
        return self.annotate(has_availability=Exists(theirs))

    def with_meet(self) -> Self:
        theirs = Meet.objects.filter(calendar=OuterRef("calendar"), meeter=OuterRef("invitee"))
        return self.annotate(
            meet_start=Subquery(theirs.values("start_period")),
            meet_end=Subquery(theirs.values("end_period")),
        )


class Invitee(models.Model):
    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="invitees")
    invitee = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    deadline = models.DateTimeField()
    meeting_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    is_told = models.BooleanField(default=True, editable=False)  # that they are invited
    reminder_sent_at = models.DateTimeField(null=True, blank=True)
    deadline_told_at = models.DateTimeField(null=True, blank=True)
    no_place_told_at = models.DateTimeField(null=True, blank=True)
    link_key = models.UUIDField(null=True, editable=False)  # a guest's link is made from it
    link_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  unique
    join_link = models.ForeignKey(
        "calendars.JoinLink", models.SET_NULL, null=True, editable=False, related_name="invitees"
    )
    withheld_by = models.ForeignKey(  # a block from before: its person sees nothing of this
        Block, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    has_availability: bool  # only after with_has_availability()
    meet_start: datetime | None  # these two only after with_meet()
    meet_end: datetime | None

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
        indexes = (
            models.Index(
                fields=("deadline",),
                name="invitee_to_remind",
                condition=Q(reminder_sent_at=None, answered_at=None),
            ),
            models.Index(
                fields=("deadline",),
                name="invitee_to_tell_of",
                condition=Q(deadline_told_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"user {self.invitee_id} in calendar {self.calendar_id}"

    @property
    def final_meet(self) -> Meet | None:
        """The meeting, once it is final; only after with_meet()."""
        if not (self.calendar.finalized and self.meet_start and self.meet_end):
            return None
        times = {"start_period": self.meet_start, "end_period": self.meet_end}
        return Meet(calendar=self.calendar, meeter_id=self.invitee_id, **times)
