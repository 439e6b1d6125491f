from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from oneonone.calendars.bounds import (
    LONGEST_BUFFER,
    LONGEST_CALENDAR,
    LONGEST_MEETING,
    MINUTES_STEP,
    SHORTEST_MEETING,
)
from oneonone.common.fields import (
    DayField,
    IdField,
    InstantField,
    StrictIntegerField,
    TextField,
    UsernameField,
    ZoneField,
)


class MeetingMinutesField(StrictIntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            minimum=SHORTEST_MEETING, maximum=LONGEST_MEETING, step=MINUTES_STEP, **kwargs
        )


class CalendarDetailsSerializer(serializers.Serializer[Any]):
    """What may be changed as long as the calendar is open."""

    name = TextField(max_length=255)
    time_zone = ZoneField(required=False)
    meeting_minutes = MeetingMinutesField(required=False)
    buffer_minutes = StrictIntegerField(
        minimum=0, maximum=LONGEST_BUFFER, step=MINUTES_STEP, required=False
    )
    location = TextField(max_length=500, lines=True, allow_blank=True, required=False)
    description = TextField(max_length=10_000, lines=True, allow_blank=True, required=False)


class CalendarSerializer(CalendarDetailsSerializer):
    start_date = DayField()
    end_date = DayField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        days = (attrs["end_date"] - attrs["start_date"]).days + 1
        if days < 1:
            raise serializers.ValidationError("The last day is before the first.")
        if days > LONGEST_CALENDAR:
            raise serializers.ValidationError(f"A calendar has at most {LONGEST_CALENDAR} days.")
        return attrs


class InviteeDetailsSerializer(serializers.Serializer[Any]):
    deadline = InstantField()
    meeting_minutes = MeetingMinutesField(required=False, allow_null=True)


class InviteeSerializer(InviteeDetailsSerializer):
    """Who is invited: by id, or by name."""

    invitee = IdField()
    username = UsernameField(required=False)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        sent = getattr(self, "initial_data", None)
        fields["invitee"].required = not (isinstance(sent, Mapping) and "username" in sent)
        return fields

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        username = attrs.pop("username", None)
        if "invitee" not in attrs and username is None:
            raise serializers.ValidationError({"invitee": ["This field is required."]})
        return {"invitee": username} | attrs


class PeriodSerializer(serializers.Serializer[Any]):
    start_period = InstantField()
    end_period = InstantField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["end_period"] <= attrs["start_period"]:
            raise serializers.ValidationError("The end must be after the start.")
        return attrs


class AvailabilitySerializer(PeriodSerializer):
    preference = StrictIntegerField(minimum=1, maximum=3)
