"""What the running service writes to its log."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from support.people import PASSWORD, register
from support.service import Service


@pytest.fixture
def logged(tmp_path: Path, django_db_setup: None) -> Iterator[Service]:
    """Serve with a log that no other test writes to."""
    service = Service(tmp_path / "log")
    service.start()
    yield service
    service.stop()


def test_a_request_is_one_line_without_secrets(logged: Service) -> None:
    person = register(logged.url)
    person.call("GET", "/calendars/?token=canary-in-a-query", headers={"X-Secret": "canary"})
    httpx.get(f"{logged.url}/calendars/", headers={"Authorization": "Bearer canary"})
    httpx.get(f"{logged.url}/media/pictures/canary.webp")
    feed = person.call("POST", "/feeds/", {"kind": "meetings"}).json()
    httpx.get(logged.url + urlsplit(feed["address"]).path)
    httpx.get(f"{logged.url}/feeds/canary.ics/")
    httpx.get(f"{logged.url}/join/?token=canary-in-a-link", headers={"Referer": "canary"})
    person.http.close()
    text = logged.log.read_text()
    greeting, *rest = text.splitlines()
    assert greeting == f"OneOnOne serves on {logged.url}"
    lines = [json.loads(line) for line in rest]
    asked = [line for line in lines if line["logger"] == "oneonone.requests"]
    last = [{key: line[key] for key in ("method", "path", "status", "user")} for line in asked[-7:]]
    assert last == [
        {"method": "GET", "path": "/calendars/", "status": 200, "user": person.id},
        {"method": "GET", "path": "/calendars/", "status": 401, "user": None},
        {"method": "GET", "path": "/media/", "status": 404, "user": None},
        {"method": "POST", "path": "/feeds/", "status": 200, "user": person.id},
        {"method": "GET", "path": "/feeds/", "status": 200, "user": None},
        {"method": "GET", "path": "/feeds/", "status": 404, "user": None},
        {"method": "GET", "path": "/join/", "status": 404, "user": None},
    ]
    secret_of_feed = feed["address"].rpartition("/")[2].removesuffix(".ics")
    for secret in ("canary", secret_of_feed, PASSWORD, *person.tokens.values()):
        assert secret not in text
