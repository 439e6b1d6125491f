"""Takes the picture of the README: the demo's schedule, planned and looked at in Chromium."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from subprocess import DEVNULL

import httpx
from PIL import Image
from playwright.sync_api import Page, sync_playwright

TARGET = Path(__file__).parents[1] / "docs" / "images" / "schedule.png"
COMMAND = Path(sys.executable).with_name("oneonone")
SIZE = {"width": 1280, "height": 852}
COLOURS = 64
MOST_BYTES = 150_000
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE_SECONDS = 30


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is not on this machine: no picture was taken.")
        return 1
    with tempfile.TemporaryDirectory() as home, served(home) as (url, username, password):
        picture = look(chromium, url, username, password)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(small(picture))
    size = TARGET.stat().st_size
    print(f"{TARGET}: {size} bytes")
    return 0 if size < MOST_BYTES else 1


@contextmanager
def served(home: str) -> Iterator[tuple[str, str, str]]:
    """Serve the demo from a home of its own; give its address, and how to log in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "ONEONONE_HOME": home, "PORT": str(port)}
    told = run(environment, "demo")
    run(environment, "manage", "collectstatic", "--no-input", "--verbosity", "0")
    username, password = re.findall(r" as (\S+) with the password (\S+)", told)[0]
    with subprocess.Popen([COMMAND, "serve"], env=environment, stderr=DEVNULL) as service:
        url = f"http://127.0.0.1:{port}"
        await_answer(f"{url}/readyz")
        yield url, username, password
        service.terminate()


def run(environment: dict[str, str], *arguments: str) -> str:
    command = [COMMAND, *arguments]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def await_answer(url: str) -> None:
    for _ in range(PATIENCE_SECONDS * 10):
        try:
            if httpx.get(url).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(url)


def look(chromium: str, url: str, username: str, password: str) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = browser.new_page(base_url=url, viewport=SIZE, color_scheme="light")
        picture = take(page, username, password)
        browser.close()
    return picture


def take(page: Page, username: str, password: str) -> bytes:
    page.goto("/login/?next=/c/1/schedule/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.locator("main button.primary").click()
    page.get_by_role("button", name="Plan the schedule").click()
    page.locator(".meet").first.wait_for()
    page.reload()  # without the notice of what was done
    page.locator("#report .reasons").wait_for()
    return page.screenshot()


def small(picture: bytes) -> bytes:
    """Keep the few colours that a page has."""
    written = BytesIO()
    image = Image.open(BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
