"""The two ways to log in: the seed's own, and the usual pair of tokens."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.accounts import (
    BLANK,
    LOGIN,
    MISSING,
    PROFILE,
    TOKEN,
    deactivate,
    make_superuser,
    make_user_with_password,
)
from support.answers import as_form, as_json, as_multipart, raw_json, told
from support.people import PASSWORD, Cast, Person

INCOMPLETE = (400, {"non_field_errors": ["Both fields are required"]})
NO_MATCH = (400, {"non_field_errors": ["Username and password do not match"]})
INACTIVE = (400, {"non_field_errors": ["User not activated"]})
NO_ACCOUNT = (401, {"detail": "No active account found with the given credentials."})


@pytest.fixture
def rows(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def log_in(cast: Cast, path: str, body: Any) -> tuple[int, Any]:
    return told(cast.anonymous.post(path, **as_json(body)))


@pytest.mark.parametrize("path", [LOGIN, TOKEN])
@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
def test_the_pair_opens_the_profile(cast: Cast, path: str, encode: Any) -> None:
    credentials = {"username": cast.owner.username, "password": PASSWORD}
    status, pair = told(cast.anonymous.post(path, **encode(credentials)))
    assert (status, sorted(pair)) == (200, ["access", "refresh"])
    headers = {"Authorization": f"Bearer {pair['access']}"}
    shown = told(cast.anonymous.get(PROFILE, headers=headers))
    assert shown == told(cast.owner.call("GET", PROFILE))


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"username": "ada"},
        {"password": PASSWORD},
        {"username": "", "password": PASSWORD},
        {"username": "  ", "password": PASSWORD},
        {"username": "ada", "password": ""},
        {"username": None, "password": PASSWORD},
        {"username": "ada", "password": None},
        {"username": "a\0b"},
        {"username": ["ada"]},
    ],
)
def test_login_needs_both_fields(cast: Cast, body: Any) -> None:
    assert log_in(cast, LOGIN, body) == INCOMPLETE


def test_login_with_nothing_sent_needs_both_fields(cast: Cast) -> None:
    assert told(cast.anonymous.post(LOGIN)) == INCOMPLETE


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("nobody-at-all", PASSWORD),
        ("nobody\0", PASSWORD),
        ("\ud800", PASSWORD),
        ("n" * 100_000, PASSWORD),
        (["a"], PASSWORD),
        (True, PASSWORD),
        (5, PASSWORD),
        ("{owner}", "wrong"),
        ("{owner}", PASSWORD.lower()),
        ("{owner}", f" {PASSWORD}"),
        ("{owner}", f"{PASSWORD}\0"),
        ("{owner}", f"{PASSWORD}\n"),
        ("{owner}", "\ud800"),
        ("{owner}", "p" * 100_000),
        ("{owner}", {"a": "b"}),
        ("{owner}", False),
        ("{owner}", 12345678),
        ("{owner}' OR '1'='1", PASSWORD),
    ],
)
def test_login_refuses_what_does_not_match(cast: Cast, username: Any, password: Any) -> None:
    if isinstance(username, str):
        username = username.replace("{owner}", cast.owner.username)
    assert log_in(cast, LOGIN, {"username": username, "password": password}) == NO_MATCH


def test_login_trims_the_username(cast: Cast) -> None:
    body = {"username": f" {cast.owner.username}\n", "password": PASSWORD}
    assert log_in(cast, LOGIN, body)[0] == 200


def test_an_inactive_user_is_told_so_for_the_right_password_only(
    cast: Cast, newcomer: Callable[[], Person], rows: None
) -> None:
    person = newcomer()
    deactivate(person)
    right = {"username": person.username, "password": PASSWORD}
    assert log_in(cast, LOGIN, right) == INACTIVE
    assert log_in(cast, LOGIN, right | {"password": "wrong"}) == NO_MATCH
    assert log_in(cast, TOKEN, right) == NO_ACCOUNT


@pytest.mark.parametrize("path", [LOGIN, TOKEN])
def test_a_password_sent_as_a_number_is_its_text(cast: Cast, rows: None, path: str) -> None:
    username = make_user_with_password("73109518")
    assert log_in(cast, path, {"username": username, "password": "73109518"})[0] == 200
    assert log_in(cast, path, {"username": username, "password": 73109518})[0] == 200


@pytest.mark.parametrize("number", ["1.50", "15e7", "1E400", "-12345678901234567890123"])
def test_a_number_keeps_every_sign_it_was_sent_with(cast: Cast, rows: None, number: str) -> None:
    username = make_user_with_password(number)
    body = f'{{"username": "{username}", "password": {number}}}'
    assert cast.anonymous.post(LOGIN, **raw_json(body)).status_code == 200


def test_a_user_without_a_profile_gets_one(cast: Cast, rows: None) -> None:
    username = make_superuser()
    pair = log_in(cast, LOGIN, {"username": username, "password": PASSWORD})[1]
    headers = {"Authorization": f"Bearer {pair['access']}"}
    status, shown = told(cast.anonymous.get(PROFILE, headers=headers))
    user = {
        "id": shown["user"]["id"],
        "username": username,
        "first_name": "",
        "last_name": "",
        "email": "root@example.org",
    }
    assert (status, shown) == (200, {"user": user, "profile_picture": None, "time_zone": "UTC"})
    change = {"time_zone": "Asia/Tokyo"}
    changed = told(cast.anonymous.put(PROFILE, json=change, headers=headers))
    assert changed == (200, {**shown, **change})


def test_a_user_without_a_profile_may_begin_by_changing_it(cast: Cast, rows: None) -> None:
    body = {"username": make_superuser(), "password": PASSWORD}
    headers = {"Authorization": f"Bearer {log_in(cast, LOGIN, body)[1]['access']}"}
    status, shown = told(cast.anonymous.put(PROFILE, json={"first_name": "Ada"}, headers=headers))
    assert (status, shown["user"]["first_name"]) == (200, "Ada")


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({}, {"username": MISSING, "password": MISSING}),
        ({"username": "ada"}, {"password": MISSING}),
        ({"password": PASSWORD}, {"username": MISSING}),
        ({"username": "", "password": ""}, {"username": BLANK, "password": BLANK}),
    ],
)
def test_the_token_call_names_missing_fields(cast: Cast, body: Any, refusal: Any) -> None:
    assert log_in(cast, TOKEN, body) == (400, refusal)


@pytest.mark.parametrize("username", ["nobody-at-all", "{owner}"])
def test_the_token_call_refuses_bad_credentials(cast: Cast, username: str) -> None:
    username = username.replace("{owner}", cast.owner.username)
    assert log_in(cast, TOKEN, {"username": username, "password": "wrong"}) == NO_ACCOUNT
