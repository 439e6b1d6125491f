from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from support.service import Service

Serve = Callable[..., Service]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Serve]:
    """Start services with limits, each kept until the module's end."""
    with ExitStack() as started:
        known: dict[str, Service] = {}

        def start(name: str = "one", **environment: str) -> Service:
            if name not in known:
                log = tmp_path_factory.mktemp("limits") / "log"
                known[name] = Service(log, ONEONONE_RATE_LIMITS="on", **environment)
                known[name].start()
                started.callback(known[name].stop)
            return known[name]

        yield start
