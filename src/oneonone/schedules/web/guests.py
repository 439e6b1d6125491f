"""Where a guest's link leads, and what becomes of a guest there. Looking at it changes nothing."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts.forms import NewAccountForm
from oneonone.accounts.sessions import GUEST_LINK, begin_session
from oneonone.accounts.web.links import token_in
from oneonone.calendars.access import guest_invitation
from oneonone.calendars.guests import digest_of
from oneonone.calendars.models import Invitee
from oneonone.calendars.web.guests import begin_guest_session, guest_session, lead_into
from oneonone.common import clock
from oneonone.common.errors import NotFound
from oneonone.common.forms import ServiceForm
from oneonone.common.people import is_guest
from oneonone.common.web import FormPage, Page, PageRequest, read
from oneonone.limits.actions import spend
from oneonone.limits.addresses import client_address
from oneonone.limits.policy import REGISTRATIONS_BY_ADDRESS
from oneonone.schedules.actions.guests import claim_account, take_invitation
from oneonone.schedules.serializers import TakeSerializer


class Guest(Page):
    """What the link in the mail opens: what it is about, and the way in."""

    public = True
    template = "schedules/guest.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        invited = self.invitation(request)
        return self.show(
            {"invited": invited, "calendar": invited.calendar, "token": token_in(request)}
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        invited = self.invitation(request)
        begin_guest_session(request, digest_of(token_in(request)))
        return lead_into(invited.calendar)

    def invitation(self, request: HttpRequest) -> Invitee:
        return guest_invitation(digest_of(token_in(request)), clock.now())


class Take(Page):
    """Take a guest's invitation along into one's own account."""

    def post(self, request: PageRequest) -> HttpResponse:
        values, token = read(TakeSerializer, request), token_in(request)
        invited = take_invitation(
            user=request.user,
            invitee_id=values.get("invitation", 0),
            digest=digest_of(token) if token else "",
            now=clock.now(),
        )
        self.say(gettext("The invitation is yours now."))
        return lead_into(invited.calendar)


class Account(FormPage):
    """An account for a guest, who has answered without one so far."""

    template = "schedules/guest_account.html"
    request: PageRequest

    def find_person(self, request: HttpRequest) -> User | AnonymousUser:
        invited = guest_session(request, clock.now())
        return invited.invitee if invited else super().find_person(request)

    def form(self, **sent: Any) -> ServiceForm:
        guest = self.request.user
        if not is_guest(guest):
            raise NotFound
        return NewAccountForm(initial=names_in(guest), **sent)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        spend(REGISTRATIONS_BY_ADDRESS, client_address(request), clock.now())
        return super().post(request, **kwargs)

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        now = clock.now()
        user = claim_account(digest=self.request.session[GUEST_LINK], values=values, now=now)
        begin_session(self.request, user, now)
        self.say(gettext("You have an account now. All that you have answered is there."))
        return redirect("home")


def names_in(guest: User) -> dict[str, str]:
    """Propose the names that the host wrote, if they wrote any."""
    if "@" in guest.first_name:
        return {}
    first, _, last = guest.first_name.partition(" ")
    return {"first_name": first, "last_name": last}
