from django.conf import settings
from django.db import models


class Profile(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    profile_picture = models.ImageField(upload_to="pictures/", blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    email_confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"profile of user {self.user_id}"
