"""Of many that use a link at once, one does, and none proves an address it was not mailed to."""

from __future__ import annotations

import secrets
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from support.accounts import PROFILE
from support.mail import address_of
from support.pages import visit
from support.people import register
from support.races import LONG, RUNNERS, Breaks, Call, Track, run_rounds, send, statuses

from oneonone.accounts.models import Link, Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from support.people import Person

pytestmark = LONG

STEP_SECONDS = 0.04  # a new password is hashed for longer: some change comes meanwhile


def leave_link(person: Person) -> str:
    """Give the token of a link that was mailed to somebody."""
    token = secrets.token_urlsafe(32)
    digest = sha256(token.encode()).hexdigest()
    expires_at = datetime(2099, 1, 1, tzinfo=UTC)
    about = {"purpose": "reset", "email": address_of(person), "digest": digest}
    Link.objects.create(user_id=person.id, **about, expires_at=expires_at)
    return token


def uses(track: Track, token: str, number: int) -> list[Callable[[httpx.Client], httpx.Response]]:
    visitor = visit(track.url)
    visitor.see("/login/")
    secret = visitor.http.cookies["csrftoken"]
    visitor.http.close()
    passwords = [f"amber-Lantern-{each}" for each in range(number)]
    return [partial(use, track.url, secret, token, password) for password in passwords]


def one_uses_a_link(track: Track) -> None:
    person = register(str(track.cast.anonymous.base_url))
    person.http.close()
    answers = track.race(uses(track, leave_link(person), RUNNERS))
    assert statuses(answers) == {302: 1, 404: RUNNERS - 1}


def a_link_proves_its_own_address(track: Track) -> None:
    """Half use a link while half change the address it was mailed to."""
    person = register(str(track.cast.anonymous.base_url))
    person.http.close()
    using = uses(track, leave_link(person), RUNNERS // 2)
    other = {"email": f"other-{address_of(person)}"}
    call = track.call(person, "PUT", PROFILE, other)
    changing = [partial(change, call, number * STEP_SECONDS) for number in range(RUNNERS // 2)]
    answers = track.race([run for pair in zip(using, changing, strict=True) for run in pair])
    assert statuses(answers[::2]).keys() <= {302, 404}
    assert statuses(answers[1::2]).keys() <= {200, 401}
    profile = Profile.objects.select_related("user").get(user=person.id)
    assert not (profile.email_confirmed_at and profile.user.email == other["email"])


def use(url: str, secret: str, token: str, password: str, client: httpx.Client) -> httpx.Response:
    values = {"token": token, "new_password": password, "confirm_password": password}
    form = {"csrfmiddlewaretoken": secret, **values}
    headers = {"Cookie": f"csrftoken={secret}"}
    with closing(client.post(f"{url}/reset/new/", data=form, headers=headers)) as answer:
        return answer


def change(call: Call, pause: float, client: httpx.Client) -> httpx.Response:
    time.sleep(pause)
    return send(call, client)


def test_one_uses_a_link(track: Track) -> None:
    run_rounds(one_uses_a_link, track)


def test_several_would_use_a_link(breaks_without: Breaks) -> None:
    breaks_without("link condition", one_uses_a_link)


def test_a_link_proves_its_own_address(track: Track) -> None:
    run_rounds(a_link_proves_its_own_address, track)


def test_a_link_would_prove_another_address(breaks_without: Breaks) -> None:
    breaks_without("link condition", a_link_proves_its_own_address)


def test_two_would_wait_for_each_other(breaks_without: Breaks) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("Only one writes at a time there.")
    breaks_without("claim of users", a_link_proves_its_own_address)
