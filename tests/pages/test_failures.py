"""What goes wrong is a page for people, and a few words of JSON for programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from support.pages import HTML, SESSION, TOKEN, Visitor
from support.people import register
from support.routes import page_paths
from support.soak import SOAK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.people import Cast, Person
    from support.service import InsideService, Service

    Come = Callable[..., Visitor]

FORM = "application/x-www-form-urlencoded"
WITHOUT_TOKEN = "/mails/stop/"  # mail programs send it; the link itself is the proof
STALE = "This form was open for too long, or you have logged in again since."


def heading(page: httpx.Response) -> str:
    assert page.headers["Content-Type"] == HTML
    found = re.search("<h1>(.*?)</h1>", page.text)
    assert found, page.text
    return found[1].replace("&#x27;", "'")


def origin(browser: Visitor) -> str:
    return str(browser.http.base_url).rstrip("/")


def test_an_unknown_address_is_a_page_for_a_browser_and_json_for_a_program(
    visitor: Come, cast: Cast
) -> None:
    for browser in (visitor(), visitor(cast.owner)):
        page = browser.see("/nothing/here")
        assert (page.status_code, heading(page)) == (404, "There is nothing here")
        home = "/home/" if SESSION in browser.http.cookies else "/"
        assert f'href="{home}"' in page.text
    for accept in ("*/*", "application/json", "text/plain", "application/json, text/html;q=0.5"):
        answer = browser.see("/nothing/here", headers={"Accept": accept})
        assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})


def test_a_page_that_can_not_be_asked_so_says_how(visitor: Come, cast: Cast) -> None:
    browser = visitor(cast.owner)
    page = browser.see("/me/contacts/answer/")
    assert (page.status_code, heading(page)) == (405, "That can't be done here")
    assert page.headers["Allow"] == "POST"
    token = {"X-CSRFToken": browser.http.cookies[TOKEN], "Accept": "*/*"}
    answer = browser.http.delete("/home/", headers=token)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert answer.json() == {"detail": "This address can't be asked for in that way."}


def test_an_act_that_is_refused_without_a_form_is_a_page_with_the_reason(
    visitor: Come, cast: Cast
) -> None:
    browser = visitor(cast.owner)
    page = browser.send("/me/contacts/remove/", {"username": cast.stranger.username})
    assert (page.status_code, heading(page)) == (400, "That did not work")
    assert "You are not friends with this user" in page.text
    answer = browser.send("/me/contacts/remove/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.json()) == (400, {"detail": "User does not exist"})


def test_only_a_link_from_a_mail_is_taken_without_a_token(visitor: Come) -> None:
    assert visitor().http.post(WITHOUT_TOKEN).status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize("path", [path for path in page_paths("POST") if path != WITHOUT_TOKEN])
def test_no_form_is_taken_without_its_token(visitor: Come, cast: Cast, path: str) -> None:
    for browser in (visitor(), visitor(cast.owner)):
        for values in ({}, {"csrfmiddlewaretoken": "a" * 32}):
            page = browser.http.post(path, data=values)
            assert (page.status_code, heading(page)) == (403, "Please send that again")
            assert STALE in page.text


def test_a_stale_form_of_ours_can_be_sent_again_as_it_was(visitor: Come, cast: Cast) -> None:
    browser = visitor(cast.owner)
    typed = {"csrfmiddlewaretoken": "a" * 32, "requested": 'no-such "person"'}
    ours = {"Origin": origin(browser)}
    page = browser.http.post("/me/contacts/", data=typed, headers=ours)
    assert page.status_code == httpx.codes.FORBIDDEN
    form = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text)
    kept = {name: value.replace("&quot;", '"') for name, value in form}
    again = browser.http.post(
        "/me/contacts/", data={name: kept[name] for name in typed}, headers=ours
    )
    assert "User does not exist" in again.text
    assert "no-such &quot;person&quot;" in again.text


@pytest.mark.parametrize(
    ("path", "typed", "headers"),
    [
        ("/me/contacts/", {"requested": "canary"}, {}),
        ("/me/contacts/", {"requested": "canary"}, {"Origin": "https://evil.example"}),
        ("/me/contacts/", {"requested": "canary"}, {"Origin": "null"}),
        ("/me/password/", {"new_password": "canary"}, {"Origin": "ours"}),
    ],
)
def test_what_another_site_sent_or_what_is_secret_is_not_offered_again(
    visitor: Come, cast: Cast, path: str, typed: dict[str, str], headers: dict[str, str]
) -> None:
    browser = visitor(cast.owner)
    headers = {name: value.replace("ours", origin(browser)) for name, value in headers.items()}
    page = browser.http.post(path, data=typed, headers=headers)
    assert page.status_code == httpx.codes.FORBIDDEN
    assert "canary" not in page.text


@pytest.mark.parametrize("path", page_paths("POST"))
@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "application/json", 415),
        (b"a=1", "text/plain", 415),
        (b"a=1", "", 415),
        (b"a=" + b"x" * 2_000_000, FORM, 413),
        (b"x" * 6_000_001, "multipart/form-data; boundary=x", 413),
        (b"nonsense", "multipart/form-data", 400),
        (b"nonsense", "multipart/form-data; boundary=", 400),
        (b"&".join(b"a=1" for _ in range(1_001)), FORM, 400),
        (b"\xff\xfe=\x00&%00=%00", FORM, 403),
        (b"a=1", f"{FORM}; charset=hex", 403),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x; charset=rot13", 403),
    ],
)
def test_a_body_that_is_no_form_is_refused(
    visitor: Come, cast: Cast, path: str, content: bytes, kind: str, status: int
) -> None:
    headers = {"Content-Type": kind.encode("latin-1")} if kind else {}
    page = visitor(cast.owner).http.post(path, content=content, headers=headers)
    assert page.status_code == (404 if (path, status) == (WITHOUT_TOKEN, 403) else status)
    assert heading(page)


NASTY = [
    "\0",
    "a\0b",
    "\ud800",
    "\x1b[0m",
    "x" * 10_000,
    "' OR 1=1 --",
    "<script>",
    "%s{}",
    "\u0661",
]
FIELDS = ("username", "password", "first_name", "email", "time_zone", "requested", "action", "next")


@pytest.fixture(scope="module")
def renamed(service: Service | InsideService) -> Iterator[Person]:
    """Somebody whom no other test knows: some of the texts are names."""
    person = register(service.url, "renamed")
    yield person
    person.http.close()


@pytest.mark.parametrize("path", page_paths("POST"))
@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_no_text_breaks_a_page(visitor: Come, renamed: Person, path: str, text: str) -> None:
    browser = visitor(renamed)
    token = browser.http.cookies[TOKEN]
    typed = text.encode(errors="surrogatepass")
    for fields in (FIELDS, *((field,) for field in FIELDS if SOAK)):
        content = {"csrfmiddlewaretoken": token, **dict.fromkeys(fields, typed)}
        page = browser.http.post(path, data=content)
        assert page.status_code in {302, 400, 403, 404, 410, 429}
        assert "<script>" not in page.text.replace('<script type="module"', "")
    page = browser.see("/login/", params={"next": typed})
    assert page.status_code < 500
