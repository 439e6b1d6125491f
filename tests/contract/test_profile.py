from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.accounts import (
    BAD_EMAIL,
    BLANK,
    CONTROL,
    NO_TEXT,
    NOT_ASCII,
    NULL,
    PROFILE,
    shown_profile,
)
from support.answers import as_form, as_json, as_multipart, told
from support.people import PASSWORD, Cast, Person, register
from support.pictures import drawn, put_picture
from support.service import Service
from support.tokens import log_in_again

NEW_PASSWORD = "amber-Lantern-73"
CURRENT_FIRST = (401, {"non_field_errors": ["Enter current password first"]})
CURRENT_WRONG = (401, {"non_field_errors": ["Current password is incorrect"]})
NO_MATCH = (401, {"non_field_errors": ["Password must match"]})
BAD_ZONE = ["Not a time zone. Use an IANA name like Europe/Berlin."]
SENT = {"first_name": "Grace", "last_name": "Hopper", "email": "g@example.org"}


@pytest.fixture(scope="module")
def settled(service: Service) -> Iterator[Person]:
    """Somebody with a picture and a zone, who is only ever refused."""
    person = register(service.url, "settled")
    assert put_picture(person, drawn("PNG")).status_code == 200
    assert change(person, {"time_zone": "Asia/Tokyo"})[0] == 200
    yield person
    person.http.close()


def change(person: Person, body: Any) -> tuple[int, Any]:
    return told(person.call("PUT", PROFILE, **as_json(body)))


def shown(person: Person) -> Any:
    return told(person.call("GET", PROFILE))[1]


def assert_refused(person: Person, body: Any, refusal: tuple[int, Any]) -> None:
    """Send the body, and good values beside it: the refusal is exact, and nothing changed."""
    before = shown(person)
    assert change(person, body) == refusal
    others = {**SENT, "time_zone": "Europe/Rome", "profile_picture": None}
    assert change(person, others | body) == refusal
    assert shown(person) == before
    assert person.http.get(before["profile_picture"]).status_code == 200
    assert "access" in log_in_again(person, PASSWORD)


def test_it_shows_what_was_registered_and_no_more(cast: Cast) -> None:
    for person in (cast.owner, cast.invitee, cast.other, cast.stranger):
        assert told(person.call("GET", PROFILE)) == (200, shown_profile(person))


@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
def test_everything_can_be_changed_at_once(newcomer: Callable[[], Person], encode: Any) -> None:
    person = newcomer()
    zone = {"time_zone": "Europe/Berlin"}
    changed = {**shown_profile(person, **SENT), **zone}
    assert told(person.call("PUT", PROFILE, **encode(SENT | zone))) == (200, changed)
    assert shown(person) == changed


