"""A guest, from the link in the mail to an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from support.calendars import FUTURE, done, make_calendar, offer
from support.people import PASSWORD

from oneonone.calendars.guests import token_of
from oneonone.calendars.models import Invitee

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.people import Cast


@pytest.fixture(scope="module", autouse=True)
def links(cast: Cast, django_db_blocker: Any) -> dict[str, str]:
    """Make them before the browser starts: while it runs, nothing is read from the database."""
    with django_db_blocker.unblock():
        return {name: link_of(cast, name) for name in ("guest", "person")}


def link_of(cast: Cast, name: str) -> str:
    calendar = make_calendar(cast.owner, location="Room 7", description="Bring your thesis")
    offer(cast.owner, calendar, "09:00", "12:00", 3)
    body = {"email": f"Ana Berg <{name}@example.org>", "deadline": FUTURE}
    invited = done(cast.owner, "POST", f"{calendar}invitee/", body)
    key = Invitee.objects.get(pk=invited["id"]).link_key
    assert key
    return f"/guest/?token={token_of(key)}"


def test_a_guest_answers_and_stays(links: dict[str, str], open_page: Callable[..., Page]) -> None:
    page = open_page(links["guest"])
    page.get_by_role("button", name="Say when I can").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("When can you meet Owner Tester?")
    page.get_by_role("link", name="Make an account").click()
    expect(page.get_by_label("First name")).to_have_value("Ana")
    page.get_by_label("Username").fill("ana.berg")
    for label in ("Password", "Password again"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Make an account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hello, Ana Berg")


def test_who_is_logged_in_answers_as_themselves(
    links: dict[str, str], open_page: Callable[..., Page], cast: Cast
) -> None:
    page = open_page(links["person"], cast.stranger)
    page.get_by_role("button", name=f"Answer as @{cast.stranger.username}").click()
    expect(page.get_by_role("status").first).to_contain_text("The invitation is yours now.")
