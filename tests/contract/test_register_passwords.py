import pytest
from support.accounts import LOGIN, REGISTER, details, new_username
from support.answers import as_json, raw_json
from support.people import PASSWORD, Cast
from support.registering import is_nobody, log_in, register

TOO_COMMON = "This password is too common."
ALL_DIGITS = "This password is entirely numeric."
TOO_SHORT = "This password is too short. It must contain at least 8 characters."


def test_a_password_sent_as_a_number_is_its_very_text(cast: Cast) -> None:
    sent = details(password="PASSWORD", confirm_password="PASSWORD")
    body = cast.anonymous.build_request("POST", REGISTER, **as_json(sent)).content.decode()
    answer = cast.anonymous.post(REGISTER, **raw_json(body.replace('"PASSWORD"', "73.10951e90")))
    assert answer.status_code == 201
    assert log_in(cast, sent["username"], "73.10951e90")


def test_a_password_of_digits_is_refused_as_number_and_as_text(cast: Cast) -> None:
    messages = [TOO_COMMON, ALL_DIGITS]
    for sent in (12345678, "12345678"):
        answer = register(cast, password=sent, confirm_password=sent)
        assert answer == (400, {"password": messages})


def test_passwords_are_not_trimmed(cast: Cast) -> None:
    sent = details(password=f" {PASSWORD} ", confirm_password=f" {PASSWORD} ")
    assert cast.anonymous.post(REGISTER, json=sent).status_code == 201
    assert log_in(cast, sent["username"], f" {PASSWORD} ")
    wrong = {"username": sent["username"], "password": PASSWORD}
    assert cast.anonymous.post(LOGIN, json=wrong).status_code == 400


@pytest.mark.parametrize("other", [PASSWORD + " ", PASSWORD.upper(), "x"])
def test_unequal_passwords_are_told_under_the_second(cast: Cast, other: str) -> None:
    username = new_username()
    status, answer = register(cast, username=username, confirm_password=other)
    assert (status, list(answer)) == (400, ["confirm_password"])
    assert [type(message) for message in answer["confirm_password"]] == [str]
    assert is_nobody(cast, username)


@pytest.mark.parametrize(
    ("password", "messages"),
    [
        ("x9$kQ", [TOO_SHORT]),
        ("password", [TOO_COMMON]),
        ("8264019375", [ALL_DIGITS]),
        ("1234", [TOO_SHORT, TOO_COMMON, ALL_DIGITS]),
        ("Wolkenkratzer", ["The password is too similar to the last name."]),
        ("Wolkenkratzer1", ["The password is too similar to the last name."]),
        ("zeppelin@example.org", ["The password is too similar to the email address."]),
    ],
)
def test_djangos_validators_speak_under_password(
    cast: Cast, password: str, messages: list[str]
) -> None:
    username = new_username()
    person = {
        "username": username,
        "last_name": "Wolkenkratzer",
        "email": "zeppelin@example.org",
    }
    answer = register(cast, **person, password=password, confirm_password=password)
    assert answer == (400, {"password": messages})
    assert is_nobody(cast, username)


def test_a_password_like_the_username_is_refused(cast: Cast) -> None:
    username = new_username("hippopotamus")
    answer = register(cast, username=username, password=username, confirm_password=username)
    messages = ["The password is too similar to the username."]
    assert answer == (400, {"password": messages})


def test_an_endless_password_is_refused(cast: Cast) -> None:
    endless = "a1" * 100_000
    status, answer = register(cast, password=endless, confirm_password=endless)
    assert (status, sorted(answer)) == (400, ["confirm_password", "password"])
