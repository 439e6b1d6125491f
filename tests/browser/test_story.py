"""The whole story: four people in four browsers, from signing up to a final schedule.

The owner has a mouse, one of those invited a phone, one only a keyboard, one no script.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from playwright.sync_api import expect
from support.accounts import new_username
from support.grid import Grid
from support.people import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page
    from support.service import Service

    Open = Callable[..., Page]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
MOST_TABS = 80
CALENDAR = "Thesis talks"
# Berlin is an hour ahead of UTC, Tokyo nine.
BEST = {
    "Tim": "2094-03-01T08:00:00Z",
    "Nora": "2094-03-01T08:30:00Z",
    "Kay": "2094-03-01T09:30:00Z",
}


@dataclass
class Actor:
    page: Page
    name: str
    username: str

    @classmethod
    def sign_up(cls, open_page: Open, name: str, **options: Any) -> Actor:
        actor = cls(open_page("/signup/", **options), name, new_username())
        page = actor.page
        page.get_by_label("Username").fill(actor.username)
        page.get_by_label("First name").fill(name)
        page.get_by_label("Last name").fill("Storey")
        page.get_by_label("Email").fill(f"{actor.username}@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("Password again").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign up").click()
        expect(page).to_have_url(re.compile("/home/$"))
        return actor

    def tab_to(self, target: Locator) -> None:
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{target} can't be reached by the tab key.")

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    @property
    def invitation(self) -> Locator:
        return self.page.get_by_role("link", name=CALENDAR).first


def open_calendar(owner: Actor, invited: list[Actor]) -> None:
    page = owner.page
    page.get_by_role("link", name="New calendar").first.click()
    page.get_by_label("Name").fill(CALENDAR)
    page.get_by_label("First day").fill("2094-03-01")
    page.get_by_label("Last day").fill("2094-03-02")
    page.get_by_label("Time zone").fill("Europe/Berlin")
    page.get_by_label("Place").fill("Room 2.14")
    page.locator("main form").get_by_role("button").last.click()
    grid = Grid(page)
    grid.drag((0, "09:00"), (0, "10:45"))
    grid.save()
    grid.state("Saved")
    page.get_by_role("link", name="People").click()
    page.get_by_label("Usernames").fill("\n".join(actor.username for actor in invited))
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("status").first).to_have_text("3 people are invited.")


def answer_by_touch(actor: Actor) -> None:
    """From nine to half past, and no other time."""
    actor.page.reload()
    actor.invitation.tap()
    grid = Grid(actor.page)
    for time in ("09:00", "09:15"):
        grid.bring(0, time)
        actor.page.touchscreen.tap(*grid.middle(0, time))
    actor.page.get_by_role("button", name="Save", exact=True).tap()
    grid.state("Saved")


def answer_by_keyboard(actor: Actor) -> None:
    """All that is offered, from nine to eleven."""
    actor.page.reload()
    actor.tab_to(actor.invitation)
    actor.press("Enter")
    grid = Grid(actor.page)
    actor.tab_to(actor.page.locator("td[tabindex='0']"))
    actor.press("ArrowDown", 4)
    actor.press("Shift+ArrowDown", 7)
    actor.press("3")
    actor.tab_to(actor.page.get_by_role("button", name="Save", exact=True))
    actor.press("Enter")
    grid.state("Saved")


def answer_without_script(actor: Actor) -> None:
    """From nine to ten."""
    page = actor.page
    page.reload()
    actor.invitation.click()
    new = page.get_by_role("group", name="A new time").first
    new.get_by_label("Day").fill("2094-03-01")
    new.get_by_label("From").fill("09:00")
    new.get_by_label("Until").fill("10:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").get_by_text("Saved.", exact=True)).to_be_visible()


def plan_and_finalize(owner: Actor) -> None:
    page = owner.page
    page.goto("/home/")
    owner.invitation.click()
    page.get_by_role("button", name=re.compile("^Plan the schedule")).click()
    expect(page.locator(".meet")).to_have_count(3)
    drag(page, "Kay Storey", "10:30")
    expect(page.locator("#notices")).to_contain_text("It costs nothing.")
    page.get_by_role("link", name="Finalize").click()
    page.get_by_role("button", name="Make it final for 3 people").click()
    expect(page.locator("#notices")).to_contain_text("The schedule is final, and")


def drag(page: Page, name: str, time: str) -> None:
    card = page.locator("schedule-board").get_by_role("link", name=name)
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 20, steps=3)
    target = page.locator(".target", has_text=time)
    place = target.bounding_box()
    assert place
    page.mouse.move(place["x"] + 20, place["y"] + place["height"] / 2, steps=3)
    expect(target).to_have_class(re.compile("hot"))
    page.mouse.up()


def api_of(service: Service, actor: Actor) -> httpx.Client:
    credentials = {"username": actor.username, "password": PASSWORD}
    tokens = httpx.post(f"{service.url}/accounts/login/", json=credentials).json()
    headers = {"Authorization": f"Bearer {tokens['access']}"}
    return httpx.Client(base_url=service.url, headers=headers)


def test_four_people_find_their_times(open_page: Open, service: Service) -> None:
    owner = Actor.sign_up(open_page, "Olga", timezone_id="Europe/Berlin")
    tim = Actor.sign_up(open_page, "Tim", timezone_id="Asia/Tokyo", **PHONE)
    kay = Actor.sign_up(open_page, "Kay", timezone_id="Europe/Berlin")
    nora = Actor.sign_up(open_page, "Nora", java_script_enabled=False)
    invited = [tim, kay, nora]
    open_calendar(owner, invited)
    answer_by_touch(tim)
    answer_by_keyboard(kay)
    answer_without_script(nora)
    plan_and_finalize(owner)
    with api_of(service, owner) as http:
        (calendar,) = http.get("/calendars/").json()
        meets = http.get(f"/calendars/{calendar['id']}/schedule/").json()
    assert calendar["finalized"] is True
    assert [meet["start_period"] for meet in meets] == sorted(BEST.values())
    for actor in invited:
        with api_of(service, actor) as http:
            (invitation,) = http.get("/invitations/").json()
        assert invitation["meet"]["start_period"] == BEST[actor.name]
        actor.page.goto(f"/c/{calendar['id']}/meeting/")
        expect(actor.page.get_by_role("heading", level=1)).to_have_text("You meet Olga Storey")
        shown = actor.page.locator(".when time").first
        expect(shown).to_have_attribute("datetime", BEST[actor.name])
    expect(tim.page.locator(".when")).to_contain_text("17:00")
    expect(tim.page.get_by_text("Room 2.14")).to_be_visible()
