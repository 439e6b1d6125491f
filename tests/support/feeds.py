"""Feeds: made over HTTP, and read by whoever has the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from support.calendars import done
from support.clients import NO_TLS

if TYPE_CHECKING:
    from support.people import Person


def make_feed(person: Person, kind: str = "meetings") -> dict[str, Any]:
    made: dict[str, Any] = done(person, "POST", "/feeds/", {"kind": kind})
    return made


def path_of(feed: dict[str, Any]) -> str:
    """Give where the address leads here: it is that of the service as others see it."""
    return urlsplit(feed["address"]).path


def read_feed(person: Person, feed: dict[str, Any], **headers: str) -> httpx.Response:
    """Read as a program does, without a token."""
    url = f"{person.http.base_url}".rstrip("/") + path_of(feed)
    return httpx.get(url, headers=headers, verify=NO_TLS)
