from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest, Least

from oneonone.calendars.constraints import starts_before_end
from oneonone.calendars.models import Calendar, Invitee, Meet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Self


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def standing(self) -> Self:
        """Pick those that people rely on, by start, each with whatever is said of it."""
        rows = self.filter(cancelled=False)
        return rows.select_related("calendar__owner", "person").order_by("start_period", "pk")

    def expected(self) -> Self:
        """Pick those that their people have not said they can't come to."""
        whose = {"invited__calendar": OuterRef("calendar"), "invited__invitee": OuterRef("person")}
        covered = {"start_period__lte": OuterRef("start_period")}
        covered["end_period__gte"] = OuterRef("end_period")
        return self.filter(~Exists(Absence.objects.filter(**whose, **covered)), cancelled=False)


class Appointment(models.Model):
    """A meeting as its person was last told of it.

    It stays when all is planned anew: the next final schedule tells by it who has to be told.
    """

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()
    start_period = models.DateTimeField()
    end_period = models.DateTimeField()
    name = models.CharField(max_length=255)
    location = models.TextField(blank=True, default="")
    description = models.TextField(blank=True, default="")
    cancelled = models.BooleanField(default=False)
    day_before_sent_at = models.DateTimeField(null=True)  # or told of it that late

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("calendar", "person"), name="appointment_once_per_person"
            ),
            starts_before_end("appointment_starts_before_end"),
        )
        indexes = (
            models.Index(
                fields=("start_period",),
                name="appointment_to_remind_of",
                condition=Q(day_before_sent_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.start_period} to {self.end_period} with user {self.person_id}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def in_order(self) -> Self:
        """Put them in time order, each with its person and calendar."""
        people = self.select_related("invited__calendar", "invited__invitee")
        return people.order_by("start_period", "pk")


class Absence(models.Model):
    """That somebody can't come to the final meeting which they had at this time."""

    invited = models.OneToOneField(Invitee, models.CASCADE, related_name="absence")
    start_period = models.DateTimeField()
    end_period = models.DateTimeField()
    reason = models.TextField(blank=True, default="")
    said_at = models.DateTimeField()

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = (starts_before_end("absence_starts_before_end"),)

    def __str__(self) -> str:
        return f"invitee {self.invited_id} from {self.start_period} to {self.end_period}"

    @classmethod
    def of(cls, invited: Invitee) -> Absence | None:
        """Give somebody's, if they said so; read it with them, as `absence`."""
        return getattr(invited, "absence", None)


class SwapQuerySet(models.QuerySet["Swap"]):
    def waiting(self) -> Self:
        return self.filter(declined_at=None)

    def seen_by(self, invited: Invitee) -> Self:
        """Pick what somebody asked for, answered or not, and what they are asked."""
        return self.filter(Q(asker=invited) | Q(asked=invited, declined_at=None))

    def touching(self, invitations: Iterable[int]) -> Self:
        """Pick those that any of these asked for, or is asked."""
        keys = list(invitations)
        return self.filter(Q(asker__in=keys) | Q(asked__in=keys))

    def with_times(self) -> Self:
        """Read both meetings as they are, in the order in which they were asked for."""
        return self.annotate(
            asker_start=meet_of("asker", "start_period"),
            asker_end=meet_of("asker", "end_period"),
            asked_start=meet_of("asked", "start_period"),
            asked_end=meet_of("asked", "end_period"),
        ).order_by("asked_at", "pk")


def meet_of(side: str, end: str) -> Subquery:
    whose = {"calendar": OuterRef(f"{side}__calendar"), "meeter": OuterRef(f"{side}__invitee")}
    return Subquery(Meet.objects.filter(**whose).values(end))


class Swap(models.Model):
    """That one invitee would swap final meetings with another.

    It ends when the meeting of either is another. A declined one is kept until then: nobody is
    asked twice for the same.
    """

    asker = models.ForeignKey(Invitee, models.CASCADE, related_name="+")
    asked = models.ForeignKey(Invitee, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True, blank=True)
    asker_start: datetime  # these four only after with_times()
    asker_end: datetime
    asked_start: datetime
    asked_end: datetime

    objects = SwapQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Least("asker", "asked"),
                Greatest("asker", "asked"),
                name="swap_once_per_pair",
                violation_error_message="One of these two has asked the other already.",
            ),
            models.CheckConstraint(
                condition=~Q(asker=F("asked")),
                name="swap_not_with_oneself",
                violation_error_message="Nobody swaps with themselves.",
            ),
        )

    def __str__(self) -> str:
        return f"invitee {self.asker_id} with invitee {self.asked_id}"
