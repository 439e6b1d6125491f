"""What holds for every address, whatever it does."""

import http.client
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from support.accounts import PROFILE
from support.addresses import (
    ADDRESSES,
    CALLS,
    IN_A_CALENDAR,
    METHODS,
    READABLE,
    REFUSED_CALLS,
    fill,
)
from support.answers import JSON, told
from support.people import Cast

NOT_FOUND = (404, {"detail": "Not found."})
CALENDAR = {"name": "Everywhere", "start_date": "2097-01-07", "end_date": "2097-01-11"}
ACCEPTS = [
    "application/coreapi+json, application/vnd.coreapi+json, */*",
    "text/html",
    "application/xml",
    "application/json;version=9",
    "image/*;q=0.1",
    "junk",
    ";;;=,",
    "",
]
ODD_IDS = [
    "0",
    "-1",
    "+1",
    "01",
    "1.0",
    "abc",
    "1e3",
    "0x1",
    "1_0",
    "True",
    "null",
    str(2**31),
    str(2**63 - 1),
    str(2**63),
    str(2**64),
    "9" * 5000,
    "%D9%A1",
    "%C2%B2",
    "%00",
    "1%00",
    "%0A",
    "1%0A",
    "%20",
    "1%20",
    "%FF",
    "%ED%A0%80",
    "..",
    "%2e%2e",
    "%2F",
    "*",
    "'",
    "{id}",
]


def told_of(answer: httpx.Response) -> tuple[int, Any]:
    """As `told`, and for HEAD, which has no body."""
    if answer.request.method == "HEAD":
        assert answer.content == b""
        return answer.status_code, None
    return told(answer)


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_slash_more_or_less_changes_nothing(cast: Cast, method: str, path: str) -> None:
    address = fill(path)
    answers = [cast.stranger.call(method, end) for end in (address, f"{address}/")]
    first, second = (told(answer) for answer in answers)
    assert first == second
    assert first[0] not in {401, 405}
    if path in IN_A_CALENDAR:
        assert first == NOT_FOUND


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_calendar_lives_and_dies_with_or_without_slashes(cast: Cast, slash: str) -> None:
    created = told(cast.owner.call("POST", f"/calendars{slash}", CALENDAR))
    assert created[0] == 200
    address = f"/calendars/{created[1]['id']}"
    assert told(cast.owner.call("GET", address + slash)) == created
    renamed = told(cast.owner.call("PUT", address + slash, {"name": "Renamed"}))
    assert renamed == (200, {**created[1], "name": "Renamed"})
    finalized = {"detail": "Calendar has been successfully finalized."}
    assert told(cast.owner.call("PUT", f"{address}/finalize{slash}")) == (200, finalized)
    assert told(cast.owner.call("DELETE", address + slash)) == (200, {})
    assert told(cast.owner.call("GET", address + slash)) == NOT_FOUND


@pytest.mark.parametrize(("method", "path"), REFUSED_CALLS)
def test_another_method_is_a_405_in_json(cast: Cast, method: str, path: str) -> None:
    for address in (fill(path), f"{fill(path)}/"):
        answer = cast.stranger.call(method, address)
        detail = {"detail": f'Method "{method}" not allowed.'}
        assert told_of(answer) == (405, None if method == "HEAD" else detail)
        assert set(answer.headers["Allow"].split(", ")) - {"HEAD", "OPTIONS"} == ADDRESSES[path]


@pytest.mark.parametrize("path", READABLE)
def test_head_is_get_without_a_body(cast: Cast, path: str) -> None:
    full, head = cast.stranger.call("GET", path), cast.stranger.call("HEAD", path)
    assert (full.status_code, head.status_code, head.content) == (200, 200, b"")
    assert head.headers["Content-Type"] == JSON


@pytest.mark.parametrize("accept", ACCEPTS)
@pytest.mark.parametrize("path", READABLE)
def test_every_accept_header_is_answered_in_json(cast: Cast, path: str, accept: str) -> None:
    plain = told(cast.stranger.call("GET", path))
    for query in ("", "?format=api", "?format=xml"):
        answer = cast.stranger.call("GET", path + query, headers={"Accept": accept})
        assert told(answer) == plain


