from typing import Any

from rest_framework import serializers

from oneonone.calendars.serializers import PeriodSerializer
from oneonone.common.fields import IdField, StrictBooleanField, StrictIntegerField

MOST_MEETS = 2_000
MOST_FORBIDDEN = 2_000
MOST_ALTERNATIVES = 5


class MeetSerializer(PeriodSerializer):
    meeter = IdField()


class MeetsSerializer(serializers.Serializer[Any]):
    meets: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=MeetSerializer(), max_length=MOST_MEETS
    )


class ScheduleSerializer(MeetsSerializer):
    force = StrictBooleanField(required=False)


class MoveSerializer(PeriodSerializer):
    force = StrictBooleanField(required=False)


class ForbidSerializer(PeriodSerializer):
    user = IdField()


class PlanSerializer(serializers.Serializer[Any]):
    """How to plan; without any of it, simply the best schedule."""

    keep: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=IdField(), max_length=MOST_MEETS, required=False
    )
    forbid: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=ForbidSerializer(), max_length=MOST_FORBIDDEN, required=False
    )
    least_change = StrictBooleanField(required=False)
    dry_run = StrictBooleanField(required=False)


class CountSerializer(serializers.Serializer[Any]):
    count = StrictIntegerField(minimum=1, maximum=MOST_ALTERNATIVES, required=False)


class AnsweredSerializer(serializers.Serializer[Any]):
    answered = StrictBooleanField()

    def validate_answered(self, answered: bool) -> bool:  # noqa: FBT001  DRF's signature
        if not answered:
            raise serializers.ValidationError("An answer can't be taken back.")
        return answered
