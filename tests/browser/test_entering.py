"""The way in and out, as a person goes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.accounts import new_username
from support.people import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def sign_up(page: Page, username: str) -> None:
    page.get_by_label("Username").fill(username)
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_label("Email").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()


@pytest.mark.parametrize("script", [True, False])
def test_somebody_signs_up_leaves_and_comes_back(
    open_page: Callable[..., Page], *, script: bool
) -> None:
    username = new_username()
    page = open_page("/signup/", java_script_enabled=script, timezone_id="Asia/Tokyo")
    sign_up(page, username)
    expect(page).to_have_url(re.compile("/home/$"))
    page.goto("/me/profile/")
    zone = page.get_by_label("Time zone")
    expect(zone).to_have_value("Asia/Tokyo" if script else "UTC")
    page.get_by_text("Your account").locator("..").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("status")).to_have_text("You are logged out.")
    page.goto("/me/contacts/")
    expect(page).to_have_url(re.compile(r"/login/\?next=%2Fme%2Fcontacts%2F$"))
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile("/me/contacts/$"))


def test_a_refusal_is_read_first_and_leads_to_its_field(open_page: Callable[..., Page]) -> None:
    page = open_page("/signup/")
    page.get_by_label("First name").fill("Ada")
    page.get_by_role("main").get_by_role("button", name="Sign up").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Email").click()
    field = page.get_by_label("Email")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("may not be blank"))
    expect(page.get_by_label("First name")).to_have_value("Ada")
