"""What a page weighs as it is sent, with everything that it loads by itself but pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx
import pytest
from support.calendars import fill_both
from support.pages import PAGES, Address

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.calendars import Filled
    from support.pages import Visitor
    from support.people import Cast

MOST = 40_000  # bytes


@pytest.fixture(scope="module")
def filled(cast: Cast) -> Filled:
    return fill_both(cast)


# What is loaded without anybody's doing: files of the page, modules of a module, pictures of a
# style, and fragments that htmx fetches.
LOADED = re.compile(
    r"""(?:href|src)="(/static/[^"]+)"|^import .*?"(\./[^"]+)"|url\("?([^")]+)"?\)"""
    r'''|hx-get="([^"]+)" hx-trigger="load"''',
    re.MULTILINE,
)
LINE_ENDS = 4  # ": " and the end of a header's line


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_a_page_is_light(
    visitor: Callable[..., Visitor], cast: Cast, filled: Filled, address: Address
) -> None:
    browser = visitor(address.looker(cast, filled))
    weights: dict[str, int] = {}
    weigh(browser, address.within(filled), weights)
    assert sum(weights.values()) < MOST, weights
    print(f"{address}: {sum(weights.values())} bytes")  # noqa: T201  with -s


def weigh(browser: Visitor, path: str, weights: dict[str, int]) -> None:
    """Weigh what is at an address, with its headers, and what it loads; pictures count nothing."""
    headers = {"Accept-Encoding": "br, gzip"}
    fragment = {"HX-Request": "true"} if weights and not path.startswith("/static/") else {}
    answer = browser.see(path, headers={**headers, **fragment})
    picture = answer.headers["Content-Type"].startswith("image/")
    said = sum(len(name) + len(value) + LINE_ENDS for name, value in answer.headers.raw)
    weights[path] = 0 if picture else answer.num_bytes_downloaded + said
    if path.startswith("/static/"):
        assert answer.status_code == httpx.codes.OK
        assert "immutable" in answer.headers["Cache-Control"]
    if picture or "htmx" in path:
        return
    for found in LOADED.findall(answer.text):
        loaded = urljoin(path, next(filter(None, found)))
        if loaded not in weights:
            weigh(browser, loaded, weights)
