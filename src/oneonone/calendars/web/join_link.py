"""The owner's join link: made, given away, changed and turned off."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.calendars import access
from oneonone.calendars.actions.joining import end_join_link, set_join_link
from oneonone.calendars.forms import JoinLinkForm
from oneonone.calendars.joining import join_link_out
from oneonone.calendars.models import Calendar, JoinLink
from oneonone.calendars.web.invitees import usual_deadline
from oneonone.common import clock
from oneonone.common.forms import ServiceForm
from oneonone.common.web import FormPage, Page, PageRequest

USUAL_PEOPLE = 40


class OwnJoinLink(FormPage):
    template = "calendars/join_link.html"
    form_class = JoinLinkForm
    request: PageRequest
    calendar: Calendar
    link: JoinLink | None

    def form(self, **sent: Any) -> ServiceForm:
        user, calendar_id = self.request.user, self.kwargs["calendar_id"]
        self.calendar = access.own_open_calendar(user, calendar_id)
        self.link = link = access.join_links(user, calendar_id).first()
        deadline = link.deadline if link else usual_deadline(self.calendar, clock.now())
        most = link.most_people if link else USUAL_PEOPLE
        initial = {"most_people": most}
        return JoinLinkForm(calendar=self.calendar, deadline=deadline, initial=initial, **sent)

    def around(self) -> dict[str, Any]:
        return {
            "calendar": self.calendar,
            "offer": join_link_out(self.link) if self.link else None,
            "contacts_only": settings.INVITE_CONTACTS_ONLY,
        }

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        set_join_link(owner=self.request.user, calendar_id=self.calendar.pk, **values)
        changed = gettext("The join link is changed.")
        self.say(changed if self.link else gettext("Here is the link. Whoever has it may join."))
        return redirect("join_link", self.calendar.pk)


class EndJoinLink(Page):
    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        access.changeable_join_link(request.user, calendar_id)
        end_join_link(owner=request.user, calendar_id=calendar_id)
        self.say(gettext("The join link is off. Nobody can join by it any more."))
        return redirect("join_link", calendar_id)
