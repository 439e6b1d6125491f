"""Making a schedule final, and what an invitee then sees of it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts.access import own_profile
from oneonone.calendars import access
from oneonone.calendars.models import Calendar, Invitee
from oneonone.calendars.web.guests import GuestsPage
from oneonone.common import clock
from oneonone.common.web import PageRequest
from oneonone.schedules.access import invitation_in
from oneonone.schedules.actions.finality import finalize_calendar
from oneonone.schedules.drafts import load_draft
from oneonone.schedules.models import Absence
from oneonone.schedules.swapping import load_swaps, propose
from oneonone.schedules.web.editing import Edit


class Finalize(Edit):
    """Exactly what will happen, and one press that does it."""

    template = "schedules/finalize.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        calendar = access.own_open_calendar(request.user, calendar_id)
        return self.show({"calendar": calendar, "draft": load_draft(calendar)})

    def act(self, values: Mapping[str, Any]) -> str:
        calendar_id = self.kwargs["calendar_id"]
        finalize_calendar(
            owner=self.request.user,
            calendar_id=calendar_id,
            now=clock.now(),
            if_match=values["tag"],
        )
        return gettext("The schedule is final, and everybody is told.")

    def show_stale(self, calendar: Calendar, values: Mapping[str, Any]) -> HttpResponse:  # noqa: ARG002
        context = {"calendar": calendar, "draft": load_draft(calendar), "stale": True}
        return self.show(context, status=412)


class Meeting(GuestsPage):
    """An invitee's own meeting, once it is final."""

    template = "schedules/meeting.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        invited = invitation_in(request.user, calendar_id)
        if invited is None:
            return redirect("schedule", calendar_id)
        context = {
            "calendar": invited.calendar,
            "owner": invited.calendar.owner,
            "meet": invited.final_meet,
            "absence": Absence.of(invited),
            "zone": own_profile(request.user).time_zone,
            **swaps_of(invited),
        }
        return self.show(context)


def swaps_of(invited: Invitee) -> dict[str, Any]:
    """Gather what somebody asked for and what they are asked, where swapping is allowed."""
    calendar = invited.calendar
    if not (calendar.finalized and calendar.swaps_allowed):
        return {}
    sent, received = propose(invited, load_swaps(invited))
    return {"swaps_sent": sent, "swaps_received": received}