def test_what_is_not_sent_stays(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    expected = shown_profile(person)
    assert told(person.call("PUT", PROFILE)) == (200, expected)
    assert change(person, {}) == (200, expected)
    for field, value in SENT.items():
        expected["user"][field] = value
        assert change(person, {field: value}) == (200, expected)
    expected["time_zone"] = "America/New_York"
    assert change(person, {"time_zone": "America/New_York"}) == (200, expected)
    assert shown(person) == expected


def test_ones_change_is_ones_own(cast: Cast, newcomer: Callable[[], Person]) -> None:
    assert change(newcomer(), SENT | {"time_zone": "Asia/Tokyo"})[0] == 200
    assert shown(cast.stranger) == shown_profile(cast.stranger)


@pytest.mark.parametrize(
    "body",
    [
        {"user": {"username": "x", "first_name": "x"}},
        {"user": 1, "user_id": 1},
        {"id": 1, "pk": 1},
        {"username": "taken-over"},
        {"is_staff": True, "is_superuser": True, "is_active": False},
        {"password": NEW_PASSWORD},
        {"email_confirmed_at": "2026-01-01T00:00:00Z"},
        {"last_login": None, "date_joined": "2020-01-01T00:00:00Z", "groups": [1]},
    ],
)
def test_read_only_and_unknown_keys_are_ignored(settled: Person, body: Any) -> None:
    before = shown(settled)
    assert change(settled, body) == (200, before)
    assert shown(settled) == before
    assert "access" in log_in_again(settled, PASSWORD)


@pytest.mark.parametrize("field", ["first_name", "last_name", "email"])
@pytest.mark.parametrize(
    ("value", "messages"),
    [
        ("", BLANK),
        ("  ", BLANK),
        (None, NULL),
        (True, NO_TEXT),
        ([], NO_TEXT),
        ({"a": "b"}, NO_TEXT),
        ("a\0b@example.org", CONTROL),
        ("a\x1bb@example.org", CONTROL),
        ("a\nb@example.org", CONTROL),
        ("\ud800@example.org", CONTROL),
    ],
)
def test_what_is_no_name_is_refused(
    settled: Person, field: str, value: Any, messages: list[str]
) -> None:
    assert_refused(settled, {field: value}, (400, {field: messages}))


@pytest.mark.parametrize("field", ["first_name", "last_name"])
def test_a_longer_name_is_refused(settled: Person, field: str) -> None:
    message = "Ensure this field has no more than 150 characters."
    assert_refused(settled, {field: "x" * 151}, (400, {field: [message]}))


def test_what_is_no_email_is_refused(settled: Person) -> None:
    for email in ("nowhere", *NOT_ASCII):
        assert_refused(settled, {"email": email}, (400, {"email": BAD_EMAIL}))


@pytest.mark.parametrize(
    "zone", ["Mars/Phobos", "europe/berlin", "../etc/passwd", "", "\0", "localtime", 1, [], None]
)
def test_what_is_no_time_zone_is_refused(settled: Person, zone: Any) -> None:
    messages = NULL if zone is None else BAD_ZONE
    assert_refused(settled, {"time_zone": zone}, (400, {"time_zone": messages}))


def test_everything_wrong_is_named(settled: Person) -> None:
    body = {"first_name": "", "email": "x", "time_zone": "x", "profile_picture": "x"}
    refusal = {
        "first_name": BLANK,
        "email": BAD_EMAIL,
        "time_zone": BAD_ZONE,
        "profile_picture": [
            "The submitted data was not a file. Check the encoding type on the form."
        ],
    }
    assert_refused(settled, body, (400, refusal))


def test_text_is_trimmed(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    padded = {field: f"  {value}  " for field, value in SENT.items()}
    assert change(person, padded) == (200, shown_profile(person, **SENT))


def test_a_time_zone_is_text_and_trimmed_too(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    expected = shown_profile(person) | {"time_zone": "Europe/Berlin"}
    assert change(person, {"time_zone": " Europe/Berlin "}) == (200, expected)


@pytest.mark.parametrize("encode", [as_form, as_multipart])
@pytest.mark.parametrize("field", ["first_name", "email", "time_zone"])
def test_a_form_sends_all_its_fields_so_a_blank_one_is_not_sent(
    settled: Person, encode: Any, field: str
) -> None:
    before = told(settled.call("GET", PROFILE))
    assert told(settled.call("PUT", PROFILE, **encode({field: ""}))) == before


@pytest.mark.parametrize(
    ("passwords", "refusal"),
    [
        ((None, NEW_PASSWORD, NEW_PASSWORD), CURRENT_FIRST),
        (("", NEW_PASSWORD, NEW_PASSWORD), CURRENT_FIRST),
        ((None, NEW_PASSWORD, None), CURRENT_FIRST),
        ((None, None, NEW_PASSWORD), CURRENT_FIRST),
        ((None, NEW_PASSWORD, "other"), CURRENT_FIRST),
        (("wrong", NEW_PASSWORD, NEW_PASSWORD), CURRENT_WRONG),
        (("wrong", NEW_PASSWORD, "other"), CURRENT_WRONG),
        (("wrong", NEW_PASSWORD, None), CURRENT_WRONG),
        (("wrong", None, None), CURRENT_WRONG),
        ((f" {PASSWORD}", NEW_PASSWORD, NEW_PASSWORD), CURRENT_WRONG),
        ((PASSWORD, NEW_PASSWORD, "other"), NO_MATCH),
        ((PASSWORD, NEW_PASSWORD, f"{NEW_PASSWORD} "), NO_MATCH),
        ((PASSWORD, NEW_PASSWORD, ""), NO_MATCH),
        ((PASSWORD, NEW_PASSWORD, None), NO_MATCH),
        ((PASSWORD, None, NEW_PASSWORD), NO_MATCH),
        ((PASSWORD, "1234", "12345"), NO_MATCH),
    ],
)
def test_passwords_are_checked_in_their_order(
    settled: Person, passwords: tuple[str | None, ...], refusal: tuple[int, Any]
) -> None:
    names = ("current_password", "new_password", "confirm_password")
    body = {name: value for name, value in zip(names, passwords, strict=True) if value is not None}
    assert_refused(settled, body, refusal)


def test_a_weak_new_password_is_refused(settled: Person) -> None:
    body = {
        "current_password": PASSWORD,
        "new_password": "12345678",
        "confirm_password": "12345678",
    }
    messages = ["This password is too common.", "This password is entirely numeric."]
    assert_refused(settled, body, (400, {"new_password": messages}))


@pytest.mark.parametrize("field", ["current_password", "new_password", "confirm_password"])
@pytest.mark.parametrize("value", ["a\0b", "\ud800", [], True])
def test_what_is_no_password_is_refused(settled: Person, field: str, value: Any) -> None:
    messages = CONTROL if isinstance(value, str) else NO_TEXT
    assert_refused(settled, {field: value}, (400, {field: messages}))


@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
def test_blank_passwords_are_not_sent(settled: Person, encode: Any) -> None:
    blank = dict.fromkeys(("current_password", "new_password", "confirm_password"), "")
    before = shown(settled)
    for body in (blank, blank | {"current_password": PASSWORD}):
        assert told(settled.call("PUT", PROFILE, **encode(body))) == (200, before)
    assert "access" in log_in_again(settled, PASSWORD)


def test_a_new_password_replaces_the_old(newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    body = {
        "current_password": PASSWORD,
        "new_password": f" {NEW_PASSWORD} ",
        "confirm_password": f" {NEW_PASSWORD} ",
    }
    assert change(person, body | SENT) == (200, shown_profile(person, **SENT))
    refused = {"non_field_errors": ["Username and password do not match"]}
    assert log_in_again(person, PASSWORD) == refused
    assert log_in_again(person, NEW_PASSWORD) == refused
    assert sorted(log_in_again(person, f" {NEW_PASSWORD} ")) == ["access", "refresh"]
