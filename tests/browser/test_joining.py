"""The join link in a browser: copied by its owner, and opened on a phone by whoever got it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from browser.accessible import wrong_on
from playwright.sync_api import expect
from support.calendars import id_of, make_calendar, offer, open_to_all
from support.staff import ways_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.people import Cast

LONG = "Donaudampfschifffahrtsgesellschaft" * 4
PHONE = {"viewport": {"width": 320, "height": 800}, "has_touch": True}


@pytest.fixture(scope="module", autouse=True)
def calendars(cast: Cast, django_db_blocker: Any) -> dict[str, dict[str, str]]:
    """Make them before the browser starts: while it runs, nothing is read from the database."""
    with django_db_blocker.unblock():
        return {name: open_one(cast) for name in ("light", "dark", "copied")}


def open_one(cast: Cast) -> dict[str, str]:
    calendar = make_calendar(cast.owner, name=LONG)
    offer(cast.owner, calendar, "09:00", "12:00", 3)
    link, key = open_to_all(cast.owner, calendar, most_people=40), id_of(calendar)
    return {"link": link, "page": f"/c/{key}/join-link/", **ways_in(int(key))}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_student_joins_on_a_phone(
    calendars: dict[str, dict[str, str]], open_page: Callable[..., Page], scheme: str
) -> None:
    calendar = calendars[scheme]
    page = open_page(calendar["link"], color_scheme=scheme, **PHONE)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_label("Your name")).to_have_attribute("aria-invalid", "true")
    assert wrong_on(page) == []
    page.get_by_label("Your name").fill("Ana Berg")
    page.get_by_label("Your mail address").fill(f"{'a' * 60}@example.org")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("Look into your mail")).to_be_visible()
    assert wrong_on(page) == []
    page.goto(f"/join/mail/?token={calendar['joined']}")
    assert wrong_on(page) == []
    page.get_by_role("button", name="Join, and say when I can").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When can you meet Owner Tester?")


def test_the_owner_copies_the_link(
    calendars: dict[str, dict[str, str]], open_page: Callable[..., Page], cast: Cast
) -> None:
    calendar = calendars["copied"]
    page = open_page(calendar["page"], cast.owner)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("The link is copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Address").input_value()
    assert copied.endswith(calendar["link"])
    assert wrong_on(page) == []


def test_where_nothing_may_be_copied_the_link_is_selected(
    calendars: dict[str, dict[str, str]], open_page: Callable[..., Page], cast: Cast
) -> None:
    page = open_page(calendars["copied"]["page"], cast.owner)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(Error()) }")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("The link is selected. Copy it now.")).to_be_visible()
    selected = (
        "() => { const a = document.activeElement; return a.selectionEnd - a.selectionStart }"
    )
    assert page.evaluate(selected) == len(page.get_by_label("Address").input_value())
