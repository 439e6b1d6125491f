from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Whose meetings a feed holds: those one is invited to, or those in one's own calendars."""

    MEETINGS = "meetings", _("My meetings")
    CALENDARS = "calendars", _("Meetings in my calendars")


class Feed(models.Model):
    """An address at which a program reads somebody's meetings; only its digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "kind"), name="feed_once_per_kind"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="feed_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of user {self.user_id}"
