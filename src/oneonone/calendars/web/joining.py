"""Where a join link leads. Looking at it changes nothing.

Whoever is logged in joins as themselves; all others give an address, and join by the link in the
mail to it, so that nobody answers in another's name and false addresses take no places.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from oneonone.accounts.mailboxes import Mailbox
from oneonone.accounts.web.links import token_in
from oneonone.calendars import access
from oneonone.calendars.actions.joining import ask_to_join, join_calendar
from oneonone.calendars.forms import JoinForm
from oneonone.calendars.guests import digest_of, path_of
from oneonone.calendars.joining import Asked, read_asked, token_to_join
from oneonone.calendars.models import Calendar, Invitee, JoinLink
from oneonone.calendars.web.guests import begin_guest_session, guest_session, lead_into
from oneonone.common import clock
from oneonone.common.look import language_of
from oneonone.common.web import FormPage, Page
from oneonone.limits.actions import spend
from oneonone.limits.addresses import client_address
from oneonone.limits.policy import JOINS_BY_ADDRESS


class Join(FormPage):
    public = True
    template = "calendars/join.html"
    form_class = JoinForm
    link: JoinLink

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.link = link = access.offered_join_link(digest=digest_of(token_in(request)))
        if is_in(request, link.calendar):
            return lead_into(link.calendar)
        if request.user == link.calendar.owner:
            return self.show({**self.around(), "own": True})
        access.refuse_closed_join_link(link, clock.now())
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        now = clock.now()
        spend(JOINS_BY_ADDRESS, client_address(request), now)
        self.link = link = access.offered_join_link(digest=digest_of(token_in(request)))
        if is_in(request, link.calendar):
            return lead_into(link.calendar)
        if isinstance(request.user, User):
            join_calendar(link=link, person=request.user, language=language_of(request), now=now)
            return lead_into(link.calendar)
        access.refuse_closed_join_link(link, now)
        return super().post(request, **kwargs)

    def around(self) -> dict[str, Any]:
        return context_of(self.link)

    def act(self, values: Mapping[str, Any]) -> HttpResponse:
        language, box = language_of(self.request), values["box"]
        ask_to_join(link=self.link, box=box, language=language, now=clock.now())
        return self.show({**self.around(), "sent_to": box.address})


class JoinByMail(Page):
    """What the link in the mail opens: the way in, the first time and ever after."""

    public = True
    template = "calendars/join.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = read_asked(token_in(request))
        if invited := access.joined_invitation(asked.calendar, asked.box):
            return redirect(path_of(invited)) if invited.link_key else lead_into(invited.calendar)
        link = access.offered_join_link(pk=asked.link)
        if is_in(request, link.calendar):
            return lead_into(link.calendar)
        own = is_own(asked.box, link)
        if not own:
            access.refuse_closed_join_link(link, clock.now())
        return self.show(
            {**context_of(link), "own": own, "box": asked.box, "mailed": token_in(request)}
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = read_asked(token_in(request))
        invited = access.joined_invitation(asked.calendar, asked.box) or self.join(request, asked)
        if invited.link_digest:
            begin_guest_session(request, invited.link_digest)
        return lead_into(invited.calendar)

    def join(self, request: HttpRequest, asked: Asked) -> Invitee:
        link = access.offered_join_link(pk=asked.link)
        language = language_of(request)
        return join_calendar(link=link, person=asked.box, language=language, now=clock.now())


def is_in(request: HttpRequest, calendar: Calendar) -> bool:
    """Tell whether whoever asks is invited already, as themselves or as the guest they are here."""
    if isinstance(request.user, AnonymousUser):
        invited = guest_session(request, clock.now())
        return invited is not None and invited.calendar_id == calendar.pk
    return access.joined_invitation(calendar.pk, request.user) is not None


def is_own(box: Mailbox, link: JoinLink) -> bool:
    return box.key == link.calendar.owner.email.casefold()


def context_of(link: JoinLink) -> dict[str, Any]:
    return {"link": link, "calendar": link.calendar, "token": token_to_join(link)}
