"""Asking, accepting and blocking at once: whoever is blocked is no contact, and is blocked once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from django.contrib.auth.models import User
from races.test_guests import prepared
from races.test_guests import send as press
from support.contacts import (
    ANSWER,
    BLOCKS,
    FRIEND,
    NO_CONTACTS,
    answer,
    befriend,
    end,
    friends,
    unblock,
    waiting,
)
from support.pages import visit
from support.people import new_address
from support.races import LONG, RUNNERS, Breaks, Call, Track, run_rounds, send, statuses

from oneonone.accounts.models import Guest
from oneonone.contacts.blocking import block_address
from oneonone.contacts.models import Block

if TYPE_CHECKING:
    import httpx

pytestmark = LONG

AGAIN = 10  # that each asks and answers
OWN_DATABASE = "unique constraints"


def forget(track: Track) -> None:
    """Let there be nothing between the two, as before."""
    one, other = track.cast.invitee, track.cast.other
    while unblock(one, other.username)[0] == 204:
        pass
    answer(one, other.username, False)
    end(one, other.username)


def nobody_blocked_is_a_contact(track: Track) -> None:
    blocker, blocked = track.cast.invitee, track.cast.other
    asking = track.call(blocked, "POST", FRIEND, {"requested": blocker.username})
    accepted = {"username": blocked.username, "action": True}
    accepting = track.call(blocker, "POST", ANSWER, accepted)
    blocking = track.call(blocker, "POST", BLOCKS, {"username": blocked.username})
    halves = (RUNNERS // 2) * [asking], (RUNNERS // 2 - 1) * [accepting]
    often = [partial(send_often, call) for half in halves for call in half]
    answers = track.race([*often, partial(send_once, blocking)])
    contacts = friends(blocker), friends(blocked), waiting(blocker)
    forget(track)
    assert statuses(answer for each in answers for answer in each).keys() <= {200, 201, 400}
    assert answers[-1][0].status_code == 201
    assert contacts == (NO_CONTACTS, NO_CONTACTS, [])


def send_often(call: Call, client: httpx.Client) -> list[httpx.Response]:
    return [send(call, client) for _ in range(AGAIN)]


def send_once(call: Call, client: httpx.Client) -> list[httpx.Response]:
    return [send(call, client)]


def one_block_is_made(track: Track) -> None:
    blocker, blocked = track.cast.invitee, track.cast.other
    befriend(blocked, blocker)
    blocking = track.call(blocker, "POST", BLOCKS, {"username": blocked.username})
    answers = track.send([blocking] * RUNNERS)
    listed = [row["username"] for row in blocker.call("GET", BLOCKS).json()]
    forget(track)
    assert (statuses(answers), listed) == ({201: 1, 400: RUNNERS - 1}, [blocked.username])


def one_guest_blocks(track: Track) -> None:
    """Somebody presses what blocks in a mail, who was no guest when it was sent."""
    host, address = User.objects.get(pk=track.cast.owner.id), new_address()
    token = dict(parse_qsl(urlsplit(block_address(address, host)).query))["token"]
    visitor = visit(track.url)
    visitor.see("/login/")
    form = {"token": token, "blocked": "true"}
    pressing = partial(press, f"{track.url}/mails/block/", form, prepared(visitor))
    assert statuses(track.race([pressing] * RUNNERS)) == {200: RUNNERS}
    blocks = Block.objects.filter(blocked=host, blocker__email=address)
    assert (Guest.objects.filter(address=address.casefold()).count(), blocks.count()) == (1, 1)


def test_nobody_blocked_is_a_contact(track: Track) -> None:
    run_rounds(nobody_blocked_is_a_contact, track)


def test_one_block_is_made(track: Track) -> None:
    run_rounds(one_block_is_made, track)


def test_somebody_blocked_would_be_a_contact(breaks_without: Breaks) -> None:
    breaks_without("claim of pairs", nobody_blocked_is_a_contact)


def test_one_guest_blocks(track: Track) -> None:
    run_rounds(one_guest_blocks, track)


def test_several_guests_would_be_made(breaks_without: Breaks) -> None:
    breaks_without("claim of hosts", one_guest_blocks)


def test_several_blocks_would_be_made(breaks_without: Breaks) -> None:
    breaks_without(OWN_DATABASE, one_block_is_made)
