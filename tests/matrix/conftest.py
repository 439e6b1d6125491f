from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from django.test import override_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matrix.scene import Scene

FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
RED = pytest.StashKey[dict[str, list[str]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RED] = {}


@pytest.fixture(scope="session")
def red(pytestconfig: pytest.Config) -> dict[str, list[str]]:
    """Where a test says what went red with a guard opened; it is shown at the end of the run."""
    return pytestconfig.stash[RED]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if not config.stash[RED]:
        return
    terminalreporter.section("cells that went red with a guard opened (-v: of which rows)")
    for name, (summary, *cells) in sorted(config.stash[RED].items()):
        terminalreporter.line(f"{name}: {summary}")
        for line in cells if config.get_verbosity() > 0 else ():
            terminalreporter.line(f"    {line}")


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """Made once for a module, in a transaction that ends undone; each cell undoes its own part."""
    # pytest reads this file before the models can be imported.
    from matrix.scene import kept_files, make_scene, undone  # noqa: PLC0415

    fast = override_settings(PASSWORD_HASHERS=FAST_HASHERS)
    with django_db_blocker.unblock(), fast, kept_files(), undone():
        logging.disable(logging.INFO)  # a line for each of thousands of requests
        yield make_scene()
        logging.disable(logging.NOTSET)
