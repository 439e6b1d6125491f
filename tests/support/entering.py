"""The pages on which times are entered, as forms: their addresses, and what is in them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

    from support.calendars import Filled


def page_of(filled: Filled, query: str = "") -> str:
    return f"/c/{filled.id}/availability/{query}"


def tag_in(page: httpx.Response) -> str:
    found = re.search(r'name="tag" value="([^"]+)"', page.text)
    assert found, page.text
    return unescape(found[1])


def row(number: int, start: str, end: str, **more: str) -> dict[str, str]:
    values = {"day": "2094-03-02", "start": start, "end": end, "preference": "2", **more}
    return {f"row-{number}-{name}": value for name, value in values.items()}


def rows_in(page: httpx.Response) -> dict[str, str]:
    """Read what the list's fields hold."""
    inputs = re.findall(r'<input[^>]* name="(row-[\w-]+)"[^>]* value="([^"]+)"', page.text)
    hidden = [(name, value) for name, value in inputs if not name.endswith("remove")]
    levels = re.findall(
        r'<select[^>]* name="(row-[\w-]+)">.*?value="(\d)" selected', page.text, re.DOTALL
    )
    numbers = {name.split("-")[1] for name, _ in hidden}
    return dict(hidden) | {name: value for name, value in levels if name.split("-")[1] in numbers}
