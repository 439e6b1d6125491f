"""The grid as somebody sees it: its cells by day and time, and what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from support.calendars import get

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from support.calendars import Filled
    from support.people import Person

SHOWN = """
    [...document.querySelectorAll("[role=grid] tr[data-from]")].flatMap((row) =>
        [...row.querySelectorAll("td")].flatMap(({ dataset: { level } }, day) =>
            level ? [[`${day} ${row.dataset.from}`, Number(level)]] : []))
"""
Point = tuple[float, float]


class Grid:
    """The grid of one page; a cell goes by its day, 0 is the first, and when it starts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        expect(page.locator("td[tabindex='0']")).to_have_count(1)

    def cell(self, day: int, time: str) -> Locator:
        return self.page.locator(f"tr[data-from='{time}']").first.locator("td").nth(day)

    def middle(self, day: int, time: str) -> Point:
        box = self.cell(day, time).bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def bring(self, day: int, time: str) -> None:
        """Scroll until a cell is in the middle of what is visible, off the bar below."""
        self.cell(day, time).evaluate("cell => cell.scrollIntoView({block: 'center'})")

    def drag(self, start: tuple[int, str], end: tuple[int, str]) -> None:
        self.bring(*start)
        self.page.mouse.move(*self.middle(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.middle(*end), steps=3)
        self.page.mouse.up()

    def choose(self, name: str) -> None:
        """Take a brush, by its name."""
        self.page.locator(".brush", has_text=name).click()

    def tool(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def fill(self, name: str) -> None:
        """Press a button of the menu."""
        self.page.get_by_text("Fill and copy").click()
        self.tool(name)

    def shown(self) -> dict[str, int]:
        """Give the cells that have a level, like "0 09:15", with it."""
        told = self.page.evaluate(SHOWN)
        return dict(told)

    @property
    def value(self) -> str:
        """What the form would send."""
        value: str = self.page.evaluate(
            "new FormData(document.querySelector('.availability-form')).get('cells') ?? ''"
        )
        return value

    def said(self, words: str) -> None:
        expect(self.page.locator("[data-said]")).to_have_text(words)

    def state(self, words: str) -> None:
        expect(self.page.locator("[data-state]")).to_have_text(words)

    def save(self) -> None:
        self.page.get_by_role("button", name="Save", exact=True).click()


def quarters(day: int, start: str, end: str, level: int) -> dict[str, int]:
    """Give the cells from one time until another, as `shown` gives them."""
    first, last = (int(time[:2]) * 60 + int(time[3:]) for time in (start, end))
    return {f"{day} {at // 60:02}:{at % 60:02}": level for at in range(first, last, 15)}


def saved(person: Person, filled: Filled) -> list[tuple[str, str, int]]:
    """Read somebody's periods as they are stored."""
    rows = get(person, f"{filled.calendar}availabilities/?user={person.id}")
    return [(row["start_period"], row["end_period"], row["preference"]) for row in rows]
