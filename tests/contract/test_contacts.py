from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.accounts import REGISTER, details, new_username
from support.answers import as_form, as_json, as_multipart, raw_json, told
from support.contacts import (
    ANSWER,
    CONTACTS,
    FRIEND,
    GOT_ALREADY,
    NO_CONTACTS,
    NO_FRIENDS,
    NO_REQUEST,
    ONESELF,
    SENT_ALREADY,
    UNKNOWN,
    answer,
    ask,
    befriend,
    end,
    friends,
    shown,
    waiting,
)
from support.people import Cast, Person, register
from support.service import Service

NO_NAMES = [
    {},
    {"other": "x"},
    *({"NAME": name} for name in ("", "  ", None, "nobody-at-all", "a\0b", "\ud800", "n" * 10_000)),
    *({"NAME": name} for name in (True, 5, 1.5, [], ["a"], {"a": "b"})),
]


@pytest.fixture
def pair(pool: list[Person], service: Service) -> Iterator[tuple[Person, Person]]:
    """Two who are strangers, as they are again when the test ends."""
    one, other = pool
    yield one, other
    for person, name in ((one, other.username), (other, one.username)):
        answer(person, name, False)
        end(person, name)
        assert told(person.call("GET", CONTACTS)) == (200, NO_CONTACTS)


@pytest.fixture(scope="module")
def pool(service: Service) -> Iterator[list[Person]]:
    people = [register(service.url, "friend") for _ in range(2)]
    yield people
    for person in people:
        person.http.close()


@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
def test_a_request_waits_with_the_one_asked_only(
    pair: tuple[Person, Person], cast: Cast, encode: Any
) -> None:
    one, other = pair
    reply = one.call("POST", FRIEND, **encode({"requested": other.username}))
    assert told(reply) == (201, {"message": f"Friend request sent to {other.username}"})
    assert waiting(other) == [{"requester_username": one.username}]
    assert waiting(one) == waiting(cast.stranger) == []
    assert [friends(person) for person in (one, other, cast.stranger)] == [NO_CONTACTS] * 3


@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
@pytest.mark.parametrize("asked_by_first", [True, False])
def test_an_accepted_request_makes_both_friends(
    pair: tuple[Person, Person], cast: Cast, encode: Any, *, asked_by_first: bool
) -> None:
    one, other = pair if asked_by_first else pair[::-1]
    assert ask(one, other.username)[0] == 201
    reply = other.call("POST", ANSWER, **encode({"username": one.username, "action": "true"}))
    assert told(reply) == (
        200,
        {"message": f"User with username: {one.username} has been accepted"},
    )
    assert friends(one) == {"friends": [other.username], "contacts": [shown(other)]}
    assert friends(other) == {"friends": [one.username], "contacts": [shown(one)]}
    assert friends(cast.stranger) == NO_CONTACTS
    assert waiting(one) == waiting(other) == []


@pytest.mark.parametrize("action", [True, "True", "true", "TRUE", " true ", 1, "1"])
def test_true_is_spelled_in_many_ways(pair: tuple[Person, Person], action: Any) -> None:
    one, other = pair
    ask(one, other.username)
    accepted = {"message": f"User with username: {one.username} has been accepted"}
    assert answer(other, one.username, action) == (200, accepted)
    assert friends(one)["friends"] == [other.username]


@pytest.mark.parametrize("action", [False, "False", "false", "FALSE", " false ", 0, "0"])
def test_false_is_spelled_in_many_ways(pair: tuple[Person, Person], action: Any) -> None:
    one, other = pair
    ask(one, other.username)
    rejected = {"message": f"User with username: {one.username} has been rejected"}
    assert answer(other, one.username, action) == (200, rejected)
    assert waiting(other) == []
    assert friends(one) == friends(other) == NO_CONTACTS


@pytest.mark.parametrize(
    "action", [None, "", "maybe", "accept", "None", 2, -1, "01", 1.5, 1.0, [], [True], {}, "\0true"]
)
def test_another_action_is_refused(pair: tuple[Person, Person], action: Any) -> None:
    one, other = pair
    ask(one, other.username)
    status, refusal = answer(other, one.username, action)
    assert (status, list(refusal), type(refusal["error"])) == (400, ["error"], str)
    assert waiting(other) == [{"requester_username": one.username}]


def test_a_missing_action_is_refused(pair: tuple[Person, Person]) -> None:
    one, other = pair
    ask(one, other.username)
    reply = other.call("POST", ANSWER, {"username": one.username})
    assert told(reply) == (400, {"error": "This field is required."})
    assert waiting(other) == [{"requester_username": one.username}]


@pytest.mark.parametrize("body", NO_NAMES)
def test_nobody_is_nobody(cast: Cast, body: dict[str, Any]) -> None:
    for method, path, name in (
        ("POST", FRIEND, "requested"),
        ("DELETE", FRIEND, "username"),
        ("POST", ANSWER, "username"),
    ):
        sent = {name if key == "NAME" else key: value for key, value in body.items()}
        reply = cast.stranger.call(method, path, **as_json({**sent, "action": True}))
        assert told(reply) == UNKNOWN


@pytest.mark.parametrize(
    ("method", "path"), [("POST", FRIEND), ("DELETE", FRIEND), ("POST", ANSWER)]
)
def test_a_request_without_a_body_names_nobody(cast: Cast, method: str, path: str) -> None:
    assert told(cast.stranger.call(method, path)) == UNKNOWN


