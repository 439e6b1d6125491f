"""Of many addresses that somebody makes at once, one is good."""

from contextlib import closing

import httpx
from support.feeds import path_of
from support.people import register
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds, statuses

pytestmark = LONG


def one_address_is_good(track: Track) -> None:
    person = register(str(track.cast.anonymous.base_url))
    with closing(person.http):
        making = track.call(person, "POST", "/feeds/", {"kind": "meetings"})
        answers = track.send([making] * RUNNERS)
    assert statuses(answers) == {200: RUNNERS}
    paths = [path_of(answer.json()) for answer in answers]
    read = [track.cast.anonymous.get(path).status_code for path in paths]
    assert sorted(read) == [httpx.codes.OK] + [httpx.codes.NOT_FOUND] * (RUNNERS - 1)


def test_one_address_is_good(track: Track) -> None:
    run_rounds(one_address_is_good, track)


def test_several_would_be_good(breaks_without: Breaks) -> None:
    breaks_without("unique constraints", one_address_is_good)
