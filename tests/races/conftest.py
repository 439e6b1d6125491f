"""Services to race against: one as it is, and one for each guard that is taken out.

All but one share the tests' database. A round is set up through the service as it is.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from support.clients import client
from support.people import Cast, register
from support.races import UNGUARDED, Breaks, RacedService, Round, Track, find_break

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OWN_DATABASE = "unique constraints"  # the guard that only a database of one's own can be without


@pytest.fixture(scope="session")
def services(django_db_setup: None, django_db_blocker: Any) -> Iterator[ExitStack]:
    """Stop every service that was entered here; meanwhile tests may look into the database."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        yield stack


def start(services: ExitStack, service: RacedService) -> str:
    service.start()
    services.callback(service.stop)
    return service.url


@pytest.fixture(scope="session")
def guarded(services: ExitStack, home: Path) -> str:
    return start(services, RacedService(home / "guarded.log"))


@pytest.fixture(scope="session")
def unguarded(services: ExitStack, home: Path) -> Callable[[str], str]:
    """Start the service without a guard, once for all tests that ask for it."""
    known: dict[str, str] = {}

    def serve(guard: str) -> str:
        if guard not in known:
            own = make_own_database(home) if guard == OWN_DATABASE else {}
            log = home / f"without {guard}.log"
            command = (*UNGUARDED, guard)
            known[guard] = start(services, RacedService(log, *command, **own))
        return known[guard]

    return serve


def make_own_database(home: Path) -> dict[str, str]:
    own = home / "unguarded"
    (own / "static").mkdir(parents=True)
    environment = {"ONEONONE_HOME": str(own)}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE unguarded")
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/unguarded")
        environment["DATABASE_URL"] = url.geturl()
    return environment


@pytest.fixture(scope="module")
def make_cast() -> Iterator[Callable[[str], Cast]]:
    """Register the people of a round, once for each service."""
    known: dict[str, Cast] = {}

    def make(url: str) -> Cast:
        if url not in known:
            names = ("owner", "invitee", "other", "stranger")
            anonymous = client(url)
            known[url] = Cast(**{name: register(url, name) for name in names}, anonymous=anonymous)
        return known[url]

    yield make
    for cast in known.values():
        for person in (cast.owner, cast.invitee, cast.other, cast.stranger):
            person.http.close()
        cast.anonymous.close()


@pytest.fixture
def track(guarded: str, make_cast: Callable[[str], Cast]) -> Track:
    return Track(guarded, make_cast(guarded))


@pytest.fixture
def breaks_without(
    guarded: str,
    unguarded: Callable[[str], str],
    make_cast: Callable[[str], Cast],
    request: pytest.FixtureRequest,
) -> Breaks:
    """Show that a round breaks its rule once a guard is taken out."""

    def show(guard: str, play: Round) -> None:
        url = unguarded(guard)
        cast = make_cast(url if guard == OWN_DATABASE else guarded)
        request.node.user_properties.append(("broken in", find_break(play, Track(url, cast))))

    return show
