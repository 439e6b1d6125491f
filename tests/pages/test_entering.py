"""Front page, sign up, log in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from support.accounts import details, new_username
from support.pages import SESSION, Visitor, errors
from support.people import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast, Person

    Come = Callable[..., Visitor]

FOREIGN = [
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "https://evil.example/",
    "http:evil.example",
    "javascript:alert(1)",
    " https://evil.example",
    "/\t/evil.example",
    "",
]


def profile_of(browser: Visitor) -> str:
    answer = browser.see("/me/profile/")
    assert answer.status_code == httpx.codes.OK
    return answer.text


def test_the_front_page_is_for_who_is_not_in(visitor: Come, cast: Cast) -> None:
    page = visitor().see("/")
    assert page.status_code == httpx.codes.OK
    assert 'href="/signup/"' in page.text
    inside = visitor(cast.owner).see("/")
    assert (inside.status_code, inside.headers["Location"]) == (302, "/home/")


def test_who_signs_up_is_in_at_once(visitor: Come) -> None:
    browser, username = visitor(), new_username()
    answer = browser.send("/signup/", details(username=username, time_zone="Asia/Tokyo"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/home/")
    page = profile_of(browser)
    assert f"@{username}" in page
    assert '<option value="Asia/Tokyo" selected>' in page
    again = visitor()
    assert again.log_in(username).headers["Location"] == "/home/"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", None])
def test_a_zone_that_a_browser_makes_up_is_no_reason_to_refuse(
    visitor: Come, zone: str | None
) -> None:
    browser = visitor()
    sent = details() if zone is None else details(time_zone=zone)
    assert browser.send("/signup/", sent).status_code == httpx.codes.FOUND
    assert '<option value="UTC" selected>' in profile_of(browser)


def test_a_sign_up_is_refused_beside_its_fields_and_keeps_what_was_typed(
    visitor: Come, cast: Cast
) -> None:
    browser = visitor()
    page = browser.send("/signup/", details(first_name="Grace", email="no", confirm_password="x"))
    assert page.status_code == httpx.codes.BAD_REQUEST
    assert errors(page) == ["Email: Enter a valid email address."]
    assert 'value="Grace"' in page.text
    assert PASSWORD not in page.text
    page = browser.send("/signup/", details(confirm_password="x"))
    assert errors(page) == ["Password again: Password must match"]
    page = browser.send("/signup/", details(password="12345678", confirm_password="12345678"))
    assert errors(page)[0] == "Password: This password is too common."
    page = browser.send("/signup/", details(username=cast.owner.username))
    assert errors(page) == ["Username: A user with that username already exists."]
    page = browser.send("/signup/")
    assert errors(page) == [
        f"{label}: This field is required."
        for label in (
            "Username",
            "First name",
            "Last name",
            "Email",
            "Password",
            "Password again",
        )
    ]
    assert SESSION not in browser.http.cookies


def test_a_field_that_is_wrong_says_so_to_who_can_not_see_it(visitor: Come) -> None:
    page = visitor().send("/signup/", details(email="no"))
    assert 'aria-invalid="true" aria-describedby="id_email_error" id="id_email"' in page.text
    assert '<a href="#id_email">Email</a>' in page.text
    assert 'id="id_email_error"' in page.text


def test_a_login_is_refused_in_one_sentence(visitor: Come, newcomer: Callable[[], Person]) -> None:
    browser = visitor()
    for username, password in ((newcomer().username, "wrong"), ("nobody-here", PASSWORD)):
        page = browser.log_in(username, password)
        assert page.status_code == httpx.codes.BAD_REQUEST
        assert errors(page) == ["Username and password do not match"]
        assert f'value="{username}"' in page.text
        assert password not in page.text
    assert errors(browser.log_in("", "")) == [
        "Username: Both fields are required",
        "Password: Both fields are required",
    ]


@pytest.mark.parametrize("path", ["/login/", "/signup/"])
def test_whoever_comes_in_goes_where_they_wanted(visitor: Come, path: str, cast: Cast) -> None:
    wanted = "/me/contacts/?a=1&b=2"
    browser = visitor()
    page = browser.see(path, params={"next": wanted})
    assert 'name="next" value="/me/contacts/?a=1&amp;b=2"' in page.text
    values = {"username": cast.owner.username, "password": PASSWORD, "next": wanted}
    answer = browser.send(path, values if path == "/login/" else details(next=wanted))
    assert (answer.status_code, answer.headers["Location"]) == (302, wanted)
    inside = browser.see(path, params={"next": wanted})
    assert (inside.status_code, inside.headers["Location"]) == (302, wanted)


@pytest.mark.parametrize("address", FOREIGN)
def test_nobody_is_led_to_another_host(visitor: Come, cast: Cast, address: str) -> None:
    browser = visitor()
    values = {"username": cast.owner.username, "password": PASSWORD, "next": address}
    answer = browser.send("/login/", values)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/home/")
    inside = browser.see("/login/", params={"next": address})
    assert (inside.status_code, inside.headers["Location"]) == (302, "/home/")
    look = browser.send("/look/", {"theme": "dark", "next": address})
    assert (look.status_code, look.headers["Location"]) == (302, "/")
