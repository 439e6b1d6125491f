from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least


class Contact(models.Model):
    requester = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    requested = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    accepted = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                Least("requester", "requested"),
                Greatest("requester", "requested"),
                name="contact_once_per_pair",
                violation_error_message="There is a request between these two already.",
            ),
            models.CheckConstraint(
                condition=~Q(requester=F("requested")),
                name="contact_not_oneself",
                violation_error_message="You cannot add yourself to your contacts",
            ),
        )

    def __str__(self) -> str:
        return f"user {self.requester_id} to user {self.requested_id}"


class Block(models.Model):
    """That nothing of what one person does is to reach another, who alone knows of it."""

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("blocker", "blocked"),
                name="block_once_per_pair",
                violation_error_message="You have already blocked this user",
            ),
            models.CheckConstraint(
                condition=~Q(blocker=F("blocked")),
                name="block_not_oneself",
                violation_error_message="You cannot block yourself",
            ),
        )

    def __str__(self) -> str:
        return f"user {self.blocked_id} by user {self.blocker_id}"
