from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx
import pytest
from support.accounts import (
    BAD_EMAIL,
    BAD_USERNAME,
    BLANK,
    CONTROL,
    MISSING,
    NO_TEXT,
    NOT_ASCII,
    NULL,
    PROFILE,
    REGISTER,
    TAKEN,
    details,
    new_username,
)
from support.answers import as_form, as_json, as_multipart, told
from support.people import Cast
from support.registering import is_nobody, profile_of, register

NAMES = ("username", "first_name", "last_name", "email")
PASSWORDS = ("password", "confirm_password")
FIELDS = NAMES + PASSWORDS


@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
def test_answers_the_account_without_its_password(cast: Cast, encode: Any) -> None:
    sent = details()
    account = {name: sent[name] for name in NAMES}
    assert told(cast.anonymous.post(REGISTER, **encode(sent))) == (201, account)
    shown = profile_of(cast, sent["username"])
    account["id"] = shown["user"]["id"]
    assert shown == {"user": account, "profile_picture": None, "time_zone": "UTC"}


def test_nothing_sent_is_told_every_field(cast: Cast) -> None:
    missing = dict.fromkeys(FIELDS, MISSING)
    assert told(cast.anonymous.post(REGISTER)) == (400, missing)
    assert told(cast.anonymous.post(REGISTER, json={})) == (400, missing)


@pytest.mark.parametrize("field", FIELDS)
def test_a_missing_field_is_named(cast: Cast, field: str) -> None:
    sent = details()
    username = sent["username"]
    del sent[field]
    assert told(cast.anonymous.post(REGISTER, json=sent)) == (400, {field: MISSING})
    assert is_nobody(cast, username)


@pytest.mark.parametrize("field", FIELDS)
def test_a_blank_field_is_refused(cast: Cast, field: str) -> None:
    assert register(cast, **{field: ""}) == (400, {field: BLANK})


@pytest.mark.parametrize("field", NAMES)
def test_spaces_alone_are_blank(cast: Cast, field: str) -> None:
    assert register(cast, **{field: " \t "}) == (400, {field: BLANK})


@pytest.mark.parametrize("field", FIELDS)
def test_null_is_refused(cast: Cast, field: str) -> None:
    assert register(cast, **{field: None}) == (400, {field: NULL})


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("value", [True, [], ["a"], {}, {"a": "b"}])
def test_what_is_no_text_is_refused(cast: Cast, field: str, value: Any) -> None:
    assert register(cast, **{field: value}) == (400, {field: NO_TEXT})


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("character", ["\0", "\x01", "\x1b", "\x7f", "\x85", "\t", "\n", "\ud800"])
def test_a_control_character_is_refused(cast: Cast, field: str, character: str) -> None:
    sent = f"a{character}b@example.org"
    assert register(cast, **{field: sent}) == (400, {field: CONTROL})


@pytest.mark.parametrize(
    ("field", "length"), [("username", 150), ("first_name", 150), ("last_name", 150)]
)
def test_a_longer_name_is_refused(cast: Cast, field: str, length: int) -> None:
    message = f"Ensure this field has no more than {length} characters."
    assert register(cast, **{field: "x" * (length + 1)}) == (400, {field: [message]})


def test_the_longest_names_are_taken_whole(cast: Cast) -> None:
    longest = {
        "username": new_username("longest").ljust(150, "x"),
        "first_name": "\u00e4" * 150,
        "last_name": "\U0001f600" * 150,
        "email": "e" * 64 + "@" + ".".join(["d" * 60] * 3) + ".org",
    }
    assert register(cast, **longest) == (201, longest)


def test_a_longer_email_is_refused(cast: Cast) -> None:
    message = "Ensure this field has no more than 254 characters."
    status, answer = register(cast, email="e" * 243 + "@example.org")
    assert (status, list(answer), answer["email"][0]) == (400, ["email"], message)


@pytest.mark.parametrize("email", ["ada", "ada@", "@example.org", "a b@example.org", "a@b@c.org"])
def test_what_is_no_email_is_refused(cast: Cast, email: str) -> None:
    assert register(cast, email=email) == (400, {"email": BAD_EMAIL})


@pytest.mark.parametrize("email", NOT_ASCII)
def test_an_email_in_other_letters_than_ascii_is_refused(cast: Cast, email: str) -> None:
    assert register(cast, email=email) == (400, {"email": BAD_EMAIL})


@pytest.mark.parametrize("username", ["a b", "a/b", "a<b>", "a'b", "\u202eadmin", "a\u200bb"])
def test_a_username_has_letters_digits_and_five_signs(cast: Cast, username: str) -> None:
    assert register(cast, username=username) == (400, {"username": BAD_USERNAME})


def test_the_five_signs_and_any_letters_make_a_username(cast: Cast) -> None:
    username = new_username("J\u00fcrgen_@.+-")
    assert register(cast, username=username)[0] == 201
    assert profile_of(cast, username)["user"]["username"] == username


def test_a_taken_username_is_refused(cast: Cast) -> None:
    before = told(cast.owner.call("GET", PROFILE))
    assert register(cast, username=cast.owner.username) == (400, {"username": TAKEN})
    assert told(cast.owner.call("GET", PROFILE)) == before


def test_a_username_is_one_in_every_width_and_padding(cast: Cast) -> None:
    taken = cast.owner.username
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in taken)
    for same in (wide, f" {taken} ", f"\t{taken}\n"):
        assert register(cast, username=same) == (400, {"username": TAKEN})


def test_a_username_is_kept_in_its_plain_width(cast: Cast) -> None:
    username = new_username("plain")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in username)
    status, answer = register(cast, username=wide)
    assert (status, answer["username"]) == (201, username)
    assert profile_of(cast, username)["user"]["username"] == username


def test_text_is_trimmed(cast: Cast) -> None:
    kept = {
        "username": new_username(),
        "first_name": "Mary Ann",
        "last_name": "Li",
        "email": "m@example.org",
    }
    padded = {name: f" \t{value}\r\n " for name, value in kept.items()}
    assert register(cast, **padded) == (201, kept)
    user = profile_of(cast, kept["username"])["user"]
    assert user == {**kept, "id": user["id"]}


def test_a_number_is_its_text(cast: Cast) -> None:
    number = 7_000_000 + int(new_username("")) * 10
    answer = {"username": f"{number}", "first_name": "42", "last_name": "0", "email": "m@a.org"}
    sent = {**answer, "username": number, "first_name": 42, "last_name": 0}
    assert register(cast, **sent) == (201, answer)
    assert profile_of(cast, str(number))["user"]["first_name"] == "42"


def test_superfluous_keys_are_ignored(cast: Cast) -> None:
    sent = details(id=1, is_staff=True, is_superuser=True, is_active=False, date_joined="x")
    account = {name: sent[name] for name in NAMES}
    assert told(cast.anonymous.post(REGISTER, json=sent)) == (201, account)
    assert profile_of(cast, sent["username"])["user"]["id"] != 1


def test_of_eight_at_once_one_gets_the_name(cast: Cast) -> None:
    username, barrier = new_username("wanted"), Barrier(8)

    def register_at_once(number: int) -> tuple[int, Any]:
        with httpx.Client(base_url=cast.anonymous.base_url, timeout=30) as http:
            sent = details(username=username, first_name=f"Person {number}")
            barrier.wait()
            return told(http.post(REGISTER, json=sent))

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(register_at_once, range(8)))
    won = [answer for status, answer in answers if status == 201]
    assert answers.count((400, {"username": TAKEN})) == 7
    assert [profile_of(cast, username)["user"]["first_name"]] == [a["first_name"] for a in won]
