"""Rules that more than one table holds."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from oneonone.calendars.bounds import MINUTES_STEP


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
