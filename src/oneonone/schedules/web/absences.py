"""Saying that one can't come to one's final meeting, and that one can after all."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts.access import own_profile
from oneonone.calendars.models import Invitee, Meet
from oneonone.calendars.web.guests import GuestsPage
from oneonone.common import clock
from oneonone.common.errors import Forbidden
from oneonone.common.forms import ServiceForm
from oneonone.common.web import FormPage, PageRequest
from oneonone.schedules.access import invitation_in
from oneonone.schedules.actions.absences import required, say_cannot_come, take_absence_back
from oneonone.schedules.forms import AbsenceForm
from oneonone.schedules.models import Absence
from oneonone.schedules.web.saying import name_of


class CannotCome(GuestsPage, FormPage):
    template = "schedules/cannot_come.html"
    request: PageRequest
    invited: Invitee
    meet: Meet

    def form(self, **sent: Any) -> ServiceForm:
        self.invited = invitation_to(self.request.user, self.kwargs["calendar_id"])
        self.meet = required(self.invited.final_meet)
        said = Absence.of(self.invited)
        return AbsenceForm(initial={"reason": said.reason} if said else {}, **sent)

    def around(self) -> dict[str, Any]:
        calendar = self.invited.calendar
        return {
            "calendar": calendar,
            "owner": calendar.owner,
            "meet": self.meet,
            "zone": own_profile(self.request.user).time_zone,
        }

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        say_cannot_come(
            user=self.request.user,
            invitee_id=self.invited.pk,
            reason=values.get("reason", ""),
            now=clock.now(),
        )
        self.say(gettext("%s sees now that you can't come.") % name_of(self.invited.calendar.owner))
        return redirect("meeting", self.invited.calendar_id)


class CanCome(GuestsPage):
    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        invited = invitation_to(request.user, calendar_id)
        take_absence_back(user=request.user, invitee_id=invited.pk)
        self.say(gettext("You can come after all."))
        return redirect("meeting", calendar_id)


def invitation_to(user: User, calendar_id: int) -> Invitee:
    """Find by which invitation somebody is in a calendar; its owner is by none."""
    invited = invitation_in(user, calendar_id)
    if invited is None:
        raise Forbidden
    return invited
