"""Who is logged in, for how long, and what ends it."""

from __future__ import annotations

from datetime import timedelta
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

import httpx
import pytest
from django.contrib.sessions.models import Session
from support.accounts import PROFILE, deactivate, delete
from support.pages import SESSION, TOKEN, Visitor
from support.people import PASSWORD

from oneonone.common import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

NEW_PASSWORD = "amber-Kettle-73"
CHANGE = {
    "current_password": PASSWORD,
    "new_password": NEW_PASSWORD,
    "confirm_password": NEW_PASSWORD,
}

pytestmark = pytest.mark.django_db(transaction=True)


def is_in(visitor: Visitor) -> bool:
    """Tell whether the home page opens; otherwise the login has to be what it leads to."""
    answer = visitor.see("/home/")
    if answer.status_code == httpx.codes.OK:
        return True
    assert answer.status_code == httpx.codes.FOUND
    assert answer.headers["Location"] == "/login/?next=%2Fhome%2F"
    return False


def test_a_login_opens_the_pages_and_a_logout_closes_them(visitor: Come, newcomer: Make) -> None:
    person, browser = newcomer(), visitor()
    assert not is_in(browser)
    answer = browser.log_in(person.username)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/home/")
    assert is_in(browser)
    session = browser.http.cookies[SESSION]
    answer = browser.send("/logout/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert not is_in(browser)
    browser.http.cookies.set(SESSION, session)
    assert not is_in(browser)


def test_a_logout_is_no_link(visitor: Come, newcomer: Make) -> None:
    browser = visitor(newcomer())
    assert browser.see("/logout/").status_code == httpx.codes.METHOD_NOT_ALLOWED
    assert is_in(browser)


def test_the_cookie_of_a_session_is_closed_to_scripts_and_to_other_sites(
    visitor: Come, newcomer: Make
) -> None:
    answer = visitor().log_in(newcomer().username)
    (cookie,) = (
        SimpleCookie(header)[SESSION]
        for header in answer.headers.get_list("Set-Cookie")
        if header.strip().startswith(SESSION)
    )
    flags = {name: cookie[name] for name in ("httponly", "samesite", "path", "domain", "max-age")}
    fortnight = str(int(timedelta(days=14).total_seconds()))
    assert flags == {
        "httponly": True,
        "samesite": "Lax",
        "path": "/",
        "domain": "",
        "max-age": fortnight,
    }


def test_who_is_nobody_gets_no_session(visitor: Come) -> None:
    browser = visitor()
    for path in ("/", "/login/", "/signup/", "/nowhere/"):
        browser.see(path)
    browser.send("/look/", {"theme": "dark"})
    assert SESSION not in browser.http.cookies


def test_a_session_that_was_planted_is_not_the_one_that_is_logged_in(
    visitor: Come, newcomer: Make
) -> None:
    planter, victim = visitor(newcomer()), visitor()
    planted = planter.http.cookies[SESSION]
    victim.see("/login/")
    cookies = f"{SESSION}={planted}; {TOKEN}={victim.http.cookies[TOKEN]}"
    victim.log_in(newcomer().username, headers={"Cookie": cookies})
    assert victim.http.cookies[SESSION] != planted
    assert is_in(victim)
    assert not is_in(planter)


@pytest.mark.parametrize(
    "key", ["x", "a" * 32, "A" * 32, "0" * 5_000, '"\\000\\000\\000\\000\\000\\000\\000\\000"', "é"]
)
def test_a_session_that_we_never_began_is_nobodys(visitor: Come, key: str) -> None:
    answer = visitor().see("/home/", headers={"Cookie": f"{SESSION}={key}".encode()})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/?next=%2Fhome%2F")


def test_a_changed_password_keeps_this_session_and_ends_all_else(
    visitor: Come, newcomer: Make
) -> None:
    person = newcomer()
    here, elsewhere = visitor(person), visitor(person)
    assert here.send("/me/password/", CHANGE).status_code == httpx.codes.FOUND
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert person.call("GET", PROFILE).status_code == httpx.codes.UNAUTHORIZED
    again = visitor()
    assert again.log_in(person.username).status_code == httpx.codes.BAD_REQUEST
    assert again.log_in(person.username, NEW_PASSWORD).status_code == httpx.codes.FOUND


def test_a_password_changed_by_the_api_ends_every_session(visitor: Come, newcomer: Make) -> None:
    person = newcomer()
    browser = visitor(person)
    assert person.call("PUT", PROFILE, CHANGE).status_code == httpx.codes.OK
    assert not is_in(browser)


def test_who_is_deactivated_or_gone_is_out_at_once(visitor: Come, newcomer: Make) -> None:
    for end in (deactivate, delete):
        person = newcomer()
        browser = visitor(person)
        end(person)
        assert not is_in(browser)
        assert browser.log_in(person.username).status_code == httpx.codes.BAD_REQUEST


def test_a_session_ends_when_its_time_is_over_and_is_forgotten(
    visitor: Come, newcomer: Make
) -> None:
    browser = visitor(newcomer())
    mine = Session.objects.filter(session_key=browser.http.cookies[SESSION])
    mine.update(expire_date=clock.now() - timedelta(seconds=1))
    assert not is_in(browser)
    assert mine.exists()
    visitor().log_in(newcomer().username)
    assert not mine.exists()


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"HX-Request": "true"}])
def test_a_script_is_told_in_a_few_words_to_log_in(visitor: Come, headers: dict[str, str]) -> None:
    answer = visitor().see("/home/", headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/json")
    assert answer.json() == {"detail": "You are logged out. Please log in again."}


def test_what_was_posted_while_logged_out_leads_to_a_page_that_opens(visitor: Come) -> None:
    browser = visitor()
    answers = {path: browser.send(path) for path in ("/me/password/", "/me/contacts/answer/")}
    assert {path: answer.headers["Location"] for path, answer in answers.items()} == {
        "/me/password/": "/login/?next=%2Fme%2Fpassword%2F",
        "/me/contacts/answer/": "/login/?next=%2Fhome%2F",
    }
