"""Of many who join at once, as many as there are places for are in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from races.test_guests import prepared, send
from support.calendars import get, id_of, make_calendar, open_to_all
from support.pages import visit
from support.people import new_address
from support.races import LONG, RUNNERS, Breaks, RacedService, Track, run_rounds, statuses

from oneonone.accounts.mailboxes import Mailbox
from oneonone.calendars.joining import Asked, mailed_link
from oneonone.calendars.models import JoinLink
from oneonone.jobs.models import Job

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from support.pages import Visitor

pytestmark = LONG

PLACES = 3


def token_in(address: str) -> str:
    return dict(parse_qsl(urlsplit(address).query))["token"]


def mailed_token(link: JoinLink, address: str) -> str:
    asked = Asked(link.calendar_id, link.pk, Mailbox("Ana", address))
    return token_in(mailed_link(asked))


def open_places(track: Track) -> tuple[str, str, JoinLink]:
    calendar = make_calendar(track.cast.owner)
    address = open_to_all(track.cast.owner, calendar, most_people=PLACES)
    return calendar, token_in(address), JoinLink.objects.get(calendar=id_of(calendar))


def some_join(track: Track) -> None:
    """Fifteen come by mails, one is logged in."""
    calendar, token, link = open_places(track)
    nobody = prepared(visit_once(track))
    person = prepared(visit(track.url, track.cast.stranger.username))
    by_mail = [mailed_token(link, new_address()) for _ in range(RUNNERS - 1)]
    runs = [
        partial(send, f"{track.url}/join/", {"token": token}, person),
        *(partial(send, f"{track.url}/join/mail/", {"token": t}, nobody) for t in by_mail),
    ]
    answers = track.race(runs)
    joined = get(track.cast.owner, f"{calendar}join-link/")["joined"]
    assert joined == len(get(track.cast.owner, f"{calendar}invitee/")) == PLACES
    assert statuses(answers) == {302: PLACES, 400: RUNNERS - PLACES}


def one_address_joins(track: Track) -> None:
    """One mail, opened sixteen times at once, makes one guest who is in once."""
    calendar, _, link = open_places(track)
    nobody = prepared(visit_once(track))
    token = mailed_token(link, new_address())
    run = partial(send, f"{track.url}/join/mail/", {"token": token}, nobody)
    answers = track.race([run] * RUNNERS)
    assert statuses(answers) == {302: RUNNERS}
    assert len(get(track.cast.owner, f"{calendar}invitee/")) == 1


def visit_once(track: Track) -> Visitor:
    visitor = visit(track.url)
    visitor.see("/login/")
    return visitor


def one_mail_goes_out(track: Track) -> None:
    """Sixteen who type the same address cause one mail."""
    _, token, link = open_places(track)
    nobody = prepared(visit_once(track))
    values = {"token": token, "name": "Ana", "email": new_address()}
    answers = track.race([partial(send, f"{track.url}/join/", values, nobody)] * RUNNERS)
    assert statuses(answers) == {200: RUNNERS}
    assert Job.objects.filter(name="calendars.join", payload__link=link.pk).count() == 1


@pytest.fixture(scope="module")
def limited(services: ExitStack, home: Path) -> str:
    service = RacedService(home / "limited-joins.log", ONEONONE_RATE_LIMITS="on")
    service.start()
    services.callback(service.stop)
    return service.url


def test_some_join(track: Track) -> None:
    run_rounds(some_join, track)


def test_one_address_joins(track: Track) -> None:
    run_rounds(one_address_joins, track)


def test_one_mail_goes_out(track: Track, limited: str) -> None:
    run_rounds(one_mail_goes_out, replace(track, url=limited))


def test_more_would_join(breaks_without: Breaks) -> None:
    breaks_without("claim", some_join)
