from django.conf import settings
from django.db import models
from django.db.models import Q

from oneonone.calendars.constraints import starts_before_end


class Availability(models.Model):
    calendar = models.ForeignKey(
        "calendars.Calendar", models.CASCADE, related_name="availabilities"
    )
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
            models.Index(fields=("calendar", "user"), name="availability_by_user"),
        )

    def __str__(self) -> str:
        return f"{self.start_period} to {self.end_period} of user {self.user_id}"
