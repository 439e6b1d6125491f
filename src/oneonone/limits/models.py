from django.db import models


class Spending(models.Model):
    """How often something was done by somebody since a window began."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("ends_at",), name="spending_to_forget"),)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"
