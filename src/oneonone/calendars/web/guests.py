"""What a guest's link lets them see, for as long as their session lasts: one calendar."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from oneonone.accounts.sessions import GUEST_LINK
from oneonone.calendars import access
from oneonone.calendars.models import Calendar, Invitee
from oneonone.common import clock
from oneonone.common.errors import NotFound
from oneonone.common.people import active_user
from oneonone.common.web import Page


class GuestsPage(Page):
    """A page of a calendar that its guests may see too; whoever is logged in is that person."""

    def find_person(self, request: HttpRequest) -> User | AnonymousUser:
        person = active_user(request)
        invited = guest_session(request, clock.now())
        if person.is_authenticated or invited is None:
            return person
        return invited.invitee if invited.calendar_id == self.kwargs["calendar_id"] else person


def begin_guest_session(request: HttpRequest, digest: str) -> None:
    """End whatever session there was, and begin one that lets its guest into one calendar."""
    request.session.flush()
    request.session[GUEST_LINK] = digest


def guest_session(request: HttpRequest, now: datetime) -> Invitee | None:
    """Tell by which invitation somebody is here, as long as its link is good."""
    digest = request.session.get(GUEST_LINK)
    try:
        return access.guest_invitation(digest, now) if digest else None
    except NotFound:
        return None


def lead_into(calendar: Calendar) -> HttpResponse:
    return redirect("meeting" if calendar.finalized else "availability", calendar.pk)
