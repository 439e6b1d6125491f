"""Profile, picture and password, as their pages change them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from support.accounts import PROFILE, shown_profile
from support.pages import Visitor, errors, notices
from support.people import PASSWORD
from support.pictures import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

NEW_PASSWORD = "amber-Kettle-73"


def profile(person: Person) -> dict[str, object]:
    answer: dict[str, object] = person.call("GET", PROFILE).json()
    return answer


def followed(browser: Visitor, answer: httpx.Response, path: str) -> httpx.Response:
    assert (answer.status_code, answer.headers["Location"]) == (302, path)
    return browser.see(path)


def test_a_profile_is_changed_as_a_whole(visitor: Come, newcomer: Make) -> None:
    person = newcomer()
    browser = visitor(person)
    values = {"first_name": "Ada", "last_name": "Byron", "email": "ada@example.org"}
    answer = browser.send("/me/profile/", {**values, "time_zone": "Europe/Berlin"})
    page = followed(browser, answer, "/me/profile/")
    assert notices(page) == ["Your profile is saved."]
    assert notices(browser.see("/me/profile/")) == []
    shown = shown_profile(person, **values)
    assert profile(person) == {**shown, "time_zone": "Europe/Berlin"}


def test_a_profile_that_is_refused_is_not_changed_at_all(visitor: Come, newcomer: Make) -> None:
    person = newcomer()
    before = profile(person)
    values = {"first_name": "Ada", "last_name": "", "email": "no", "time_zone": "Mars/Olympus"}
    page = visitor(person).send("/me/profile/", values)
    assert page.status_code == httpx.codes.BAD_REQUEST
    assert errors(page) == [
        "Last name: This field may not be blank.",
        "Email: Enter a valid email address.",
        "Time zone: Not a time zone. Use an IANA name like Europe/Berlin.",
    ]
    assert 'value="Ada"' in page.text
    assert profile(person) == before


def test_a_picture_comes_changes_and_goes(visitor: Come, newcomer: Make) -> None:
    person = newcomer()
    browser = visitor(person)
    picture = {"profile_picture": ("me.png", drawn("PNG"), "image/png")}
    page = followed(browser, browser.send("/me/profile/", files=picture), "/me/profile/")
    found = re.search(r'src="(/media/pictures/[\w-]+\.webp)"', page.text)
    assert found
    assert profile(person) == {**shown_profile(person), "profile_picture": found[1]}
    assert browser.see(found[1]).status_code == httpx.codes.OK
    page = followed(browser, browser.send("/me/profile/picture/"), "/me/profile/")
    assert notices(page) == ["Your picture is removed."]
    assert profile(person) == shown_profile(person)
    assert browser.see(found[1]).status_code == httpx.codes.NOT_FOUND


def test_what_is_no_picture_is_refused_beside_its_field(visitor: Come, newcomer: Make) -> None:
    browser = visitor(newcomer())
    page = browser.send("/me/profile/", files={"profile_picture": ("me.png", b"no picture")})
    assert page.status_code == httpx.codes.BAD_REQUEST
    assert errors(page) == [
        "Picture: Upload a valid JPEG, PNG or WebP picture of at most 25 megapixels."
    ]


@pytest.mark.parametrize(
    ("current", "new", "again", "said"),
    [
        ("", "", "", "New password: This field may not be blank."),
        (PASSWORD, "", "", "New password: This field may not be blank."),
        ("", NEW_PASSWORD, NEW_PASSWORD, "Enter current password first"),
        ("wrong", NEW_PASSWORD, NEW_PASSWORD, "Current password is incorrect"),
        (PASSWORD, NEW_PASSWORD, "other", "Password must match"),
        (PASSWORD, "12345678", "12345678", "New password: This password is too common."),
    ],
)
def test_a_password_is_refused_as_the_api_refuses_it(
    visitor: Come, newcomer: Make, current: str, new: str, again: str, said: str
) -> None:
    person = newcomer()
    browser = visitor(person)
    sent = {"current_password": current, "new_password": new, "confirm_password": again}
    page = browser.send("/me/password/", sent)
    assert page.status_code == httpx.codes.BAD_REQUEST
    assert errors(page)[0] == said
    assert not any(f'value="{word}"' in page.text for word in (current, new, again) if word)
    assert visitor().log_in(person.username).status_code == httpx.codes.FOUND
