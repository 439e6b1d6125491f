"""Headers that everything answered carries."""

import re

import httpx
import pytest
from support.people import Cast

POLICY = {
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}


@pytest.mark.parametrize(
    "path",
    [
        "/calendars/",
        "/accounts/profile/",
        "/contacts/",
        "/invitations/",
        "/feeds/",
        "/feeds/unknown.ics",
        "/healthz",
        "/.git/config",
    ],
)
@pytest.mark.parametrize("who", ["owner", "anonymous"])
def test_answers_are_nobody_elses_to_keep_frame_or_sniff(cast: Cast, who: str, path: str) -> None:
    client = cast.anonymous if who == "anonymous" else cast.owner.http
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert {"Authorization", "Cookie"} <= set(headers["Vary"].split(", "))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "Access-Control-Allow-Origin" not in headers


def test_the_page_of_the_docs_alone_allows_inline_styles(cast: Cast) -> None:
    headers = cast.anonymous.get("/docs/", headers={"Accept": "text/html"}).headers
    allowed = {"style-src 'self' 'unsafe-inline'", "img-src 'self' data:"}
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY | allowed


def test_the_docs_answer_in_the_media_type_that_is_asked_for(cast: Cast) -> None:
    kinds = {
        "text/html": "text/html; charset=utf-8",
        "*/*": "text/html; charset=utf-8",
        "application/vnd.oai.openapi+json": "application/vnd.oai.openapi+json",
        "application/coreapi+json": "application/coreapi+json",
        "application/coreapi+json, application/vnd.coreapi+json, */*": "application/coreapi+json",
        "image/png": "text/html; charset=utf-8",
    }
    for asked, given in kinds.items():
        answer = cast.anonymous.get("/docs/", headers={"Accept": asked})
        assert (answer.status_code, answer.headers["Content-Type"]) == (httpx.codes.OK, given)


def test_a_file_named_by_its_content_says_only_what_it_needs(cast: Cast) -> None:
    page = cast.anonymous.get("/login/", headers={"Accept": "text/html"}).text
    path = re.findall(r'href="(/static/css/base\.\w+\.css)"', page)[0]
    headers = cast.anonymous.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "max-age=315360000, public, immutable"
    needless = {"Referrer-Policy", "ETag", "Last-Modified", "Access-Control-Allow-Origin"}
    assert {name for name in needless if name in headers} == set()
