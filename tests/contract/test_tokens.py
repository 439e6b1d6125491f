from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.accounts import LOGIN, MISSING, PROFILE, REFRESH, REGISTER, TOKEN, deactivate, delete
from support.answers import as_form, as_json, as_multipart, told
from support.people import PASSWORD, Cast, Person
from support.tokens import ANONYMOUS, FORGERIES, INVALID, bearer, changed, log_in_again

NEW_PASSWORD = "amber-Lantern-73"
PROTECTED = [
    ("GET", PROFILE),
    ("PUT", PROFILE),
    ("GET", "/calendars/"),
    ("POST", "/calendars/"),
    ("GET", "/calendars/1/"),
    ("PUT", "/calendars/1/"),
    ("DELETE", "/calendars/1/"),
    ("PUT", "/calendars/1/finalize/"),
    ("GET", "/calendars/1/invitee/"),
    ("POST", "/calendars/1/invitee/"),
    ("GET", "/calendars/1/invitee/1/"),
    ("PUT", "/calendars/1/invitee/1/"),
    ("DELETE", "/calendars/1/invitee/1/"),
    ("GET", "/calendars/1/availabilities/"),
    ("POST", "/calendars/1/availabilities/"),
    ("GET", "/calendars/1/availabilities/1/"),
    ("PUT", "/calendars/1/availabilities/1/"),
    ("DELETE", "/calendars/1/availabilities/1/"),
    ("GET", "/calendars/1/schedule/"),
    ("POST", "/calendars/1/schedule/"),
    ("PUT", "/calendars/1/schedule/"),
    ("DELETE", "/calendars/1/schedule/"),
    ("GET", "/invitations/"),
    ("PUT", "/invitations/1/"),
    ("DELETE", "/invitations/1/"),
    ("GET", "/contacts/"),
    ("GET", "/contacts/friendRequests/"),
    ("POST", "/contacts/friendRequests/request/"),
    ("POST", "/contacts/friendRequests/user/"),
    ("DELETE", "/contacts/friendRequests/user/"),
]
PUBLIC = [
    ("POST", REGISTER),
    ("POST", LOGIN),
    ("POST", TOKEN),
    ("POST", REFRESH),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/docs/"),
]


