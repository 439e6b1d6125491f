"""Opening a calendar, changing it, and deleting it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts.access import own_profile
from oneonone.calendars import access
from oneonone.calendars.actions.calendars import create_calendar, delete_calendar, update_calendar
from oneonone.calendars.forms import CalendarForm, DetailsForm
from oneonone.calendars.models import Calendar
from oneonone.common import clock
from oneonone.common.fields import zone_names
from oneonone.common.forms import ServiceForm
from oneonone.common.web import FormPage, Page, PageRequest

DETAILS = tuple(DetailsForm.base_fields)


class NewCalendar(FormPage):
    template = "calendars/new.html"
    form_class = CalendarForm
    request: PageRequest

    def form(self, **sent: Any) -> ServiceForm:
        zone = own_profile(self.request.user).time_zone
        return CalendarForm(initial={"time_zone": zone}, **sent)

    def around(self) -> dict[str, Any]:
        return {"zones": sorted(zone_names())}

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        calendar = create_calendar(owner=self.request.user, **values)
        self.say(gettext("“%s” is open. Now say when you have time.") % calendar.name)
        return redirect("availability", calendar.pk)


class Settings(FormPage):
    template = "calendars/settings.html"
    form_class = DetailsForm
    request: PageRequest
    calendar: Calendar

    def form(self, **sent: Any) -> ServiceForm:
        user, calendar_id = self.request.user, self.kwargs["calendar_id"]
        self.calendar = access.own_open_calendar(user, calendar_id)
        answered = access.availabilities(user, calendar_id).exists()
        form = DetailsForm(initial={name: getattr(self.calendar, name) for name in DETAILS}, **sent)
        form.fields["time_zone"].disabled = answered
        if answered:
            form.fields["time_zone"].help_text = gettext(
                "It can't change any more: somebody has said when they have time."
            )
        return form

    def around(self) -> dict[str, Any]:
        return {"calendar": self.calendar, "zones": sorted(zone_names())}

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        calendar_id = self.kwargs["calendar_id"]
        update_calendar(owner=self.request.user, calendar_id=calendar_id, **values)
        self.say(gettext("The calendar is changed."))
        return redirect("calendar", calendar_id)


class Delete(Page):
    template = "calendars/delete.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        calendar = access.own_calendar(request.user, calendar_id)
        rows = access.own_calendars(request.user).with_progress(clock.now())
        return self.show(
            {
                "calendar": rows.get(pk=calendar.pk),
                "meets": access.meets(request.user, calendar_id).count(),
            }
        )

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        name = access.own_calendar(request.user, calendar_id).name
        delete_calendar(owner=request.user, calendar_id=calendar_id)
        self.say(gettext("“%s” is deleted.") % name)
        return redirect("home")
