import re
import unicodedata
from collections.abc import Mapping
from itertools import chain
from typing import Any

from django.utils.translation import gettext
from rest_framework import serializers

from oneonone.accounts.mailboxes import LONGEST_NAME, Mailbox, read_mailbox
from oneonone.calendars.bounds import (
    LONGEST_BUFFER,
    LONGEST_CALENDAR,
    LONGEST_MAILBOX,
    LONGEST_MEETING,
    MINUTES_STEP,
    MOST_AT_ONCE,
    MOST_AVAILABILITIES,
    MOST_INVITEES,
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
            message = gettext("A calendar has at most %s days.") % LONGEST_CALENDAR
            raise serializers.ValidationError(message)
        return attrs


class MailboxField(TextField):
    """A mail address, or `Name <address>`."""

    default_error_messages = {"address": "Enter a valid email address."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_MAILBOX, **kwargs)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        box = read_mailbox(super().run_validation(data))
        if box is None:
            self.fail("address")
        return box


class InviteeDetailsSerializer(serializers.Serializer[Any]):
    deadline = InstantField()
    meeting_minutes = MeetingMinutesField(required=False, allow_null=True)


class InviteeSerializer(InviteeDetailsSerializer):
    """Who is invited: by id, by name, or by mail address, where neither of these is sent."""

    invitee = IdField()
    username = UsernameField(required=False)
    email = MailboxField(required=False)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        sent = getattr(self, "initial_data", None)
        if isinstance(sent, Mapping):
            fields["invitee"].required = not {"username", "email"} & set(sent)
            if {"invitee", "username"} & set(sent):
                del fields["email"]
        return fields

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        box = attrs.pop("email", None)
        named = attrs.pop("username", box)
        if "invitee" not in attrs and named is None:
            raise serializers.ValidationError({"invitee": ["This field is required."]})
        return {"invitee": named} | attrs


class JoinLinkSerializer(serializers.Serializer[Any]):
    deadline = InstantField()
    most_people = StrictIntegerField(minimum=1, maximum=MOST_INVITEES)


class JoinSerializer(serializers.Serializer[Any]):
    """Who joins: their name, and their mail address; a name beside that counts for nothing."""

    name = TextField(max_length=LONGEST_NAME)
    email = MailboxField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"box": Mailbox(attrs["name"], attrs["email"].address)}


class PeriodSerializer(serializers.Serializer[Any]):
    start_period = InstantField()
    end_period = InstantField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["end_period"] <= attrs["start_period"]:
            raise serializers.ValidationError("The end must be after the start.")
        return attrs


class AvailabilitySerializer(PeriodSerializer):
    preference = StrictIntegerField(minimum=1, maximum=3)


class OwnAvailabilitiesSerializer(serializers.Serializer[Any]):
    """Somebody's periods, all of them; one's own where nobody is named."""

    periods: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=AvailabilitySerializer(), max_length=MOST_AVAILABILITIES
    )
    user = IdField(required=False)


class WhoseSerializer(serializers.Serializer[Any]):
    user = IdField(required=False)


class PeopleField(TextField):
    """Usernames and mail addresses, one to a line or with commas between.

    A name stands before its address in angle brackets, and may hold commas. What looks like an
    address is one; with an @ before it, it is a username.
    """

    def to_internal_value(self, data: Any) -> Any:
        said = chain.from_iterable(map(split_line, re.split("[\n\r;]", data)))
        return [read_person(text) for text in map(str.strip, said) if text]


def split_line(line: str) -> list[str]:
    return re.split("(?<=>) *,", line) if "<" in line else line.split(",")


def read_person(text: str) -> str | Mailbox:
    if text.startswith("@"):
        return unicodedata.normalize("NFKC", text.removeprefix("@"))
    return read_mailbox(text) or unicodedata.normalize("NFKC", text)


class InviteManySerializer(serializers.Serializer[Any]):
    """Whom to invite, from one's contacts, by name or address, and until when they may answer.

    Somebody who is given twice counts once.
    """

    contacts = serializers.ListField(child=UsernameField(), required=False)
    usernames = PeopleField(lines=True, max_length=100_000, allow_blank=True, required=False)
    deadline = InstantField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        chosen = [*attrs.get("contacts", ()), *(attrs.get("usernames") or ())]
        people: dict[str, str | Mailbox] = {}
        for person in chosen:
            people.setdefault(person.key if isinstance(person, Mailbox) else person, person)
        if not people:
            raise serializers.ValidationError("Choose somebody, or enter a username.")
        if len(people) > MOST_AT_ONCE:
            raise serializers.ValidationError(gettext("At most %s people at once.") % MOST_AT_ONCE)
        return {"people": list(people.values()), "deadline": attrs["deadline"]}
