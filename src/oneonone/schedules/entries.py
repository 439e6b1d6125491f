"""What comes in from the pages on which the owner changes a schedule."""

from datetime import UTC, datetime
from typing import Any

from rest_framework import serializers

from oneonone.calendars.bounds import LONGEST_BUFFER, MINUTES_STEP
from oneonone.calendars.entries import CodesField, TaggedSerializer
from oneonone.calendars.serializers import MeetingMinutesField
from oneonone.common.fields import (
    DayField,
    StrictBooleanField,
    StrictIntegerField,
    in_range,
    read_iso_time,
)
from oneonone.schedules.serializers import MOST_MEETS


class IntervalField(serializers.Field[Any, Any, str, Any]):
    """Two instants as ISO 8601 writes an interval, with a slash between."""

    default_error_messages = {"invalid": "This was not made by the page."}

    def to_internal_value(self, data: Any) -> tuple[datetime, datetime]:
        try:
            moments = [read_iso_time(part) for part in str(data).split("/")]
            start, end = (in_range(moment.astimezone(UTC)) for moment in moments if moment.tzinfo)
        except (ValueError, OverflowError):
            self.fail("invalid")
        if start >= end:
            self.fail("invalid")
        return start, end


class TimesSerializer(serializers.Serializer[Any]):
    times = IntervalField()


class PutSerializer(TaggedSerializer):
    """Where somebody is to meet, in a schedule that had this tag."""

    times = IntervalField()
    force = StrictBooleanField(required=False)


class PlacesSerializer(serializers.Serializer[Any]):
    """Which of somebody's places a page shows: those around a day."""

    day = DayField(required=False)


class TakeSerializer(TaggedSerializer):
    """A schedule as a page wrote it: user ids, and from and until in seconds since 1970."""

    schedule = CodesField(r"(\d{1,18})@(\d{1,11})-(\d{1,11})", most=MOST_MEETS)


class ShortenSerializer(serializers.Serializer[Any]):
    meeting_minutes = MeetingMinutesField(required=False)
    buffer_minutes = StrictIntegerField(
        minimum=0, maximum=LONGEST_BUFFER, step=MINUTES_STEP, required=False
    )
