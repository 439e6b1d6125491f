"""Pages as a browser without script asks for them, and the list of all that can be looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Any

import httpx

from support.clients import client
from support.database import apart
from support.guests import Guest, invite_address_of, invite_guest, leave_links
from support.people import PASSWORD, Person
from support.staff import leave_post, ways_in

if TYPE_CHECKING:
    from support.calendars import Filled
    from support.people import Cast

HTML = "text/html; charset=utf-8"
SESSION, TOKEN = "sessionid", "csrftoken"


@dataclass
class Visitor:
    """Somebody with a browser: cookies, HTML wanted, and the token of forms that were seen."""

    http: httpx.Client

    def see(self, path: str, **options: Any) -> httpx.Response:
        """Ask for a page; redirects are not followed."""
        return self.http.get(path, **options)

    def send(
        self, path: str, values: dict[str, Any] | None = None, **options: Any
    ) -> httpx.Response:
        """Send a form, with the token that whoever has seen a page has."""
        if TOKEN not in self.http.cookies:
            self.see("/login/")
        values = {"csrfmiddlewaretoken": self.http.cookies[TOKEN], **(values or {})}
        return self.http.post(path, data=values, **options)

    def log_in(self, username: str, password: str = PASSWORD, **options: Any) -> httpx.Response:
        return self.send("/login/", {"username": username, "password": password}, **options)


def errors(page: httpx.Response) -> list[str]:
    """Read what a form says is wrong, in its summary at the head."""
    summary = re.search(r'class="summary".*?<ul>(.*?)</ul>', page.text, re.DOTALL)
    items = re.findall("<li>(.*?)</li>", summary[1], re.DOTALL) if summary else []
    return [unescape(re.sub("<[^>]+>", "", item)).strip() for item in items]


def notices(page: httpx.Response) -> list[str]:
    """Read what a page tells of what was done before."""
    found = re.findall(r'<div class="notice \w+">(.*?)</div>', page.text, re.DOTALL)
    return [unescape(text).strip() for text in found]


def visit(url: str, username: str | None = None) -> Visitor:
    """Come with a browser, logged in as somebody or as nobody; close its `http` in the end."""
    visitor = Visitor(client(url, headers={"Accept": "text/html"}))
    if username:
        assert visitor.log_in(username).status_code == httpx.codes.FOUND
    return visitor


def come(url: str, who: Person | Guest | None = None) -> Visitor:
    """Come with a browser as whoever it is: by a guest's link, as nobody, or with a session.

    The session is made in the tests' own database: to log in takes 0.1 s of hashing.
    """
    visitor = visit(url)
    if isinstance(who, Guest):
        assert visitor.send("/guest/", {"token": who.token}).status_code == httpx.codes.FOUND
    elif who:
        visitor.see("/login/")
        visitor.http.cookies.set(SESSION, apart(open_session, who.id), httpx.URL(url).host)
    return visitor


def open_session(user_id: int) -> str:
    from django.contrib.auth.models import User  # noqa: PLC0415  pytest reads this file too early
    from django.test import Client  # noqa: PLC0415

    browser = Client()
    browser.force_login(User.objects.get(pk=user_id))
    return browser.cookies[SESSION].value


@dataclass(frozen=True)
class Address:
    """A page: who looks at it, and where; ids are filled in.

    Who is one of the cast, "guest", whom the calendar's owner has invited by mail, or None: nobody.
    """

    who: str | None
    path: str
    final: bool = False  # whether it is of the final calendar, where there is one

    def looker(self, cast: Cast, filled: Filled) -> Person | Guest | None:
        """Find, or make, who looks; the staff's address is invited too."""
        on = self.calendar_of(filled)
        if self.who == "guest":
            return Guest(apart(invite_guest, on.id))
        person: Person | None = getattr(cast, self.who) if self.who else None
        if person and person is cast.staff:
            apart(partial(invite_address_of, calendar_id=on.id), person.id)
        return person

    def within(self, filled: Filled) -> str:
        on = self.calendar_of(filled)
        named: dict[str, str] = {}
        if self.who == "staff" or "token" in self.path:
            named = {**apart(leave_post, on.stranger.id), **apart(leave_links, on.id)}
        if "/join/" in self.path:
            named |= apart(ways_in, on.id)
        return self.path.format(calendar=on.id, invitee=on.invited["id"], **named)

    def calendar_of(self, filled: Filled) -> Filled:
        return filled.final if self.final and filled.final else filled

    def __str__(self) -> str:
        return f"{self.path} as {self.who or 'nobody'}{', final' if self.final else ''}"


