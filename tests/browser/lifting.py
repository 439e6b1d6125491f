"""Taking hold of a meeting on the board."""

from playwright.sync_api import Locator

PATIENCE = (
    50  # moves, a tenth of a second each: what drags is loaded when a mouse is over a meeting
)


def lift(card: Locator) -> None:
    """Take hold of a card and move it a little, until it follows."""
    box, page = card.bounding_box(), card.page
    assert box
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(PATIENCE):
        page.mouse.move(x + 5, y + 10 + step % 2)
        if page.locator(".dragged").count():
            break
        page.wait_for_timeout(100)
