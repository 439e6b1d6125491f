"""The API knows tokens only: neither a session nor a language changes anything about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.addresses import CALLS, fill
from support.pages import SESSION, Visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast

GERMAN = {"Accept-Language": "de", "Cookie": "language=de; theme=dark"}
NOT_LOGGED_IN = {"detail": "Authentication credentials were not provided."}


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_call_answers_the_same_in_any_language(cast: Cast, method: str, path: str) -> None:
    answers = [
        cast.stranger.http.request(method, fill(path), json={}, headers=headers)
        for headers in ({}, GERMAN)
    ]
    plain, german = ((a.status_code, a.text, a.headers.get("Vary")) for a in answers)
    assert plain == german
    assert not any("Set-Cookie" in answer.headers for answer in answers)
    assert not any("Content-Language" in answer.headers for answer in answers)


@pytest.mark.parametrize("path", ["/calendars/", "/contacts/", "/accounts/profile/"])
def test_a_session_is_no_token(cast: Cast, visitor: Callable[..., Visitor], path: str) -> None:
    browser = visitor(cast.owner)
    answer = browser.see(path)
    assert (answer.status_code, answer.json()) == (401, NOT_LOGGED_IN)
    token = {"Authorization": cast.stranger.http.headers["Authorization"]}
    both = browser.see(path, headers={**token, "Accept": "*/*"})
    assert both.json() == cast.stranger.call("GET", path).json()
    assert browser.http.cookies[SESSION]


def test_a_token_opens_no_page(cast: Cast) -> None:
    answer = cast.owner.call("GET", "/home/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/?next=%2Fhome%2F")