@pytest.fixture
def rows(django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def refresh(cast: Cast, token: Any) -> tuple[int, Any]:
    return told(cast.anonymous.post(REFRESH, **as_json({"refresh": token})))


def open_profile(cast: Cast, token: str) -> tuple[int, Any]:
    return told(cast.anonymous.get(PROFILE, headers=bearer(token)))


def assert_ended(cast: Cast, tokens: dict[str, str]) -> None:
    assert open_profile(cast, tokens["access"]) == INVALID
    assert refresh(cast, tokens["refresh"]) == INVALID


@pytest.mark.parametrize(("method", "path"), PROTECTED)
def test_nobody_gets_in_without_a_token(cast: Cast, method: str, path: str) -> None:
    for address in (path, path.rstrip("/")):
        assert told(cast.anonymous.request(method, address)) == ANONYMOUS
        for token in ("garbage", ""):
            forged = cast.anonymous.request(method, address, headers=bearer(token))
            assert told(forged) == INVALID


@pytest.mark.parametrize(("method", "path"), PROTECTED)
def test_the_token_is_asked_for_before_the_body_is_read(cast: Cast, method: str, path: str) -> None:
    for headers in ({"Content-Type": "text/plain"}, {"Content-Type": "application/json"}):
        answer = cast.anonymous.request(method, path, content=b"{", headers=headers)
        assert told(answer) == ANONYMOUS


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_access_token_is_refused(cast: Cast, forgery: str) -> None:
    forged = FORGERIES[forgery](cast.stranger.tokens["access"])
    assert open_profile(cast, forged) == INVALID


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_refresh_token_is_refused(cast: Cast, forgery: str) -> None:
    assert refresh(cast, FORGERIES[forgery](cast.stranger.tokens["refresh"])) == INVALID


def test_letters_beyond_ascii_are_no_token(cast: Cast) -> None:
    """Granian hides such a header from the application: whichever refusal it is, it is one."""
    token = "t\u00f6ken.t\u00f6ken.t\u00f6ken"
    assert open_profile(cast, token) in (ANONYMOUS, INVALID)
    assert refresh(cast, token) == INVALID


def test_a_token_signed_anew_is_the_same(cast: Cast) -> None:
    """The corpus proves something: what is changed and signed in nothing else is believed."""
    assert open_profile(cast, changed(cast.stranger.tokens["access"]))[0] == 200
    assert refresh(cast, changed(cast.stranger.tokens["refresh"]))[0] == 200


def test_access_and_refresh_are_not_exchanged(cast: Cast) -> None:
    assert open_profile(cast, cast.stranger.tokens["refresh"]) == INVALID
    assert refresh(cast, cast.stranger.tokens["access"]) == INVALID


@pytest.mark.parametrize("scheme", ["Basic {}", "Token {}", "JWT {}", "{}", "Bearer{}", ""])
def test_another_scheme_is_no_token(cast: Cast, scheme: str) -> None:
    headers = {"Authorization": scheme.format(cast.stranger.tokens["access"])}
    assert told(cast.anonymous.get(PROFILE, headers=headers)) == ANONYMOUS


@pytest.mark.parametrize("scheme", ["bearer {}", "BEARER {}", "Bearer  {}"])
def test_a_scheme_has_any_case_and_spacing(cast: Cast, scheme: str) -> None:
    headers = {"Authorization": scheme.format(cast.stranger.tokens["access"])}
    answer = told(cast.anonymous.get(PROFILE, headers=headers))
    assert answer == told(cast.stranger.call("GET", PROFILE))


@pytest.mark.parametrize("place", ["query", "cookie", "body"])
def test_a_token_counts_in_the_header_only(cast: Cast, place: str) -> None:
    token = cast.stranger.tokens["access"]
    options: dict[str, Any] = {
        "query": {"params": {"access": token, "token": token}},
        "cookie": {"headers": {"Cookie": f"access={token}; sessionid={token}"}},
        "body": as_json({"access": token}),
    }[place]
    assert told(cast.anonymous.request("GET", PROFILE, **options)) == ANONYMOUS


@pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
def test_a_refresh_token_may_be_used_again(cast: Cast, encode: Any) -> None:
    body = encode({"refresh": cast.stranger.tokens["refresh"]})
    for _ in range(2):
        status, answer = told(cast.anonymous.post(REFRESH, **body))
        assert (status, list(answer)) == (200, ["access"])
        assert open_profile(cast, answer["access"]) == told(cast.stranger.call("GET", PROFILE))


@pytest.mark.parametrize("body", [{}, {"access": "x"}, {"token": "x"}])
def test_a_missing_refresh_token_is_named(cast: Cast, body: dict[str, str]) -> None:
    assert told(cast.anonymous.post(REFRESH, json=body)) == (400, {"refresh": MISSING})


@pytest.mark.parametrize("token", ["", None, [], {}, True, 5, "\0", "\ud800", ["a"]])
def test_what_is_no_refresh_token_is_refused(cast: Cast, token: Any) -> None:
    assert refresh(cast, token)[0] in {400, 401}


def test_a_changed_password_ends_every_token(cast: Cast, newcomer: Callable[[], Person]) -> None:
    person = newcomer()
    pairs = [person.tokens, log_in_again(person, PASSWORD)]
    refreshed = refresh(cast, person.tokens["refresh"])[1]["access"]
    passwords = {
        "current_password": PASSWORD,
        "new_password": NEW_PASSWORD,
        "confirm_password": NEW_PASSWORD,
    }
    assert person.call("PUT", PROFILE, passwords).status_code == 200
    for tokens in pairs:
        assert_ended(cast, tokens)
    assert open_profile(cast, refreshed) == INVALID
    fresh = log_in_again(person, NEW_PASSWORD)
    assert open_profile(cast, fresh["access"])[0] == 200
    assert refresh(cast, fresh["refresh"])[0] == 200


@pytest.mark.parametrize("end", [deactivate, delete])
def test_who_is_gone_has_no_tokens(
    cast: Cast, newcomer: Callable[[], Person], rows: None, end: Callable[[Person], None]
) -> None:
    person = newcomer()
    assert open_profile(cast, person.tokens["access"])[0] == 200
    end(person)
    assert_ended(cast, person.tokens)


@pytest.mark.parametrize(("method", "path"), PUBLIC)
@pytest.mark.parametrize("header", ["Bearer garbage", "Basic YTpi", "\u00fc", "", "Bearer {}"])
def test_what_is_public_does_not_look_at_the_header(
    cast: Cast, method: str, path: str, header: str
) -> None:
    authorization = header.format(cast.stranger.tokens["refresh"]).encode()
    for address in (path, path.rstrip("/")):
        plain = cast.anonymous.request(method, address)
        answer = cast.anonymous.request(method, address, headers={"Authorization": authorization})
        assert answer.status_code == plain.status_code
        assert answer.status_code in {200, 400}
        assert answer.headers["Content-Type"] == plain.headers["Content-Type"]
        assert answer.content == plain.content


def test_a_bad_token_does_not_stop_a_login(cast: Cast) -> None:
    credentials = {"username": cast.owner.username, "password": PASSWORD}
    for path in (LOGIN, TOKEN):
        answer = cast.anonymous.post(path, json=credentials, headers=bearer("garbage"))
        assert told(answer)[0] == 200
