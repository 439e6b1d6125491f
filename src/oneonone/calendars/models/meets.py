from django.conf import settings
from django.db import models

from oneonone.calendars.constraints import starts_before_end


class Meet(models.Model):
    calendar = models.ForeignKey("calendars.Calendar", models.CASCADE, related_name="meets")
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
