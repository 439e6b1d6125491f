"""Of many that use a link at once, one does."""

from __future__ import annotations

import secrets
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from support.mail import address_of
from support.people import register
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds, statuses

from oneonone.accounts.models import Link

if TYPE_CHECKING:
    import httpx

pytestmark = LONG


def one_uses_a_link(track: Track) -> None:
    person = register(str(track.cast.anonymous.base_url))
    person.http.close()
    token = secrets.token_urlsafe(32)
    digest = sha256(token.encode()).hexdigest()
    expires_at = datetime(2099, 1, 1, tzinfo=UTC)
    about = {"purpose": "reset", "email": address_of(person), "digest": digest}
    Link.objects.create(user_id=person.id, **about, expires_at=expires_at)
    passwords = [f"amber-Lantern-{number}" for number in range(RUNNERS)]
    answers = track.race([partial(use, track.url, token, password) for password in passwords])
    assert statuses(answers) == {302: 1, 404: RUNNERS - 1}


def use(url: str, token: str, password: str, client: httpx.Client) -> httpx.Response:
    client.get(f"{url}/login/", headers={"Accept": "text/html"})
    values = {"token": token, "new_password": password, "confirm_password": password}
    form = {"csrfmiddlewaretoken": client.cookies["csrftoken"], **values}
    with closing(client.post(f"{url}/reset/new/", data=form)) as answer:
        return answer


def test_one_uses_a_link(track: Track) -> None:
    run_rounds(one_uses_a_link, track)


def test_several_would_use_a_link(breaks_without: Breaks) -> None:
    breaks_without("link condition", one_uses_a_link)