@pytest.mark.parametrize("accept", ACCEPTS)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/accounts/register/", 400),
        ("POST", "/accounts/login/", 400),
        ("POST", "/calendars/", 400),
        ("POST", "/contacts/friendRequests/user/", 400),
        ("PATCH", "/contacts/", 405),
        ("GET", "/calendars/999999999/", 404),
    ],
)
def test_every_accept_header_is_refused_in_json(
    cast: Cast, method: str, path: str, status: int, accept: str
) -> None:
    answer = cast.stranger.call(method, path, headers={"Accept": accept})
    assert told(answer)[0] == status
    assert told(cast.anonymous.get(PROFILE, headers={"Accept": accept}))[0] == 401


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/accounts",
        "/accounts/",
        "/accounts/registers/",
        "/Accounts/login/",
        "/accounts//login/",
        "/accounts/login//",
        "/accounts/login/1/",
        "/api/",
        "/api/tokens/",
        "/calendars//invitee/",
        "/calendars/1/2/3/",
        "/contacts/friendrequests/",
        "/contacts/friendRequests/user/x",
        "/media/",
        "/media/pictures/",
        "/static/nothing.css",
        "/static/..%2fdb.sqlite3",
        "/admin/",
        "/%00",
        "/%FF%FE",
        "/%0d%0aX-Injected:%20yes",
        "/" + "a" * 7000,
        "/" + "a/" * 1000,
        "/.env",
        "/accounts/login;x=1",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_unknown_address_is_a_404_in_json(cast: Cast, path: str, method: str) -> None:
    url = str(cast.anonymous.base_url).rstrip("/") + path
    assert told(cast.anonymous.request(method, url)) == NOT_FOUND


@pytest.mark.parametrize("odd", ODD_IDS)
@pytest.mark.parametrize("path", ["/calendars/{}", "/calendars/{}/invitee", "/invitations/{}"])
def test_an_odd_id_finds_nothing(cast: Cast, path: str, odd: str) -> None:
    for method in ("PUT", "DELETE") if "invitations" in path else ("GET", "POST"):
        answer = raw_request(cast, method, path.format(odd))
        assert answer[0] in {400, 404, 405, 414}
        if odd not in {"..", "%2e%2e", "%2F"} and answer[0] != 405:
            assert answer == NOT_FOUND


@pytest.mark.parametrize("odd", ODD_IDS)
def test_an_odd_childs_id_finds_nothing(cast: Cast, odd: str) -> None:
    calendar = told(cast.owner.call("POST", "/calendars/", CALENDAR))[1]["id"]
    for child in ("invitee", "availabilities"):
        status, answer = raw_request(
            cast, "DELETE", f"/calendars/{calendar}/{child}/{odd}", cast.owner.tokens["access"]
        )
        assert status in {404, 405}
        assert (status, answer) == NOT_FOUND or odd in {"..", "%2e%2e", "%2F"}
    assert told(cast.owner.call("DELETE", f"/calendars/{calendar}/")) == (200, {})


def raw_request(cast: Cast, method: str, path: str, token: str = "") -> tuple[int, Any]:
    """Send a path as it is: httpx would tidy dots and escapes away."""
    address = urlsplit(str(cast.anonymous.base_url))
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
    token = token or cast.stranger.tokens["access"]
    connection.request(method, path, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    response = httpx.Response(answer.status, headers=answer.getheaders(), content=answer.read())
    connection.close()
    return told(response)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b", "127.0.0.1:x"])
def test_another_host_is_a_400(cast: Cast, host: str) -> None:
    for path in ("/accounts/profile/", "/healthz", "/nowhere"):
        answer = cast.anonymous.get(path, headers={"Host": host})
        assert told(answer) == (400, {"detail": "The request could not be read."})


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"])
def test_what_a_proxy_would_say_is_not_believed(cast: Cast, header: str) -> None:
    answer = cast.stranger.call("GET", PROFILE, headers={header: "canary.example"})
    assert told(answer) == told(cast.stranger.call("GET", PROFILE))
    assert "canary" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("path", ["/docs", "/docs/"])
@pytest.mark.parametrize("accept", ACCEPTS)
def test_the_docs_answer_anybody(cast: Cast, path: str, accept: str) -> None:
    assert cast.anonymous.get(path, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "FOO"])
def test_the_docs_refuse_other_methods_in_json(cast: Cast, method: str) -> None:
    refused = {"detail": f'Method "{method}" not allowed.'}
    for path in ("/docs", "/docs/"):
        assert told(cast.anonymous.request(method, path)) == (405, refused)


@pytest.mark.parametrize("method", METHODS)
def test_health_answers_every_method(cast: Cast, method: str) -> None:
    for path in ("/healthz", "/healthz/", "/readyz", "/readyz/"):
        assert told_of(cast.anonymous.request(method, path))[0] in {200, 405}
