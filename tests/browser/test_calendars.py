"""From a new calendar to its invitations: by keyboard alone, on a phone, and without a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from support.calendars import get, invite, make_calendar
from support.contacts import befriend

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page
    from support.people import Cast, Person

    Open = Callable[..., Page]
    Make = Callable[[], Person]

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
MOST_TABS = 60


def tab_to(page: Page, target: Locator) -> None:
    """Press the tab key until the target has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} can't be reached by the tab key.")


def test_a_calendar_is_opened_and_filled_by_keyboard_alone(open_page: Open, newcomer: Make) -> None:
    owner, person = newcomer(), newcomer()
    page = open_page("/home/", owner, locale="en-US")
    type_ = page.keyboard.type
    tab_to(page, page.get_by_role("link", name="New calendar"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="New calendar")).to_be_visible()
    tab_to(page, page.get_by_label("Name"))
    type_("Talks")
    tab_to(page, page.get_by_label("First day"))
    type_("03012094")
    tab_to(page, page.get_by_label("Last day"))
    type_("03052094")
    tab_to(page, page.get_by_label("Minutes a meeting"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="When can people meet you?")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="People"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Usernames"))
    type_(person.username)
    tab_to(page, page.get_by_role("button", name="Invite"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("1 person is invited.")
    (calendar,) = get(owner, "/calendars/")
    days = calendar["start_date"], calendar["end_date"]
    assert days == ("2094-03-01", "2094-03-05")
    assert calendar["meeting_minutes"] == 35
    (invited,) = get(owner, f"/calendars/{calendar['id']}/invitee/")
    assert invited["invitee"] == person.id


def test_names_are_pasted_on_a_phone_and_none_is_lost(open_page: Open, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.other)
    page = open_page(f"/c/{calendar.split('/')[2]}/invite/", cast.owner, **PHONE)
    box = page.get_by_label("Usernames")
    box.tap()
    page.keyboard.insert_text(f"{cast.invitee.username}\n{cast.other.username}\nno-such\n")
    page.get_by_role("button", name="Invite").tap()
    heading = page.get_by_role("heading", name="1 of 3 invited")
    expect(heading).to_be_focused()
    expect(page.get_by_text("There is no such person.")).to_be_visible()
    expect(box).to_have_value(f"{cast.other.username}\nno-such")
    box.fill(cast.stranger.username)
    page.get_by_role("button", name="Invite").tap()
    expect(page.get_by_role("status").first).to_have_text("1 person is invited.")
    expect(page.get_by_role("list").get_by_text(f"@{cast.stranger.username}")).to_be_visible()
    rows = get(cast.owner, f"{calendar}invitee/")
    people = [cast.other, cast.invitee, cast.stranger]
    assert [row["invitee"] for row in rows] == [person.id for person in people]


def test_contacts_are_found_by_what_is_typed(open_page: Open, newcomer: Make) -> None:
    owner, ada, bo = newcomer(), newcomer(), newcomer()
    for person, name in ((ada, "Ada"), (bo, "Bo")):
        person.call("PUT", "/accounts/profile/", {"first_name": name})
        befriend(owner, person)
    calendar = make_calendar(owner)
    path = f"/c/{calendar.split('/')[2]}/invite/"
    page = open_page(path, owner)
    page.get_by_label("Bo Tester").check()
    finding = page.get_by_label("Find a contact")
    finding.fill("ada")
    expect(page.get_by_label("Ada Tester")).to_be_visible()
    expect(page.get_by_label("Bo Tester")).to_be_visible()  # what is chosen stays in sight
    finding.fill("nobody")
    expect(page.get_by_label("Ada Tester")).to_be_hidden()
    finding.press("Enter")
    expect(page).to_have_url(re.compile(f"{path}$"))
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("status").first).to_have_text("1 person is invited.")
    plain = open_page(path, owner, java_script_enabled=False)
    expect(plain.get_by_label("Find a contact")).to_be_hidden()
    plain.get_by_label("Ada Tester").check()
    plain.get_by_role("button", name="Invite").click()
    expect(plain.get_by_role("status").first).to_have_text("1 person is invited.")
    assert [row["invitee"] for row in get(owner, f"{calendar}invitee/")] == [bo.id, ada.id]
