"""With an https address nothing is served in the clear."""

from collections.abc import Iterator

import httpx
import pytest
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


def test_browsers_are_told_to_keep_to_tls(production: Service) -> None:
    answer = httpx.get(f"{production.url}/calendars/", headers=BY_TLS)
    assert answer.status_code == 401
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_cookies_are_for_this_host_alone(production: Service) -> None:
    answer = httpx.get(f"{production.url}/docs/?script=", headers={**BY_TLS, "Accept": "text/html"})
    assert answer.status_code == 200
    for cookie in answer.headers.get_list("Set-Cookie"):
        assert cookie.startswith("__Host-")
        assert {"Secure", "Path=/"} <= set(cookie.split("; "))
