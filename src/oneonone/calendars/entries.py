"""What comes in from the pages on which somebody enters times; what it means is decided there."""

import re
from datetime import datetime, time
from typing import Any

from rest_framework import serializers

from oneonone.calendars.bounds import MOST_AVAILABILITIES
from oneonone.calendars.weeks import DAY
from oneonone.common.fields import (
    DayField,
    IdField,
    InstantField,
    StrictBooleanField,
    StrictIntegerField,
    TextField,
)

MOST_CELLS = 700  # a week of quarter hours and what a change of clocks adds
LONGEST_TAG = 100
LONGEST_TEXT = 2_000


class CodesField(serializers.Field[Any, Any, str, Any]):
    """Numbers as a page of ours wrote them: some to a code, codes with blanks between."""

    default_error_messages = {"invalid": "This was not made by the page."}

    def __init__(self, pattern: str, *, most: int) -> None:
        super().__init__()
        self.pattern, self.most = re.compile(pattern, re.ASCII), most

    def to_internal_value(self, data: Any) -> list[tuple[int, ...]]:
        codes = data.split(" ", self.most) if data else []
        found = [self.pattern.fullmatch(code) for code in codes]
        numbers = [tuple(map(int, code.groups())) for code in found if code]
        if len(numbers) < len(codes):
            self.fail("invalid")
        return numbers


class TaggedSerializer(serializers.Serializer[Any]):
    """An edit of what had this tag."""

    tag = TextField(max_length=LONGEST_TAG)


class WeekSerializer(TaggedSerializer):
    """Quarter hours with their new levels, "1772355600=3 1772356500=0": seconds since 1970."""

    cells = CodesField(r"(\d{1,10})=([0-3])", most=MOST_CELLS)
    copy = serializers.ChoiceField(("next", "all"), required=False)


class KeptSerializer(TaggedSerializer):
    """Periods from and until so many seconds since 1970, "1772355600-1772359200=3"."""

    keep = CodesField(r"(\d{1,10})-(\d{1,10})=([1-3])", most=MOST_AVAILABILITIES)

    def validate_keep(self, keep: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
        if any(start >= end for start, end, _ in keep):
            raise serializers.ValidationError("The end must be after the start.")
        return keep


class TextSerializer(TaggedSerializer):
    text = TextField(lines=True, max_length=LONGEST_TEXT)
    instead = StrictBooleanField(required=False)


class ClockField(serializers.Field[time, Any, str, Any]):
    """A time of day as browsers send it: hours and minutes, seconds where there are any."""

    default_error_messages = {"invalid": "Use hours and minutes, like 09:30."}

    def to_internal_value(self, data: Any) -> time:
        if not re.fullmatch(r"\d{1,2}:\d\d(:\d\d)?", data.strip(), re.ASCII):
            self.fail("invalid")
        try:
            return time.fromisoformat(data.strip().zfill(len("09:30")))
        except ValueError:
            self.fail("invalid")


class RowSerializer(serializers.Serializer[Any]):
    """A time as from and until on a day; one that ends no later goes on into the next day."""

    day = DayField()
    start = ClockField()
    end = ClockField()
    end_day = DayField(required=False)
    preference = StrictIntegerField(minimum=1, maximum=3)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs["day"], attrs.get("end_day", attrs["day"])
        if "end_day" not in attrs and attrs["end"] <= attrs["start"]:
            last += DAY
        if (last, attrs["end"]) <= (first, attrs["start"]):
            raise serializers.ValidationError({"end": ["The end must be after the start."]})
        return {
            "start_period": self.instant("start", datetime.combine(first, attrs["start"])),
            "end_period": self.instant("end", datetime.combine(last, attrs["end"])),
            "preference": attrs["preference"],
        }

    def instant(self, name: str, clock: datetime) -> datetime:
        field = InstantField()
        field.bind(name, self)
        try:
            return field.at_wall_time(clock)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({name: error.detail}) from error


class RowsSerializer(TaggedSerializer):
    rows: serializers.ListSerializer[Any] = serializers.ListSerializer(child=RowSerializer())


class PageSerializer(serializers.Serializer[Any]):
    """Which of somebody's times a page shows, and how."""

    user = IdField(required=False)
    week = DayField(required=False)
    hours = serializers.ChoiceField(("all",), required=False)
    view = serializers.ChoiceField(("week", "list", "text"), required=False)
