"""With an https address nothing is served in the clear."""

from collections.abc import Iterator

import httpx
import pytest
from support.accounts import details
from support.pages import HTML
from support.service import Service

SETTINGS = {
    "ONEONONE_BASE_URL": "https://oneonone.example",
    "ONEONONE_SECRET_KEY": "an-own-key-" * 5,
}
HOST = {"Host": "oneonone.example"}
BY_TLS = {**HOST, "X-Forwarded-Proto": "https"}


@pytest.fixture(scope="module")
def production(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None
) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp("production") / "log", **SETTINGS)
    service.start()
    yield service
    service.stop()


def test_a_request_in_the_clear_is_sent_to_tls(production: Service) -> None:
    answer = httpx.get(f"{production.url}/calendars/", headers=HOST)
    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://oneonone.example/calendars/"


def test_a_browser_that_asks_for_another_host_is_told_so_on_a_page(production: Service) -> None:
    for scheme in ("http", "https"):
        headers = {"Host": "evil.example", "X-Forwarded-Proto": scheme, "Accept": "text/html"}
        answer = httpx.get(f"{production.url}/login/", headers=headers)
        assert (answer.status_code, answer.headers["Content-Type"]) == (400, HTML)
        assert "evil.example" not in answer.text


def test_browsers_are_told_to_keep_to_tls(production: Service) -> None:
    answer = httpx.get(f"{production.url}/calendars/", headers=BY_TLS)
    assert answer.status_code == 401
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_cookies_are_for_this_host_alone(production: Service) -> None:
    answer = httpx.get(f"{production.url}/docs/?script=", headers={**BY_TLS, "Accept": "text/html"})
    assert answer.status_code == 200
    assert_closed(answer)


def test_pages_work_by_tls_with_cookies_for_this_host_alone(production: Service) -> None:
    pages = {**BY_TLS, "Accept": "text/html", "Origin": "https://oneonone.example"}
    seen = httpx.get(f"{production.url}/login/", headers=pages)
    assert seen.status_code == 200
    token = assert_closed(seen)["__Host-csrftoken"]
    sent = {"csrfmiddlewaretoken": token, **details(), "theme": "dark", "language": "de"}
    pages["Cookie"] = f"__Host-csrftoken={token}"
    signed_up = httpx.post(f"{production.url}/signup/", data=sent, headers=pages)
    assert (signed_up.status_code, signed_up.headers["Location"]) == (302, "/home/")
    assert "__Host-sessionid" in assert_closed(signed_up)
    look = httpx.post(f"{production.url}/look/", data=sent, headers=pages)
    assert {"__Host-theme", "__Host-language"} <= set(assert_closed(look))


def assert_closed(answer: httpx.Response) -> dict[str, str]:
    """Read the cookies that an answer sets: each is this host's alone, and closed to scripts."""
    cookies = {}
    for cookie in answer.headers.get_list("Set-Cookie"):
        (name, value), flags = cookie.split("; ")[0].strip().split("="), set(cookie.split("; "))
        assert name.startswith("__Host-")
        assert {"Secure", "Path=/", "HttpOnly", "SameSite=Lax"} <= flags
        cookies[name] = value
    return cookies
