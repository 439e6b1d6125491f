"""Measure what pages weigh and when they are painted, and write it into docs/benchmarks.md.

    .venv/bin/python benchmarks/pages/run.py

Chromium opens each page with an empty cache, on slow 4G (1.6 Mbit/s, 150 ms) with its CPU slowed
four times. What is sent is everything that a page loads by itself, headers too, without pictures.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

from picture import SWITCHES, served

DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- pages: written by make bench -->\n", "<!-- end of pages -->\n"
PAGES = {
    "front page": "/",
    "home": "/home/",
    "a calendar of 40 people": "/c/1/",
    "the owner's hours, on the grid": "/c/1/availability/",
    "inviting": "/c/1/invite/",
    "the schedule of 32 meetings": "/c/1/schedule/",
}
GRID = "availability-grid tbody:last-of-type td[data-at]"
ROUNDS = 5
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
# When the first of what a selector names is there and painted, in milliseconds.
WATCH = """
new MutationObserver((_, watching) => {
  if (document.querySelector("%s")) {
    watching.disconnect();
    requestAnimationFrame(() => { window.gridPainted = performance.now(); });
  }
}).observe(document, {childList: true, subtree: true});
"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


class Opened(NamedTuple):
    kilobytes: float
    painted_ms: float
    grid_ms: float | None


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is not on this machine: pages are not measured.")
    with (
        tempfile.TemporaryDirectory() as home,
        served(home) as (url, username, password),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        state = log_in(browser, url, username, password)
        rows = [(name, measure(browser, url, path, state)) for name, path in PAGES.items()]
        browser.close()
    text = table(rows)
    print(text)
    document = DOCUMENT.read_text()
    begin, end = document.index(BEGIN) + len(BEGIN), document.index(END)
    DOCUMENT.write_text(f"{document[:begin]}\n{text}\n{document[end:]}")


def log_in(browser: Browser, url: str, username: str, password: str) -> str:
    """Plan the demo's schedule, and give what makes another context logged in."""
    context = browser.new_context(base_url=url, locale="en-GB")
    page = context.new_page()
    page.goto("/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.wait_for_url("**/home/")
    page.goto("/c/1/")
    page.get_by_role("button", name="Plan the schedule").click()
    page.wait_for_url("**/schedule/")
    kept = Path(tempfile.mkdtemp()) / "state.json"
    context.storage_state(path=kept)
    context.close()
    return str(kept)


def measure(browser: Browser, url: str, path: str, state: str) -> Opened:
    stays = path != "/"  # who is logged in is sent home from the front page
    opened = []
    for _ in range(ROUNDS):
        context = browser.new_context(base_url=url, storage_state=state if stays else None)
        opened.append(open_slowly(context, path))
        context.close()
    grids = [each.grid_ms for each in opened if each.grid_ms is not None]
    return Opened(
        statistics.median(each.kilobytes for each in opened),
        statistics.median(each.painted_ms for each in opened),
        statistics.median(grids) if grids else None,
    )


def open_slowly(context: BrowserContext, path: str) -> Opened:
    page = context.new_page()
    page.add_init_script(WATCH % GRID)
    session = context.new_cdp_session(page)
    sizes = watch_sizes(session)
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(path, wait_until="load")
    page.wait_for_load_state("networkidle")  # with what the page fetches by itself
    return Opened(
        sum(sizes) / 1000, page.evaluate(PAINTED), page.evaluate("window.gridPainted ?? null")
    )


def watch_sizes(session: CDPSession) -> list[float]:
    """Note what everything weighs that is sent, headers too, but for pictures."""
    sizes: list[float] = []
    pictures: set[str] = set()

    def answered(event: Any) -> None:
        if event["response"]["mimeType"].startswith("image/"):
            pictures.add(event["requestId"])

    def finished(event: Any) -> None:
        if event["requestId"] not in pictures:
            sizes.append(event["encodedDataLength"])

    session.send("Network.enable")
    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    return sizes


def table(rows: list[tuple[str, Opened]]) -> str:
    lines = ["| page | kB sent | first paint, ms | grid painted, ms |", "|---|---|---|---|"]
    for name, (kilobytes, painted, grid) in rows:
        shown = "" if grid is None else f"{grid:.0f}"
        lines.append(f"| {name} | {kilobytes:.1f} | {painted:.0f} | {shown} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
