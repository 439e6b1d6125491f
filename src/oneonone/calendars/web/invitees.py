"""Inviting people, and what the owner sees and changes of one who is invited."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext

from oneonone.calendars import access
from oneonone.calendars.actions.invitations import Invited, invite_users
from oneonone.calendars.actions.invitees import remove_invitee, update_invitee
from oneonone.calendars.actions.telling import remind_invitees
from oneonone.calendars.forms import InviteeForm, InviteForm
from oneonone.calendars.models import Calendar, Invitee
from oneonone.common import clock
from oneonone.common.forms import ServiceForm
from oneonone.common.web import FormPage, Page, PageRequest
from oneonone.contacts.access import friends

DAY = timedelta(days=1)
EVENING = time(18)


class Invite(FormPage):
    template = "calendars/invite.html"
    form_class = InviteForm
    request: PageRequest
    calendar: Calendar
    people: list[User]

    def form(self, **sent: Any) -> ServiceForm:
        user, calendar_id = self.request.user, self.kwargs["calendar_id"]
        self.calendar = access.own_open_calendar(user, calendar_id)
        invited = access.invitees(user, calendar_id).values("invitee")
        self.people = list(friends(user).exclude(pk__in=invited))
        deadline = usual_deadline(self.calendar, clock.now())
        form = InviteForm(calendar=self.calendar, deadline=deadline, **sent)
        form.fields["contacts"].widget.choices = [
            (person.username, person.get_full_name()) for person in self.people
        ]
        return form

    def around(self) -> dict[str, Any]:
        return {"calendar": self.calendar, "people": self.people}

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        results = invite_users(
            owner=self.request.user,
            calendar_id=self.calendar.pk,
            people=values["people"],
            deadline=values["deadline"],
            now=clock.now(),
        )
        if any(result.refused for result in results):
            return self.show_results(results)
        self.say(said_of(len(results)))
        return redirect("calendar", self.calendar.pk)

    def show_results(self, results: list[Invited]) -> HttpResponse:
        """Say what came of each, and keep those that were refused in the box."""
        refused = [result.said for result in results if result.refused]
        invited = len(results) - len(refused)
        form = self.form()
        form.initial["usernames"] = "\n".join(refused)
        form.initial["deadline"] = self.request.POST["deadline"]
        context = {"form": form, "results": results, "invited": invited, **self.around()}
        return self.show(context, status=200 if invited else 400)


def said_of(invited: int) -> str:
    return ngettext("%s person is invited.", "%s people are invited.", invited) % invited


def usual_deadline(calendar: Calendar, now: datetime) -> datetime:
    """Propose the evening two days before the first day; where that is too soon, tomorrow's."""
    evening = datetime.combine(calendar.start_date - 2 * DAY, EVENING, calendar.zone)
    local = now.astimezone(calendar.zone).date()
    return evening if evening > now + DAY else datetime.combine(local + DAY, EVENING, calendar.zone)


class OneInvitee(FormPage):
    template = "calendars/invitee.html"
    form_class = InviteeForm
    request: PageRequest
    invited: Invitee

    def form(self, **sent: Any) -> ServiceForm:
        self.invited = access.changeable_invitee(self.request.user, **self.kwargs)
        return InviteeForm(
            calendar=self.invited.calendar,
            deadline=self.invited.deadline,
            initial={"meeting_minutes": self.invited.meeting_minutes},
            **sent,
        )

    def around(self) -> dict[str, Any]:
        return {"invited": self.invited, "calendar": self.invited.calendar}

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        update_invitee(owner=self.request.user, **self.kwargs, now=clock.now(), **values)
        self.say(gettext("The invitation of %s is changed.") % name_of(self.invited))
        return redirect("calendar", self.invited.calendar_id)


class RemoveInvitee(Page):
    template = "calendars/remove_invitee.html"

    def get(self, request: PageRequest, calendar_id: int, invitee_id: int) -> HttpResponse:
        invited = access.changeable_invitee(request.user, calendar_id, invitee_id)
        return self.show({"invited": invited, "calendar": invited.calendar})

    def post(self, request: PageRequest, calendar_id: int, invitee_id: int) -> HttpResponse:
        invited = access.changeable_invitee(request.user, calendar_id, invitee_id)
        remove_invitee(owner=request.user, calendar_id=calendar_id, invitee_id=invitee_id)
        self.say(gettext("%s is not invited any more.") % name_of(invited))
        return redirect("calendar", calendar_id)


class Remind(Page):
    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        access.own_open_calendar(request.user, calendar_id)
        reminded = remind_invitees(owner=request.user, calendar_id=calendar_id, now=clock.now())
        self.say(ngettext("%s person is reminded.", "%s people are reminded.", reminded) % reminded)
        return redirect("calendar", calendar_id)


def name_of(invited: Invitee) -> str:
    return invited.invitee.get_full_name() or invited.invitee.username
