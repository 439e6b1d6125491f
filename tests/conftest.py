"""One home, one database and one running service for the whole run.

Tests never clean up after one another: each makes people and calendars of its own.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import django
import pytest
from django.core.management import call_command
from support.clients import client
from support.cluster import Cluster, find_binaries
from support.database import apart
from support.people import Cast, Person, settle
from support.service import InsideService, Service
from support.staff import hire

NO_POSTGRESQL = "PostgreSQL's server programs are not on this machine: its tests are skipped."


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.addoption("--server", choices=("command", "inside"), default="command")
    parser.addoption(
        "--share",
        action="append",
        default=[],
        metavar="FOLDER=N",
        help="in this folder try each test with one in N of its parameters only",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the home and the database before Django reads its settings."""
    home = tempfile.mkdtemp(prefix="oneonone-home-")
    (Path(home) / "static").mkdir()
    config.add_cleanup(lambda: shutil.rmtree(home))
    os.environ["ONEONONE_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "oneonone.settings"
    os.environ["ONEONONE_RATE_LIMITS"] = "off"
    os.environ.pop("DATABASE_URL", None)
    if config.getoption("--database") == "postgresql":
        use_postgresql(config)
    django.setup()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    shares = dict(share.split("=") for share in config.getoption("--share"))
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    met: set[str] = set()
    for item in items:
        test = item.nodeid.partition("[")[0]
        share = int(shares.get(item.path.parent.name, 1))
        chosen = test not in met or crc32(item.nodeid.encode()) % share == 0
        (kept if chosen else left_out).append(item)
        met.add(test)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


def use_postgresql(config: pytest.Config) -> None:
    binaries = find_binaries()
    if binaries is None:
        pytest.exit(NO_POSTGRESQL, returncode=1 if os.environ.get("CI") else 0)
    cluster = Cluster(binaries)
    config.add_cleanup(cluster.stop)
    os.environ["DATABASE_URL"] = cluster.url


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> None:
    """Make ready the one database, where pytest-django would make another, and its home."""
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session")
def home() -> Path:
    return Path(os.environ["ONEONONE_HOME"])


@pytest.fixture(scope="session")
def service(
    request: pytest.FixtureRequest, home: Path, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Service | InsideService]:
    command = request.config.getoption("--server") == "command"
    service = Service(home / "service.log") if command else InsideService()
    with django_db_blocker.unblock():
        service.start()
        yield service
        service.stop()


@pytest.fixture(scope="module")
def cast(service: Service) -> Iterator[Cast]:
    """The same six in all of a file: what they own, each test makes anew."""
    names = ("owner", "invitee", "other", "stranger", "staff")
    with client(service.url) as anonymous:
        people = {name: settle(service.url, name) for name in names}
        apart(hire, people["staff"].id)
        yield Cast(**people, anonymous=anonymous)
        for person in people.values():
            person.http.close()


@pytest.fixture
def newcomer(service: Service) -> Iterator[Callable[[], Person]]:
    """Make people whom no other test knows."""
    made: list[Person] = []

    def make() -> Person:
        made.append(settle(service.url))
        return made[-1]

    yield make
    for person in made:
        person.http.close()
