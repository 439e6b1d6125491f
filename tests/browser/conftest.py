"""Chromium, with a context for each who looks; whatever goes wrong in a page fails its test."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright
from support.calendars import fill_both
from support.pages import come

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response
    from support.calendars import Filled
    from support.guests import Guest
    from support.people import Cast, Person
    from support.service import InsideService, Service

NO_CHROMIUM = "Chromium is not on this machine: the tests of pages in a browser are skipped."
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
)
REFUSED = "Failed to load resource: the server responded with a status of 4"
SECONDS = 1_000  # milliseconds


class Troubles(list[str]):
    """What went wrong in a context.

    Errors on the console (a violated policy is one), errors in scripts, files that were not there,
    and whatever was asked of another host.
    """

    def watch(self, context: BrowserContext, url: str) -> None:
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.append(str(error.error)))
        context.on("request", lambda asked: self.check_host(asked.url, url))
        context.on("response", self.check_file)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            self.append(message.text)

    def check_host(self, asked: str, url: str) -> None:
        parts = urlsplit(asked)
        if parts.scheme not in {"data", "blob"} and parts.netloc != urlsplit(url).netloc:
            self.append(f"asked another host: {asked}")

    def check_file(self, response: Response) -> None:
        path = urlsplit(response.url).path
        broken = response.status >= 400 and path.startswith("/static/")
        if broken or response.status >= 500:
            self.append(f"{response.status}: {path}")


@pytest.fixture(scope="module")
def browser(service: Service | InsideService) -> Iterator[Browser]:
    """Last only as long as a module: while Playwright runs, Django thinks itself in a loop."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        yield started
        started.close()


@pytest.fixture
def troubles() -> Iterator[Troubles]:
    """Collect what goes wrong; a test that means to provoke it clears the list."""
    found = Troubles()
    yield found
    assert found == []


@pytest.fixture
def open_page(
    browser: Browser, service: Service | InsideService, troubles: Troubles
) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own: `open_page("/home/", person, color_scheme="dark")`."""
    contexts: list[BrowserContext] = []

    def open_one(path: str = "/", who: Person | Guest | None = None, **options: Any) -> Page:
        context = browser.new_context(**{"base_url": service.url, "locale": "en-GB", **options})
        contexts.append(context)
        context.set_default_timeout(10 * SECONDS)
        if who:
            log_in(context, service.url, who)
        troubles.watch(context, service.url)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()


def log_in(context: BrowserContext, url: str, who: Person | Guest) -> None:
    """Give a context the cookies of somebody who has logged in, or come by a link."""
    visitor = come(url, who)
    context.add_cookies(
        [{"name": name, "value": value, "url": url} for name, value in visitor.http.cookies.items()]
    )
    visitor.http.close()


@pytest.fixture(scope="module")
def filled(cast: Cast) -> Filled:
    """A calendar of the owner that everybody has answered, with a schedule."""
    return fill_both(cast)
