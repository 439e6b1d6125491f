"""Language and theme: what a browser asks for, and what somebody has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from support.pages import Visitor, errors, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast, Person

    Come = Callable[..., Visitor]


def language(page: httpx.Response) -> str:
    said = page.headers["Content-Language"]
    assert f'<html lang="{said}"' in page.text
    return str(said)


@pytest.mark.parametrize(
    ("asked", "given"),
    [("de", "de"), ("de-AT,en;q=0.5", "de"), ("fr,de;q=0.3", "de"), ("fr", "en"), ("\xff;;", "en")],
)
def test_a_page_speaks_the_language_that_a_browser_asks_for(
    visitor: Come, asked: str, given: str
) -> None:
    page = visitor().see("/login/", headers={"Accept-Language": asked.encode("latin-1")})
    assert language(page) == given
    assert ("Anmelden" in page.text) == (given == "de")


def test_what_is_chosen_stays(visitor: Come) -> None:
    browser = visitor()
    answer = browser.send("/look/", {"language": "de", "next": "/signup/?next=/home/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/signup/?next=/home/")
    answer = browser.send("/look/", {"theme": "dark"})
    page = browser.see("/login/", headers={"Accept-Language": "en"})
    assert language(page) == "de"
    assert 'data-theme="dark"' in page.text
    assert '<meta name="color-scheme" content="dark">' in page.text
    browser.send("/look/", {"theme": "system", "language": "en"})
    page = browser.see("/login/", headers={"Accept-Language": "de"})
    assert language(page) == "en"
    assert 'data-theme="system"' in page.text


@pytest.mark.parametrize("value", ["", "klingon", "<script>", "DARK", "../en"])
def test_what_is_no_choice_changes_nothing(visitor: Come, value: str) -> None:
    browser = visitor()
    answer = browser.send("/look/", {"theme": value, "language": value})
    assert answer.status_code == httpx.codes.FOUND
    assert "Set-Cookie" not in answer.headers
    cookies = {"Cookie": f'theme="{value}"; language="{value}"'}
    page = browser.see("/login/", headers=cookies)
    assert 'data-theme="system"' in page.text
    assert language(page) == "en"


def test_refusals_of_the_api_are_translated_in_pages(
    visitor: Come, newcomer: Callable[[], Person]
) -> None:
    browser = visitor(newcomer())
    browser.send("/look/", {"language": "de"})
    page = browser.send("/me/contacts/", {"requested": "nobody-has-this-name"})
    assert errors(page) == ["Diesen Benutzernamen gibt es nicht."]
    page = browser.send("/me/contacts/remove/", {"username": "nobody-has-this-name"})
    assert "Diesen Benutzernamen gibt es nicht." in page.text
    page = browser.send("/me/profile/", {"first_name": ""})
    assert errors(page) == ["Vorname: Dieses Feld darf nicht leer sein."]
    browser.send("/logout/")
    assert notices(browser.see("/")) == ["Sie sind abgemeldet."]
    page = browser.see("/nowhere/")
    assert (page.status_code, language(page)) == (404, "de")


def test_one_request_in_german_leaves_the_next_of_the_api_in_english(
    visitor: Come, cast: Cast
) -> None:
    browser = visitor()
    for _ in range(8):
        browser.see("/login/", headers={"Accept-Language": "de"})
        browser.see("/nowhere/", headers={"Accept-Language": "de"})
        answer = cast.owner.call("POST", "/calendars/", {})
        assert answer.json()["name"] == ["This field is required."]
