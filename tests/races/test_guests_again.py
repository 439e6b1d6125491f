"""Guests who are invited again at the moment when they become users, or are forgotten."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from django.db import connection
from races.test_guests import invite_guest
from support.accounts import new_username
from support.calendars import FUTURE, id_of, make_calendar
from support.people import PASSWORD, new_address
from support.races import LONG, RUNNERS, Breaks, Call, Track, run_rounds, send, statuses

from oneonone.calendars.models import Invitee
from oneonone.common import clock
from oneonone.schedules.actions.guests import forget_guests

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

pytestmark = LONG

EACH = RUNNERS // 2
TIMES = 3
SWEEPS, SWEEP_SECONDS = 10, 0.05


def inviting(track: Track, address: str) -> Call:
    """Invite an address to a new calendar."""
    body = {"email": address, "deadline": FUTURE}
    return track.call(track.cast.owner, "POST", f"{make_calendar(track.cast.owner)}invitee/", body)


def claiming(track: Track, token: str) -> list[Call]:
    names = {"token": token, "first_name": "Ana", "last_name": "Berg"}
    same = {**names, "password": PASSWORD, "confirm_password": PASSWORD}
    bodies = [{"username": new_username("ana"), **same} for _ in range(EACH)]
    return [track.call(None, "POST", "/guests/claim/", body) for body in bodies]


def no_user_has_a_guests_link(track: Track) -> None:
    """Half make an account of a guest whom half invite to other calendars."""
    calendar, token = invite_guest(track)
    address = Invitee.objects.get(calendar=id_of(calendar)).invitee.email
    calls = [(call, inviting(track, address)) for call in claiming(track, token)]
    answers = track.send([call for pair in calls for call in pair])
    assert statuses(answers[1::2]) == {200: EACH}
    assert statuses(answers[::2])[201] == 1
    users = Invitee.objects.filter(invitee__email=address, invitee__is_active=True)
    assert not users.filter(link_digest__isnull=False).exists()


def an_invitation_stays(track: Track) -> None:
    """Half invite and take that back again and again, while half forget whoever is not invited."""
    runs: list[Callable[[httpx.Client], bool]] = []
    for _ in range(EACH):
        call = inviting(track, new_address())
        runs += [partial(invite_for_moments, call), forget]
    assert all(track.race(runs))


def invite_for_moments(call: Call, client: httpx.Client) -> bool:
    for _ in range(TIMES):
        invited = send(call, client)
        if not invited.is_success:
            return False
        path = f"{call.url}{invited.json()['id']}/"
        if not send(Call("DELETE", path, call.headers, None), client).is_success:
            return False
    return True


def forget(_: httpx.Client) -> bool:
    for _ in range(SWEEPS):
        forget_guests(clock.now())
        time.sleep(SWEEP_SECONDS)
    connection.close()
    return True


def test_no_user_has_a_guests_link(track: Track) -> None:
    run_rounds(no_user_has_a_guests_link, track)


def test_a_user_would_have_a_guests_link(breaks_without: Breaks) -> None:
    breaks_without("lock of guests", no_user_has_a_guests_link)


def test_an_invitation_stays(track: Track) -> None:
    run_rounds(an_invitation_stays, track)


def test_an_invitation_would_go(breaks_without: Breaks) -> None:
    breaks_without("lock of guests", an_invitation_stays)