PAGES = [
    Address(None, "/"),
    Address(None, "/login/"),
    Address(None, "/login/?next=/home/"),
    Address(None, "/signup/"),
    Address(None, "/reset/"),
    Address(None, "/reset/new/?token={reset}"),
    Address(None, "/confirm/?token={confirm}"),
    Address(None, "/mails/stop/?token={stop}"),
    Address(None, "/join/?token={join}"),
    Address("stranger", "/join/?token={join}"),
    Address("owner", "/join/?token={join}"),
    Address(None, "/join/mail/?token={joined}"),
    Address("stranger", "/join/mail/?token={joined}"),
    Address(None, "/mails/block/?token={block}"),
    Address(None, "/guest/?token={guest}"),
    Address("stranger", "/guest/?token={guest}"),
    Address("staff", "/home/"),
    Address("staff", "/staff/"),
    Address("staff", "/staff/mails/"),
    Address("staff", "/staff/mails/{mail}/"),
    Address(None, "/nothing/here/"),
    Address("owner", "/nothing/here/"),
    Address("owner", "/home/"),
    Address("invitee", "/home/"),
    Address("owner", "/me/contacts/"),
    Address("owner", "/me/profile/"),
    Address("owner", "/me/password/"),
    Address("owner", "/me/mails/"),
    Address("owner", "/me/feeds/"),
    Address("owner", "/me/data/"),
    Address("owner", "/me/data/delete/"),
    Address("owner", "/c/new/"),
    Address("owner", "/c/{calendar}/"),
    Address("owner", "/c/{calendar}/?show=waiting"),
    Address("owner", "/c/{calendar}/settings/"),
    Address("owner", "/c/{calendar}/delete/"),
    Address("owner", "/c/{calendar}/invite/"),
    Address("owner", "/c/{calendar}/join-link/"),
    Address("owner", "/c/{calendar}/invitee/{invitee}/"),
    Address("owner", "/c/{calendar}/invitee/{invitee}/remove/"),
    Address("owner", "/c/{calendar}/availability/"),
    Address("invitee", "/c/{calendar}/availability/"),
    Address("invitee", "/c/{calendar}/availability/?view=list"),
    Address("invitee", "/c/{calendar}/availability/?view=text"),
    Address("invitee", "/c/{calendar}/none/"),
    Address("invitee", "/c/{calendar}/leave/"),
    Address("owner", "/c/{calendar}/schedule/"),
    Address("owner", "/c/{calendar}/schedule/report/"),
    Address("owner", "/c/{calendar}/schedule/verdict/"),
    Address("owner", "/c/{calendar}/schedule/others/"),
    Address("owner", "/c/{calendar}/schedule/overview/"),
    Address("owner", "/c/{calendar}/schedule/{invitee}/"),
    Address("owner", "/c/{calendar}/schedule/{invitee}/costs/"),
    Address("owner", "/c/{calendar}/print/"),
    Address("owner", "/c/{calendar}/finalize/"),
    Address("invitee", "/c/{calendar}/meeting/"),
    Address("guest", "/guest/account/"),
    Address("guest", "/c/{calendar}/availability/"),
    Address("guest", "/c/{calendar}/availability/?view=list"),
    Address("guest", "/c/{calendar}/availability/?view=text"),
    Address("guest", "/c/{calendar}/none/"),
    Address("guest", "/c/{calendar}/leave/"),
    Address("guest", "/c/{calendar}/meeting/"),
    Address("guest", "/c/{calendar}/meeting/", final=True),
    Address("owner", "/c/{calendar}/", final=True),
    Address("owner", "/c/{calendar}/schedule/", final=True),
    Address("owner", "/c/{calendar}/reopen/", final=True),
    Address("invitee", "/c/{calendar}/meeting/", final=True),
    Address("invitee", "/c/{calendar}/cannot-come/", final=True),
    Address("invitee", "/c/{calendar}/swaps/", final=True),
    Address("owner", "/home/", final=True),
    Address("owner", "/c/{calendar}/schedule/overview/", final=True),
    Address("other", "/c/{calendar}/meeting/", final=True),
]
