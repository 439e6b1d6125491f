"""Of many that want the same name, or change the same password or contact, one wins."""

from contextlib import closing

import httpx
from support.accounts import LOGIN, PROFILE, REGISTER, TAKEN, details
from support.contacts import FRIEND, GOT_ALREADY, SENT_ALREADY, answer, waiting
from support.people import PASSWORD, Person, register
from support.races import LONG, RUNNERS, Breaks, Call, Track, run_rounds, statuses

pytestmark = LONG


def one_registers_a_name(track: Track) -> None:
    registration = details()
    registering = track.call(None, "POST", REGISTER, registration)
    answers = track.send([registering] * RUNNERS)
    assert statuses(answers) == {201: 1, 400: RUNNERS - 1}
    refusals = [answer.json() for answer in answers if answer.status_code == 400]
    assert refusals == [{"username": TAKEN}] * (RUNNERS - 1)
    assert log_in(track, registration["username"], PASSWORD) == 200


def log_in(track: Track, username: str, password: str) -> int:
    credentials = {"username": username, "password": password}
    return track.cast.anonymous.post(LOGIN, json=credentials).status_code


def test_one_registers_a_name(track: Track) -> None:
    run_rounds(one_registers_a_name, track)


def test_several_would_register_a_name(breaks_without: Breaks) -> None:
    breaks_without("unique constraints", one_registers_a_name)


def one_changes_the_password(track: Track) -> None:
    """All know the old password; whoever comes first makes that knowledge worthless."""
    person = register(str(track.cast.anonymous.base_url))
    passwords = [f"amber-Lantern-{number}" for number in range(RUNNERS)]
    with closing(person.http):
        changes = [change_password(track, person, password) for password in passwords]
        answers = track.send(changes)
    assert statuses(answers) == {200: 1, 401: RUNNERS - 1}
    held = passwords[[answer.status_code for answer in answers].index(httpx.codes.OK)]
    assert log_in(track, person.username, held) == 200


def change_password(track: Track, person: Person, password: str) -> Call:
    body = {
        "current_password": PASSWORD,
        "new_password": password,
        "confirm_password": password,
    }
    return track.call(person, "PUT", PROFILE, body)


def test_one_changes_the_password(track: Track) -> None:
    run_rounds(one_changes_the_password, track)


def test_several_would_change_the_password(breaks_without: Breaks) -> None:
    breaks_without("password condition", one_changes_the_password)


def one_asks_the_other(track: Track) -> None:
    """Of two that ask each other at once, the first has asked; each loser is told who it was."""
    one, other = track.cast.owner, track.cast.stranger
    ones = track.call(one, "POST", FRIEND, {"requested": other.username})
    others = track.call(other, "POST", FRIEND, {"requested": one.username})
    sides = [ones, others] * (RUNNERS // 2)
    answers = track.send(sides)
    assert statuses(answers) == {201: 1, 400: RUNNERS - 1}
    first = sides[[answer.status_code for answer in answers].index(httpx.codes.CREATED)]
    asked, asker = (other, one) if first is ones else (one, other)
    for side, told in zip(sides, answers, strict=True):
        refusal = (SENT_ALREADY if side is first else GOT_ALREADY)[1]
        assert told.status_code == 201 or told.json() == refusal
    assert waiting(asked) == [{"requester_username": asker.username}]
    assert waiting(asker) == []
    answer(asked, asker.username, action=False)


def test_one_asks_the_other(track: Track) -> None:
    run_rounds(one_asks_the_other, track)


def test_both_would_ask_each_other(breaks_without: Breaks) -> None:
    breaks_without("unique constraints", one_asks_the_other)
