from typing import Any

from rest_framework import serializers

from oneonone.calendars.serializers import PeriodSerializer
from oneonone.common.fields import IdField, StrictBooleanField

MOST_MEETS = 2_000


class MeetSerializer(PeriodSerializer):
    meeter = IdField()


class ScheduleSerializer(serializers.Serializer[Any]):
    meets: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=MeetSerializer(), max_length=MOST_MEETS
    )
    force = StrictBooleanField(required=False)


class AnsweredSerializer(serializers.Serializer[Any]):
    answered = StrictBooleanField()

    def validate_answered(self, answered: bool) -> bool:  # noqa: FBT001  DRF's signature
        if not answered:
            raise serializers.ValidationError("An answer can't be taken back.")
        return answered
