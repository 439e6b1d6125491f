"""Serializer fields that take what command line clients send, and nothing looser.

Each raises DRF's ValidationError with one message; DRF puts the field's name to it.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _
from drf_spectacular.drainage import set_override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from oneonone.common.converters import NO_ID

MAX_ID = 2**63 - 1
LONGEST_ID = 19  # digits
FIRST_DAY, LAST_DAY = date(1971, 1, 1), date(2199, 12, 31)
# These days in every zone: it is the first in the east before, and the last in the west after.
FIRST_INSTANT, LAST_INSTANT = datetime(1970, 12, 31, tzinfo=UTC), datetime(2200, 1, 2, tzinfo=UTC)

ISO_TIME = re.compile(
    r"(\d{4}-?\d\d-?\d\d[T ])(\d\d)(:?\d\d(:?\d\d([.,]\d+)?)?)(Z|[+-]\d\d(:?[0-5]\d)?)?", re.ASCII
)
LINE_BREAKS = "\t\n\r"


class StrictIntegerField(serializers.Field[int, Any, int, Any]):
    """2 or "2" in ASCII digits: never true, 2.5, 3.0, "3.0" or "٣"."""

    default_error_messages = {
        "invalid": "A valid integer is required.",
        "range": _("Ensure this value is between {minimum} and {maximum}."),
        "multiple": _("Ensure this value is a multiple of {step}."),
    }

    def __init__(self, *, minimum: int, maximum: int, step: int = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.minimum, self.maximum, self.step = minimum, maximum, step
        described = {"minimum": minimum, "maximum": maximum, "multipleOf": step}
        set_override(self, "field", {"type": "integer", **described})

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, str) and re.fullmatch(r"-?\d{1,30}", data, re.ASCII):
            data = int(data)
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        if not self.minimum <= data <= self.maximum:
            self.fail("range", minimum=self.minimum, maximum=self.maximum)
        if data % self.step:
            self.fail("multiple", step=self.step)
        return data


@extend_schema_field({"type": "integer", "minimum": 1})
class IdField(serializers.Field[int, Any, int, Any]):
    """An id in a body. One too large to be anybody's is nobody's, not malformed."""

    default_error_messages = {"invalid": "A valid integer is required."}

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, str) and re.fullmatch(r"\d+", data, re.ASCII):
            data = int(data) if len(data) <= LONGEST_ID else NO_ID
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data if 0 < data <= MAX_ID else NO_ID


@extend_schema_field(OpenApiTypes.BOOL)
class StrictBooleanField(serializers.Field[bool, Any, bool, Any]):
    """True and false in any spelling that a form or a command line sends."""

    default_error_messages = {"invalid": "Must be true or false."}
    spellings = {"true": True, "false": False, "1": True, "0": False}

    def to_internal_value(self, data: Any) -> bool:
        value = self.spellings.get(str(data).strip().lower())
        if not isinstance(data, str | int) or value is None:
            self.fail("invalid")
        return value


class TextField(serializers.CharField):
    """Trimmed text in one line, or several; a number is taken as its digits."""

    default_error_messages = {"control": "Control characters are not allowed."}

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.allowed = LINE_BREAKS if lines else ""

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if isinstance(data, str):
            data = data.strip(" " + LINE_BREAKS) if self.trim_whitespace else data
            self.refuse_control_characters(data)
        return super().run_validation(data)

    def refuse_control_characters(self, text: str) -> None:
        """Refuse them, lone surrogates, and what stands where a form's bytes were no text."""
        for character in text:
            forbidden = unicodedata.category(character) in {"Cc", "Cs"} or character == "\ufffd"
            if forbidden and character not in self.allowed:
                self.fail("control")


class UsernameField(TextField):
    """A username in the one spelling that it is kept in, however it was typed."""

    def to_internal_value(self, data: Any) -> str:
        return unicodedata.normalize("NFKC", super().to_internal_value(data))


class PasswordField(TextField):
    """A password as it was typed: not trimmed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, max_length=1024, **kwargs)


@extend_schema_field(OpenApiTypes.DATE)
class DayField(serializers.Field[date, Any, str, Any]):
    """An ISO 8601 date."""

    default_error_messages = {
        "invalid": "Date has wrong format. Use YYYY-MM-DD.",
        "range": _("Ensure this date is between {first} and {last}."),
    }

    def to_internal_value(self, data: Any) -> date:
        text = data.strip() if isinstance(data, str) else ""
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            self.fail("invalid")
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.fail("invalid")
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail("range", first=FIRST_DAY, last=LAST_DAY)
        return day


@extend_schema_field(OpenApiTypes.DATETIME)
class InstantField(serializers.Field[datetime, Any, str, Any]):
    """An ISO 8601 time. Without an offset it is wall time in `context["zone"]`."""

    default_error_messages = {
        "invalid": _("Datetime has wrong format. Use ISO 8601: YYYY-MM-DDThh:mm[:ss][Z|+hh:mm]."),
        "range": _("Ensure this time is between {first} and {last}."),
        "skipped": _("This time does not exist in {zone}: the clocks jump over it."),
    }

    def to_internal_value(self, data: Any) -> datetime:
        text = data.strip().upper() if isinstance(data, str) else ""
        try:
            moment = read_iso_time(text)
            return in_range(moment.astimezone(UTC) if moment.tzinfo else self.at_wall_time(moment))
        except ValueError:
            self.fail("invalid")
        except OverflowError:
            self.fail("range", first=FIRST_DAY, last=LAST_DAY)

    def at_wall_time(self, moment: datetime) -> datetime:
        zone: tzinfo = self.context["zone"]
        instant = moment.replace(tzinfo=zone).astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) != moment:
            self.fail("skipped", zone=zone)
        return instant


def in_range(instant: datetime) -> datetime:
    """Give it back.

    Raises:
        OverflowError: it is too far away to be a time of a calendar, or a deadline.
    """
    if not FIRST_INSTANT <= instant <= LAST_INSTANT:
        raise OverflowError
    return instant


def read_iso_time(text: str) -> datetime:
    """Read a date and time to the whole second; 24:00 is the next day's 0:00.

    Raises:
        ValueError: it is none.
        OverflowError: it is after the last there is.
    """
    parts = ISO_TIME.fullmatch(text)
    if parts is None:
        raise ValueError("not ISO 8601")
    day, hour, minutes, _, _, offset, _ = parts.groups(default="")
    ends_day = hour == "24" and not minutes.strip("0:.,")
    moment = datetime.fromisoformat(f"{day}{'00' if ends_day else hour}{minutes}{offset}")
    return moment.replace(microsecond=0) + timedelta(days=ends_day)


@extend_schema_field(OpenApiTypes.STR)
class ZoneField(serializers.Field[str, Any, str, Any]):
    """The IANA name of a time zone."""

    default_error_messages = {"invalid": "Not a time zone. Use an IANA name like Europe/Berlin."}

    def to_internal_value(self, data: Any) -> str:
        name = data.strip(" " + LINE_BREAKS) if isinstance(data, str) else ""
        if name not in zone_names():
            self.fail("invalid")
        return name


@cache
def zone_names() -> frozenset[str]:
    """Name every zone there is, but the machine's own and the one that means "not set"."""
    return frozenset(available_timezones() - {"localtime", "Factory"})
