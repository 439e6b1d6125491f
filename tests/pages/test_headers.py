"""What every page says to browsers and caches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.routes import page_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.pages import Visitor
    from support.people import Cast

POLICY = {
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
PREVIEW = {"/me/profile/": {"img-src 'self' blob:"}}


@pytest.mark.parametrize("path", page_paths("GET"))
def test_a_page_is_nobody_elses_to_keep_frame_or_script(
    visitor: Callable[..., Visitor], cast: Cast, path: str
) -> None:
    for browser in (visitor(), visitor(cast.owner)):
        headers = browser.see(path).headers
        assert headers["Cache-Control"] == "private, no-store"
        assert {"Cookie", "Accept-Language"} <= set(headers["Vary"].split(", "))
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        policy = set(headers["Content-Security-Policy"].split("; "))
        assert policy - PREVIEW.get(path, set()) == POLICY
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", page_paths("GET"))
def test_nothing_is_inline_and_nothing_from_elsewhere(
    visitor: Callable[..., Visitor], cast: Cast, path: str
) -> None:
    for browser in (visitor(), visitor(cast.owner)):
        answer = browser.see(path)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = answer.text
        for forbidden in (" style=", "<style", " onclick=", " onload=", "//cdn", "https://"):
            assert forbidden not in page
        assert page.count("<script") == page.count("<script src=") + page.count(
            '<script type="module" src='
        )
