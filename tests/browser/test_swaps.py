"""Swapping a meeting on a phone, from both sides, on pages that everybody can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser.accessible import wrong_on
from playwright.sync_api import expect
from support.calendars import done
from support.people import register
from support.swaps import TEN, Swappable, make_swappable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page
    from support.people import Cast, Person
    from support.service import InsideService, Service

LONG = "Donaudampfschifffahrtsgesellschaftskapitaenspruefungsvorbesprechungen" * 2
PHONE = {"viewport": {"width": 390, "height": 800}}


@pytest.fixture(scope="module")
def host(service: Service | InsideService) -> Iterator[Person]:
    """An owner whose name is as long as a name may be."""
    person = register(service.url, "host")
    done(person, "PUT", "/accounts/profile/", {"first_name": LONG, "last_name": LONG})
    yield person
    person.http.close()


@pytest.fixture
def final(cast: Cast, host: Person) -> Swappable:
    return make_swappable(host, (cast.invitee, cast.other, cast.stranger), name=LONG)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_asks_and_the_other_agrees(
    open_page: Callable[..., Page], cast: Cast, final: Swappable, scheme: str
) -> None:
    options = {"color_scheme": scheme, **PHONE}
    one = open_page(f"/c/{final.id}/meeting/", cast.invitee, **options)
    one.get_by_role("link", name="Swap with somebody …").click()
    expect(one.get_by_role("heading", level=1)).to_have_text("Swap my meeting")
    assert wrong_on(one) == []
    one.get_by_role("button", name="Ask Mon 1 Mar, 10:00").click()
    expect(one.get_by_role("heading", name="You asked to swap for")).to_be_visible()
    assert wrong_on(one) == []
    other = open_page(f"/c/{final.id}/meeting/", cast.other, **options)
    expect(other.get_by_role("heading", name="Would you swap?")).to_be_visible()
    assert wrong_on(other) == []
    other.get_by_role("button", name="Swap Mon 1 Mar, 09:00").click()
    expect(other.get_by_role("status").first).to_contain_text("You have swapped.")
    expect(other.locator(".when")).to_contain_text("09:00")
    one.reload()
    expect(one.locator(".when")).to_contain_text("10:00")
    expect(one.get_by_role("heading", name="You asked to swap for")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_refusal_is_seen_by_who_asked(
    open_page: Callable[..., Page], cast: Cast, final: Swappable, scheme: str
) -> None:
    final.ask(cast.invitee, TEN)
    done(cast.other, "POST", f"{final.received(cast.other)}decline/")
    page = open_page(f"/c/{final.id}/meeting/", cast.invitee, color_scheme=scheme, **PHONE)
    expect(page.get_by_text("Declined")).to_be_visible()
    assert wrong_on(page) == []


def test_the_owner_allows_it(
    open_page: Callable[..., Page], host: Person, final: Swappable
) -> None:
    page = open_page(f"/c/{final.id}/", host, **PHONE)
    page.get_by_role("button", name="Allow no swaps any more").click()
    expect(page.get_by_role("status").first).to_contain_text("can't be swapped any more")
    assert wrong_on(page) == []
    page.get_by_role("button", name="Allow swaps").click()
    expect(page.get_by_role("button", name="Allow no swaps any more")).to_be_visible()
