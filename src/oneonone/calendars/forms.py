from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneonone.accounts.mailboxes import LONGEST_ADDRESS, LONGEST_NAME
from oneonone.calendars.bounds import (
    LONGEST_BUFFER,
    LONGEST_MEETING,
    MINUTES_STEP,
    MOST_INVITEES,
    SHORTEST_MEETING,
)
from oneonone.calendars.models import Calendar
from oneonone.calendars.serializers import (
    CalendarDetailsSerializer,
    CalendarSerializer,
    InviteeDetailsSerializer,
    InviteManySerializer,
    JoinLinkSerializer,
    JoinSerializer,
)
from oneonone.common.forms import ServiceForm

ZONES = "zones"  # the id of the <datalist>


def typed_input(kind: str, **attrs: Any) -> forms.TextInput:
    return forms.TextInput({"type": kind, **attrs})


def minutes_input(least: int, most: int) -> forms.TextInput:
    return typed_input("number", min=least, max=most, step=MINUTES_STEP, inputmode="numeric")


def meeting_input() -> forms.TextInput:
    return minutes_input(SHORTEST_MEETING, LONGEST_MEETING)


def wall_time(moment: datetime, zone: ZoneInfo) -> str:
    """Write a time as the browser's own field for it takes it, to the second where it has any."""
    local = moment.astimezone(zone)
    return f"{local:%Y-%m-%dT%H:%M:%S}" if local.second else f"{local:%Y-%m-%dT%H:%M}"


class DeadlineForm(ServiceForm):
    """A form for a deadline in the zone of `calendar`, which it names."""

    deadline = forms.Field(label=_("Answer by"), widget=typed_input("datetime-local"))

    def __init__(self, *, calendar: Calendar, deadline: datetime, **kwargs: Any) -> None:
        zone = calendar.zone
        initial = {"deadline": wall_time(deadline, zone), **kwargs.pop("initial", {})}
        super().__init__(initial=initial, context={"zone": zone}, **kwargs)
        self.fields["deadline"].help_text = gettext("In the calendar's time zone, %s.") % zone


class DetailsForm(ServiceForm):
    serializer_class = CalendarDetailsSerializer

    name = forms.Field(
        label=_("Name"),
        help_text=_("Everybody who is invited sees it."),
        widget=forms.TextInput({"autocomplete": "off", "maxlength": 255}),
    )
    meeting_minutes = forms.Field(label=_("Minutes a meeting"), initial=30, widget=meeting_input())
    buffer_minutes = forms.Field(
        label=_("Minutes between meetings"),
        initial=0,
        widget=minutes_input(0, LONGEST_BUFFER),
    )
    location = forms.Field(label=_("Place"), required=False, widget=forms.TextInput())
    description = forms.Field(
        label=_("Description"),
        required=False,
        help_text=_("What it is about, and what to bring."),
        widget=forms.Textarea({"rows": 4}),
    )
    time_zone = forms.Field(
        label=_("Time zone"),
        help_text=_("Type a city or a region, like Berlin."),
        widget=forms.TextInput({"list": ZONES, "autocomplete": "off", "spellcheck": "false"}),
    )


class CalendarForm(DetailsForm):
    serializer_class = CalendarSerializer

    start_date = forms.Field(label=_("First day"), widget=typed_input("date"))
    end_date = forms.Field(label=_("Last day"), widget=typed_input("date"))


class InviteForm(DeadlineForm):
    serializer_class = InviteManySerializer

    contacts = forms.Field(
        label=_("Your contacts"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    usernames = forms.Field(
        label=_("Usernames or mail addresses"),
        required=False,
        help_text=_(
            "One to a line, up to 500; an address may have a name: Ana Berg <ana@example.org>"
        ),
        widget=forms.Textarea({"rows": 6, "autocapitalize": "none", "spellcheck": "false"}),
    )
    field_order = ("contacts", "usernames", "deadline")


class JoinLinkForm(DeadlineForm):
    serializer_class = JoinLinkSerializer

    most_people = forms.Field(
        label=_("How many may join"),
        widget=typed_input("number", min=1, max=MOST_INVITEES, inputmode="numeric"),
    )
    field_order = ("most_people", "deadline")


class JoinForm(ServiceForm):
    serializer_class = JoinSerializer

    name = forms.Field(
        label=_("Your name"),
        widget=forms.TextInput({"autocomplete": "name", "maxlength": LONGEST_NAME}),
    )
    email = forms.Field(
        label=_("Your mail address"),
        help_text=_("The link by which you join is sent there."),
        widget=typed_input("email", autocomplete="email", maxlength=LONGEST_ADDRESS),
    )


class InviteeForm(DeadlineForm):
    serializer_class = InviteeDetailsSerializer

    meeting_minutes = forms.Field(
        label=_("Minutes of this meeting"),
        required=False,
        help_text=_("Left blank: as long as everybody's."),
        widget=meeting_input(),
    )

    def sent(self) -> dict[str, Any]:
        """Take a length that was left blank as the calendar's."""
        return {"meeting_minutes": None, **super().sent()}
