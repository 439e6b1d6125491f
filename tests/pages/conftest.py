from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.pages import Visitor, come

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.guests import Guest
    from support.people import Person
    from support.service import InsideService, Service


@pytest.fixture
def visitor(service: Service | InsideService) -> Iterator[Callable[..., Visitor]]:
    """Come with a browser, as a person, a guest or as nobody."""
    came: list[Visitor] = []

    def one(who: Person | Guest | None = None) -> Visitor:
        came.append(come(service.url, who))
        return came[-1]

    yield one
    for one in came:
        one.http.close()
