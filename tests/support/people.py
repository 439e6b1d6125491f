"""The people of the tests, each with an HTTP client of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from support.clients import client

PASSWORD = "violet-Tractor-19"
numbers = count(1)


@dataclass
class Person:
    """Somebody with an account, logged in."""

    username: str
    id: int
    http: httpx.Client
    tokens: dict[str, str] = field(repr=False)

    def call(self, method: str, path: str, body: Any = None, **options: Any) -> httpx.Response:
        """Send one request; `body` goes as JSON."""
        if body is not None:
            options["json"] = body
        return self.http.request(method, path, **options)


def register(url: str, name: str = "person") -> Person:
    """Make an account over HTTP, and log in; the name gets a number, so that it is new."""
    username = f"{name}{next(numbers)}"
    http = client(url)
    details = {
        "username": username,
        "first_name": name.title(),
        "last_name": "Tester",
        "email": f"{username}@example.org",
        "password": PASSWORD,
        "confirm_password": PASSWORD,
    }
    assert http.post("/accounts/register/", json=details).status_code == httpx.codes.CREATED
    tokens = http.post("/accounts/login/", json={"username": username, "password": PASSWORD}).json()
    http.headers["Authorization"] = f"Bearer {tokens['access']}"
    profile = http.get("/accounts/profile/").json()
    return Person(username, profile["user"]["id"], http, tokens)


@dataclass
class Cast:
    """Who acts in nearly every test of an endpoint."""

    owner: Person
    invitee: Person
    other: Person
    stranger: Person
    anonymous: httpx.Client
    staff: Person | None = None  # where pages of the staff are looked at
