"""Every page, light and dark, on three widths: no violation of WCAG 2.2 AA, nothing sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.accessible import wrong_on
from support.pages import PAGES, Address

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.calendars import Filled
    from support.people import Cast


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES, ids=str)
def test_page(
    open_page: Callable[..., Page], cast: Cast, filled: Filled, address: Address, scheme: str
) -> None:
    who = address.looker(cast, filled)
    page = open_page(address.within(filled), who, color_scheme=scheme)
    assert wrong_on(page) == []
