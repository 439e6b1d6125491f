"""Opening a final calendar again."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.calendars import access
from oneonone.calendars.models import Calendar
from oneonone.common import clock
from oneonone.common.web import Page, PageRequest
from oneonone.schedules.actions.finality import reopen_calendar
from oneonone.schedules.drafts import load_draft


class Reopen(Page):
    """Exactly what will happen, and one press that does it."""

    template = "schedules/reopen.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        return self.show(context_of(access.own_final_calendar(request.user, calendar_id)))

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        reopen_calendar(owner=request.user, calendar_id=calendar_id, now=clock.now())
        self.say(gettext("The calendar is open again. Its schedule is kept until you change it."))
        return redirect("schedule", calendar_id)


def context_of(calendar: Calendar) -> dict[str, Any]:
    draft, now = load_draft(calendar), clock.now()
    in_time = sum(invited.deadline > now for invited in draft.people.values())
    return {
        "calendar": calendar,
        "draft": draft,
        "in_time": in_time,
        "late": len(draft.people) - in_time,
    }
