"""Changing a schedule by hand, from a copy that may be old by now."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from rest_framework.serializers import Serializer

from oneonone.calendars import access
from oneonone.calendars.entries import TaggedSerializer
from oneonone.calendars.models import Calendar
from oneonone.common.errors import Stale
from oneonone.common.web import Page, PageRequest, read
from oneonone.schedules.drafts import Draft, load_draft


class Edit(Page):
    """A button that changes the schedule it was shown with; of another it asks once more."""

    template = "schedules/stale.html"
    serializer_class: type[Serializer[Any]] = TaggedSerializer
    request: PageRequest

    def post(self, request: PageRequest, **kwargs: Any) -> HttpResponse:
        calendar = self.allow(**kwargs)
        values = read(self.serializer_class, request)
        try:
            said = self.act(values)
        except Stale:
            return self.show_stale(calendar, values)
        self.say(said)
        return redirect("schedule", calendar.pk)

    def allow(self, **target: int) -> Calendar:
        return access.own_open_calendar(self.request.user, target["calendar_id"])

    def act(self, values: Mapping[str, Any]) -> str:
        """Do it, and say what was done."""
        raise NotImplementedError

    def wanted(self, values: Mapping[str, Any]) -> str:
        """Say what was to be done."""
        raise NotImplementedError

    def present(self, draft: Draft) -> str:
        """Say what there is now instead of what the copy showed."""
        count = len(draft.meets)
        return ngettext("%s meeting", "%s meetings", count) % count

    def show_stale(self, calendar: Calendar, values: Mapping[str, Any]) -> HttpResponse:
        draft = load_draft(calendar)
        sent = {name: self.request.POST.get(name) for name in values if name != "tag"}
        context = {"wanted": self.wanted(values), "present": self.present(draft), "sent": sent}
        return self.show({"calendar": calendar, "draft": draft, **context}, status=Stale.status)
