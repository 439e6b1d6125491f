"""The people of the tests, each with an HTTP client of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

import httpx
from django.contrib.auth.hashers import make_password

from support.clients import client
from support.database import apart

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
    http, details = client(url), new_details(name)
    passwords = {"password": PASSWORD, "confirm_password": PASSWORD}
    answer = http.post("/accounts/register/", json={**details, **passwords})
    assert answer.status_code == httpx.codes.CREATED
    login = {"username": details["username"], "password": PASSWORD}
    tokens = http.post("/accounts/login/", json=login).json()
    http.headers["Authorization"] = f"Bearer {tokens['access']}"
    profile = http.get("/accounts/profile/").json()
    return Person(details["username"], profile["user"]["id"], http, tokens)


def settle(url: str, name: str = "person") -> Person:
    """Make what `register` makes in the tests' own database, without hashing a password twice."""
    details = new_details(name)
    user_id, tokens = apart(save_account, details)
    headers = {"Authorization": f"Bearer {tokens['access']}"}
    return Person(details["username"], user_id, client(url, headers=headers), tokens)


def new_address() -> str:
    return f"Guest{next(numbers)}@Example.org"


def new_details(name: str) -> dict[str, str]:
    username = f"{name}{next(numbers)}"
    names = {"username": username, "first_name": name.title(), "last_name": "Tester"}
    return {**names, "email": f"{username}@example.org"}


def save_account(details: dict[str, str]) -> tuple[int, dict[str, str]]:
    from django.contrib.auth.models import User  # noqa: PLC0415  pytest reads this file too early

    from oneonone.accounts import tokens  # noqa: PLC0415
    from oneonone.accounts.models import Profile  # noqa: PLC0415

    user = User.objects.create(**details, password=hashed(PASSWORD))
    Profile.objects.create(user=user)
    return user.pk, {kind: tokens.issue(user, kind) for kind in ("access", "refresh")}


@cache
def hashed(password: str) -> str:
    return make_password(password)


@dataclass
class Cast:
    """Who acts in nearly every test of an endpoint."""

    owner: Person
    invitee: Person
    other: Person
    stranger: Person
    anonymous: httpx.Client
    staff: Person | None = None  # where pages of the staff are looked at
