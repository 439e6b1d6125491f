"""What may come as a body, and what of it is refused: always in JSON, never with a 5xx."""

import gzip
import http.client
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from support.accounts import LOGIN
from support.answers import JSON, as_form, as_json, raw_json, told
from support.clients import NO_TLS
from support.people import PASSWORD, Cast

WRITERS = [
    ("POST", "/accounts/register/"),
    ("POST", "/accounts/login/"),
    ("POST", "/api/token/"),
    ("POST", "/api/token/refresh/"),
    ("PUT", "/accounts/profile/"),
    ("POST", "/calendars/"),
    ("POST", "/feeds/"),
    ("POST", "/contacts/friendRequests/request/"),
    ("POST", "/contacts/friendRequests/user/"),
    ("DELETE", "/contacts/friendRequests/user/"),
    ("POST", "/guests/claim/"),
    ("POST", "/contacts/blocks/"),
    ("DELETE", "/contacts/blocks/"),
    ("PUT", "/calendars/{id}/"),
    ("PUT", "/calendars/{id}/finalize/"),
    ("POST", "/calendars/{id}/remind/"),
    ("POST", "/calendars/{id}/invitee/"),
    ("POST", "/calendars/{id}/availabilities/"),
    ("PUT", "/calendars/{id}/availabilities/"),
    ("POST", "/calendars/{id}/schedule/"),
    ("PUT", "/calendars/{id}/schedule/"),
]
BROKEN = {
    "an open brace": b"{",
    "a word": b"username",
    "a lone quote": b"'",
    "single quotes": b"{'a': 1}",
    "a comma too many": b'{"a": 1,}',
    "two values": b"{} {}",
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": Infinity}',
    "minus Infinity": b'{"a": -Infinity}',
    "a leading zero": b'{"a": 01}',
    "a raw line break": b'{"a": "\n"}',
    "a raw NUL": b'{"a": "\0"}',
    "invalid UTF-8": b'{"a": "\xff"}',
    "an encoded surrogate": b'{"a": "\xed\xa0\x80"}',
    "UTF-16": '{"a": "b"}'.encode("utf-16"),
    "UTF-32": '{"a": "b"}'.encode("utf-32"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "gzip": gzip.compress(b"{}"),
    "a number of 5,000 digits": b'{"a": ' + b"1" * 5000 + b"}",
    "2,000 open brackets": b"[" * 2000,
    "20,000 open brackets": b"[" * 20_000,
    "200,000 open objects": b'{"a":' * 200_000,
    "2,000 deep": b"[" * 2000 + b"]" * 2000,
    "20,000 deep": b"[" * 20_000 + b"]" * 20_000,
    "200,000 deep": b'{"a":' * 200_000 + b"1" + b"}" * 200_000,
}
NO_OBJECTS = [b"[]", b"[{}]", b'"text"', b"1", b"1.5", b"true", b"null"]


@pytest.fixture
def calendar(cast: Cast) -> Iterator[str]:
    """Make a calendar that every refused body leaves as it is."""
    body = {"name": "Bodies", "start_date": "2097-01-07", "end_date": "2097-01-11"}
    made = told(cast.owner.call("POST", "/calendars/", body))[1]
    yield str(made["id"])
    assert told(cast.owner.call("GET", f"/calendars/{made['id']}/")) == (200, made)


@pytest.fixture
def send(cast: Cast, calendar: str) -> Callable[..., tuple[int, Any]]:
    """Send as the calendar's owner over a connection of its own: some servers close it."""

    def send_once(method: str, path: str, **options: Any) -> tuple[int, Any]:
        url = str(cast.anonymous.base_url).rstrip("/") + path.replace("{id}", calendar)
        bearer = {"Authorization": f"Bearer {cast.owner.tokens['access']}"}
        options["headers"] = bearer | options.get("headers", {})
        return told(httpx.request(method, url, timeout=30, verify=NO_TLS, **options))

    return send_once


@pytest.mark.parametrize(("method", "path"), WRITERS)
@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/xml", "application/jsonx", "x", ""]
)
def test_another_media_type_is_a_415(send: Any, method: str, path: str, media_type: str) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    status, answer = send(method, path, content=b'{"username": "a"}', headers=headers)
    assert (status, list(answer)) == (415, ["detail"])


@pytest.mark.parametrize("media_type", ["Application/JSON", "application/json; charset=utf-8"])
def test_json_is_known_in_any_spelling(cast: Cast, media_type: str) -> None:
    body = json.dumps({"username": cast.owner.username, "password": PASSWORD})
    answer = cast.anonymous.post(LOGIN, content=body, headers={"Content-Type": media_type})
    assert told(answer)[0] == 200


@pytest.mark.parametrize("body", BROKEN)
def test_what_is_no_json_is_refused(send: Any, body: str) -> None:
    for path in ("/accounts/profile/", "/calendars/{id}/finalize/"):
        assert send("PUT", path, **raw_json(BROKEN[body]))[0] == 400


@pytest.mark.parametrize(("method", "path"), WRITERS)
def test_broken_json_is_refused_everywhere(send: Any, method: str, path: str) -> None:
    for body in ("an open brace", "NaN", "20,000 deep"):
        assert send(method, path, **raw_json(BROKEN[body]))[0] == 400


@pytest.mark.parametrize(("method", "path"), WRITERS)
def test_a_body_is_an_object(send: Any, method: str, path: str) -> None:
    for body in NO_OBJECTS:
        assert send(method, path, **raw_json(body))[0] == 400


@pytest.mark.parametrize(("method", "path"), WRITERS)
def test_ten_megabytes_are_a_413(send: Any, method: str, path: str) -> None:
    status, answer = send(method, path, **raw_json(b"a" * 10_000_000))
    assert (status, list(answer)) == (413, ["detail"])


@pytest.mark.parametrize("field", ["username", "password"])
@pytest.mark.parametrize("depth", [10, 500, 900])
def test_a_nest_is_no_text(cast: Cast, field: str, depth: int) -> None:
    nest: Any = "x"
    for _ in range(depth):
        nest = [nest]
    body = {"username": "nobody-at-all", "password": "x", field: nest}
    status, answer = told(cast.anonymous.post("/api/token/", **as_json(body)))
    assert (status, answer) == (400, {field: ["Not a valid string."]})


@pytest.mark.parametrize(("method", "path"), WRITERS)
def test_ten_thousand_fields_are_refused(send: Any, method: str, path: str) -> None:
    fields = {f"field{number}": "x" for number in range(10_000)}
    assert send(method, path, **as_form(fields))[0] in {400, 413}


@pytest.mark.parametrize(("method", "path"), WRITERS)
def test_multipart_without_a_boundary_is_refused(send: Any, method: str, path: str) -> None:
    headers = {"Content-Type": "multipart/form-data"}
    assert send(method, path, content=b"--frontier\r\n", headers=headers)[0] == 400


@pytest.mark.parametrize(("method", "path"), WRITERS)
def test_a_body_without_a_length_is_refused(send: Any, method: str, path: str) -> None:
    status, _ = send(method, path, content=iter([b"{}"]), headers={"Content-Type": JSON})
    assert 400 <= status < 500


@pytest.mark.parametrize("length", ["-1", "abc", "1e3", str(2**64)])
def test_a_nonsense_length_is_no_server_error(cast: Cast, length: str) -> None:
    address = urlsplit(str(cast.anonymous.base_url))
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=10)
    connection.request("POST", LOGIN, headers={"Content-Type": JSON, "Content-Length": length})
    status = connection.getresponse().status
    connection.close()
    assert 400 <= status < 500
