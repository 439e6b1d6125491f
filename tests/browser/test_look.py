"""What every page does: theme, menu, skip link, words when a script is refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from support.pictures import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.people import Cast

    Open = Callable[..., Page]

LIGHT, DARK = "rgb(246, 247, 246)", "rgb(17, 21, 23)"


def expect_ground(page: Page, color: str) -> None:
    expect(page.locator("html")).to_have_css("background-color", color)


def choose(page: Page, name: str) -> None:
    page.get_by_role("contentinfo").get_by_role("button", name=name).click()


@pytest.mark.parametrize("script", [True, False])
def test_the_theme_follows_the_system_until_one_is_chosen(open_page: Open, *, script: bool) -> None:
    page = open_page("/login/", color_scheme="dark", java_script_enabled=script)
    system = page.get_by_role("contentinfo").get_by_role("button", name="System")
    expect(system).to_have_attribute("aria-pressed", "true")
    expect_ground(page, DARK)
    choose(page, "Light")
    expect(system).to_have_attribute("aria-pressed", "false")
    expect(page).to_have_url(re.compile("/login/$"))
    expect_ground(page, LIGHT)
    choose(page, "Deutsch")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    expect_ground(page, LIGHT)
    choose(page, "System")
    expect_ground(page, DARK)


def test_the_menu_opens_and_closes_by_keys_and_by_a_click_elsewhere(
    open_page: Open, cast: Cast
) -> None:
    page = open_page("/home/", cast.owner)
    summary = page.locator(".site-header summary")
    profile = page.get_by_role("link", name="Profile")
    summary.focus()
    page.keyboard.press("Enter")
    expect(profile).to_be_visible()
    page.keyboard.press("Escape")
    expect(profile).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.get_by_role("heading", level=1).click()
    expect(profile).to_be_hidden()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page: Open, cast: Cast) -> None:
    page = open_page("/home/", cast.owner)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_a_contact_is_removed_only_after_a_second_press(open_page: Open, cast: Cast) -> None:
    cast.owner.call("POST", "/contacts/friendRequests/user/", {"requested": cast.other.username})
    cast.other.call(
        "POST",
        "/contacts/friendRequests/request/",
        {"username": cast.owner.username, "action": True},
    )
    page = open_page("/me/contacts/", cast.owner)
    person = page.get_by_role("listitem").filter(has_text=f"@{cast.other.username}")
    person.get_by_text("Remove", exact=False).first.click()
    expect(person).to_be_visible()
    person.get_by_role("button", name=re.compile("^Remove ")).click()
    expect(page.get_by_role("status")).to_contain_text("is no contact any more")


def test_the_browsers_zone_is_offered_where_another_is_set(open_page: Open, cast: Cast) -> None:
    page = open_page("/me/profile/", cast.owner, timezone_id="Europe/Berlin")
    zone = page.get_by_label("Time zone")
    expect(zone).to_have_value("UTC")
    offer = page.get_by_role("button", name="Use this device's: Europe/Berlin")
    offer.click()
    expect(zone).to_have_value("Europe/Berlin")
    expect(offer).to_be_hidden()


def test_a_picture_is_shown_before_it_is_sent(open_page: Open, cast: Cast) -> None:
    page = open_page("/me/profile/", cast.owner)
    shown = page.get_by_role("img", name="Your picture")
    expect(shown).to_be_hidden()
    picture = {"name": "me.png", "mimeType": "image/png", "buffer": drawn("PNG", size=(40, 30))}
    page.get_by_label("Picture").set_input_files(files=[picture])
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("naturalWidth", 40)
