"""Saying that no time suits, and leaving."""

from datetime import datetime

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.calendars import access
from oneonone.calendars.actions.availabilities import decline_calendar
from oneonone.calendars.actions.invitees import leave_calendar
from oneonone.calendars.models import Invitee
from oneonone.calendars.web.guests import GuestsPage
from oneonone.common import clock
from oneonone.common.errors import Forbidden
from oneonone.common.people import is_guest
from oneonone.common.web import PageRequest


class NoneSuits(GuestsPage):
    """None of the times suit: an answer too, which takes back what one gave."""

    template = "calendars/availability_none.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        calendar = open_invitation(request.user, calendar_id, clock.now()).calendar
        given = access.availabilities(request.user, calendar_id).filter(user=request.user).count()
        return self.show({"calendar": calendar, "given": given})

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        now = clock.now()
        open_invitation(request.user, calendar_id, now)
        decline_calendar(user=request.user, calendar_id=calendar_id, now=now)
        self.say(gettext("You have answered that none of the times suit you."))
        return redirect("availability", calendar_id)


class Leave(GuestsPage):
    template = "calendars/availability_leave.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        invited = invitation(request.user, calendar_id)
        return self.show({"calendar": access.leavable_invitation(request.user, invited).calendar})

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        invited = invitation(request.user, calendar_id)
        name = access.leavable_invitation(request.user, invited).calendar.name
        leave_calendar(user=request.user, invitee_id=invited)
        self.say(gettext("You have left %s.") % name)
        return redirect("front" if is_guest(request.user) else "home")


def open_invitation(user: User, calendar_id: int, now: datetime) -> Invitee:
    return access.answerable_invitation(user, invitation(user, calendar_id), now)


def invitation(user: User, calendar_id: int) -> int:
    """Tell by which invitation somebody is in a calendar; its owner is by none."""
    _, invited = access.shared_calendar(user, calendar_id)
    if invited is None:
        raise Forbidden
    return invited.pk
