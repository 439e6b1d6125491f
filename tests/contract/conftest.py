from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from support.people import Cast, Person, register
from support.service import Service

Answer = tuple[int, Any]


@pytest.fixture(scope="session")
def cast(service: Service) -> Iterator[Cast]:
    """The same five all along: what they own, each test makes anew."""
    names = ("owner", "invitee", "other", "stranger")
    with httpx.Client(base_url=service.url, timeout=30) as anonymous:
        people = {name: register(service.url, name) for name in names}
        yield Cast(**people, anonymous=anonymous)
        for person in people.values():
            person.http.close()


@pytest.fixture
def newcomer(service: Service) -> Iterator[Callable[[], Person]]:
    """Make people whom no other test knows."""
    made: list[Person] = []

    def make() -> Person:
        made.append(register(service.url))
        return made[-1]

    yield make
    for person in made:
        person.http.close()
