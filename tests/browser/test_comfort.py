"""Every page as some need it: twice as large, without movement, and standing still as it loads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.pages import PAGES, Address

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from support.calendars import Filled
    from support.people import Cast

    Open = Callable[..., Page]

# What 1280 by 900 pixels hold at 200 %, without movement.
COMFORT: dict[str, Any] = {
    "viewport": {"width": 640, "height": 450},
    "device_scale_factor": 2,
    "reduced_motion": "reduce",
}
SIZES = [(1280, 900), (390, 844)]
LONGEST_SECONDS = 0.01
MOST_SHIFT = 0.005  # 0.00, as it is told; a footer beneath what comes later may go down

SIDEWAYS = """
    [...document.querySelectorAll("*")].filter((one) =>
        one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1
        && (one === document.documentElement
            || ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
        && !one.closest("availability-grid")
    ).map((one) => `${one.tagName} ${one.className}: ${one.scrollWidth} in ${one.clientWidth}`)
"""
# Like whoever comes by Tab: focus it, and look what lies at its middle.
OUT_OF_REACH = """
    [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex='0']"
    )].filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => {
        one.focus();
        const { left, top, right, bottom } = one.getBoundingClientRect();
        const at = document.elementFromPoint(
            (left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
        return !at || !(one.contains(at) || at.contains(one) || at.control === one
            || at.closest("label")?.control === one) || at === document.body || left < 0
            || right > innerWidth;
    }).map((one) => `${one.outerHTML.slice(0, 90)}`)
"""
SHIFTS = """
    new Promise((tell) => {
        const seen = [];
        new PerformanceObserver((list) => seen.push(...list.getEntries()))
            .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => tell(seen.map(({ value, sources }) => [
            value,
            sources.map(({ node }) => `${node?.nodeName} ${node?.className} ${node?.textContent}`
                .replaceAll(/\\s+/g, " ").slice(0, 70)),
        ])), 300);
    })
"""
MOVING = """
    (longest) => [...document.querySelectorAll("*")].flatMap((one) =>
        [null, "::before", "::after", "::backdrop"].flatMap((part) => {
            const { transitionDuration, animationDuration, scrollBehavior } =
                getComputedStyle(one, part);
            const seconds = `${transitionDuration}, ${animationDuration}`.split(", ").map(
                (time) => parseFloat(time) / (time.endsWith("ms") ? 1000 : 1));
            return Math.max(...seconds) > longest || scrollBehavior === "smooth"
                ? [`${one.tagName} ${one.className} ${part ?? ""}`] : [];
        }))
"""


def look(open_page: Open, cast: Cast, filled: Filled, address: Address, **options: Any) -> Page:
    who = address.looker(cast, filled)
    page = open_page(address.within(filled), who, **options)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_twice_as_large_nothing_is_out_of_reach_and_without_movement_nothing_moves(
    open_page: Open, cast: Cast, filled: Filled, address: Address
) -> None:
    page = look(open_page, cast, filled, address, **COMFORT)
    assert page.evaluate(SIDEWAYS) == []
    assert page.evaluate(OUT_OF_REACH) == []
    assert page.evaluate(MOVING, LONGEST_SECONDS) == []


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_nothing_moves_while_a_page_loads(
    open_page: Open, cast: Cast, filled: Filled, address: Address
) -> None:
    for width, height in SIZES:
        size = {"viewport": {"width": width, "height": height}}
        page = look(open_page, cast, filled, address, **size)
        seen = page.evaluate(SHIFTS)
        assert sum(shift for shift, _ in seen) < MOST_SHIFT, (width, seen)


def test_whoever_does_not_mind_sees_movement(open_page: Open) -> None:
    page = open_page("/login/", reduced_motion="no-preference")
    assert page.evaluate(MOVING, LONGEST_SECONDS) != []