@pytest.mark.parametrize(
    ("method", "path"), [("POST", FRIEND), ("DELETE", FRIEND), ("POST", ANSWER)]
)
@pytest.mark.parametrize("body", ["{", "[]", "null", '"x"', "1", "[" * 2000, '{"username": NaN}'])
def test_every_refused_body_is_one_error(cast: Cast, method: str, path: str, body: str) -> None:
    status, refusal = told(cast.stranger.call(method, path, **raw_json(body)))
    assert (status, list(refusal), type(refusal["error"])) == (400, ["error"], str)


def test_nobody_adds_themselves(cast: Cast) -> None:
    for name in (cast.stranger.username, f" {cast.stranger.username} "):
        assert ask(cast.stranger, name) == ONESELF
    assert waiting(cast.stranger) == []
    assert answer(cast.stranger, cast.stranger.username, True) == NO_REQUEST
    assert end(cast.stranger, cast.stranger.username) == NO_FRIENDS


def test_a_name_is_trimmed_and_kept_plain(pair: tuple[Person, Person]) -> None:
    one, other = pair
    sent = {"message": f"Friend request sent to {other.username}"}
    assert ask(one, f"  {other.username} ") == (201, sent)
    accepted = {"message": f"User with username: {one.username} has been accepted"}
    assert answer(other, f" {one.username} ", True) == (200, accepted)
    assert end(one, f" {other.username} ") == (204, None)


def test_a_name_of_digits_may_be_a_number(pair: tuple[Person, Person], cast: Cast) -> None:
    number = 9_000_000 + int(new_username(""))
    assert cast.anonymous.post(REGISTER, json=details(username=str(number))).status_code == 201
    assert ask(pair[0], number) == (201, {"message": f"Friend request sent to {number}"})
    assert ask(pair[0], str(number)) == SENT_ALREADY


def test_who_asked_is_told_by_direction(pair: tuple[Person, Person]) -> None:
    one, other = pair
    ask(one, other.username)
    for _ in range(2):
        assert ask(one, other.username) == SENT_ALREADY
        assert ask(other, one.username) == GOT_ALREADY
        assert answer(other, one.username, True)[0] in {200, 400}
    assert friends(one)["friends"] == [other.username]


def test_only_the_one_asked_answers(pair: tuple[Person, Person], cast: Cast) -> None:
    one, other = pair
    ask(one, other.username)
    for action in (True, False):
        assert answer(one, other.username, action) == NO_REQUEST
        assert answer(cast.stranger, one.username, action) == NO_REQUEST
        assert answer(cast.stranger, other.username, action) == NO_REQUEST
    assert waiting(other) == [{"requester_username": one.username}]


@pytest.mark.parametrize("action", [True, False])
def test_a_request_is_answered_once(pair: tuple[Person, Person], *, action: bool) -> None:
    one, other = pair
    ask(one, other.username)
    assert answer(other, one.username, action)[0] == 200
    for again in (True, False):
        assert answer(other, one.username, again) == NO_REQUEST
    assert friends(one)["friends"] == ([other.username] if action else [])


@pytest.mark.parametrize("asker", [0, 1])
def test_after_a_rejection_either_may_ask(pair: tuple[Person, Person], asker: int) -> None:
    one, other = pair
    ask(one, other.username)
    answer(other, one.username, False)
    assert ask(pair[asker], pair[1 - asker].username)[0] == 201
    assert waiting(pair[1 - asker]) == [{"requester_username": pair[asker].username}]


@pytest.mark.parametrize("deleter", [0, 1])
@pytest.mark.parametrize("asker", [0, 1])
def test_either_deletes_and_either_asks_again(
    pair: tuple[Person, Person], deleter: int, asker: int
) -> None:
    befriend(*pair)
    assert end(pair[deleter], pair[1 - deleter].username) == (204, None)
    assert friends(pair[0]) == friends(pair[1]) == NO_CONTACTS
    assert end(pair[0], pair[1].username) == end(pair[1], pair[0].username) == NO_FRIENDS
    befriend(pair[asker], pair[1 - asker])
    assert friends(pair[0])["friends"] == [pair[1].username]


def test_a_request_that_waits_is_no_friend_to_delete(pair: tuple[Person, Person]) -> None:
    one, other = pair
    ask(one, other.username)
    assert end(one, other.username) == end(other, one.username) == NO_FRIENDS
    assert waiting(other) == [{"requester_username": one.username}]


def test_a_stranger_deletes_nothing(pair: tuple[Person, Person], cast: Cast) -> None:
    befriend(*pair)
    for person in pair:
        assert end(cast.stranger, person.username) == NO_FRIENDS
    assert friends(pair[0])["friends"] == [pair[1].username]


def test_friends_are_sorted_by_username_whoever_asked(newcomer: Callable[[], Person]) -> None:
    person, *others = [newcomer() for _ in range(4)]
    third, first, second = others
    befriend(person, third)
    befriend(first, person)
    befriend(person, second)
    in_order = sorted(others, key=lambda friend: friend.username)
    contacts = [shown(friend) for friend in in_order]
    assert friends(person) == {"friends": [c["username"] for c in contacts], "contacts": contacts}


def test_superfluous_keys_are_ignored(pair: tuple[Person, Person], cast: Cast) -> None:
    one, other = pair
    body = {"requested": other.username, "requester": cast.owner.id, "accepted": True, "id": 1}
    assert told(one.call("POST", FRIEND, body))[0] == 201
    assert waiting(other) == [{"requester_username": one.username}]
    assert friends(one) == friends(other) == NO_CONTACTS
