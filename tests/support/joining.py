"""Joining by a link: the form, the mail to whoever sent it, and the link in that."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from support.calendars import get

if TYPE_CHECKING:
    import httpx

    from support.mail import Mail, PostOffice
    from support.pages import Visitor
    from support.people import Person

LINK = re.compile(r"http://127\.0\.0\.1:8000(/join/mail/\?token=([\w%.:-]+))\n")
LOOK = "Look into your mail"


def token_of(link: str) -> str:
    return parse_qs(urlsplit(link).query)["token"][0]


def ask(visitor: Visitor, link: str, address: str, name: str = "Ana Berg") -> httpx.Response:
    values = {"token": token_of(link), "name": name, "email": address}
    return visitor.send("/join/", values)


def way_in(mail: Mail) -> str:
    found = LINK.search(mail.text)
    assert found, mail.text
    assert found[1] in unescape(mail.html)
    return found[1]


def asked(post: PostOffice, visitor: Visitor, link: str, address: str, name: str = "Ana") -> str:
    """Ask to join, and give the way in that the mail has."""
    page = ask(visitor, link, address, name)
    assert (page.status_code, LOOK in page.text) == (200, True), page.text
    post.deliver()
    (mail,) = post.take()
    assert mail.to == [address]
    return way_in(mail)


def join(visitor: Visitor, way: str) -> httpx.Response:
    return visitor.send("/join/mail/", {"token": token_of(way)})


def join_oneself(visitor: Visitor, link: str) -> httpx.Response:
    return visitor.send("/join/", {"token": token_of(link)})


def people_in(owner: Person, calendar: str) -> list[int]:
    return [row["invitee"] for row in get(owner, f"{calendar}invitee/")]
