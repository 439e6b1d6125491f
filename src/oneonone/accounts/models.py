from datetime import timedelta

from django.conf import settings
from django.db import models


class Profile(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    profile_picture = models.ImageField(upload_to="pictures/", blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True, default="")
    unwanted_mails = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return f"profile of user {self.user_id}"


class Purpose(models.TextChoices):
    RESET = "reset"
    CONFIRM = "confirm"


LIFETIMES = {Purpose.RESET: timedelta(hours=2), Purpose.CONFIRM: timedelta(days=3)}


class Link(models.Model):
    """What a mail's link lets its reader do, once; the token in it is nowhere kept.

    One that has ended stays for a while, since a job that is done again would make it anew.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    email = models.CharField(max_length=254)  # where it was mailed to: whoever uses it reads there
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    ended = models.BooleanField(default=False)  # used, or revoked

    def __str__(self) -> str:
        return f"{self.purpose} of user {self.user_id}"


class Guest(models.Model):
    """Somebody whom one host knows by a mail address, and whose account nobody can log in to.

    The same address invited by another host is another guest: no host learns of the others, nor
    whether somebody has an account with it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="guest")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    address = models.CharField(max_length=254)  # in the one case that addresses are compared in

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("host", "address"), name="guest_once_per_host"),
        )

    def __str__(self) -> str:
        return f"user {self.user_id}, guest of user {self.host_id}"
