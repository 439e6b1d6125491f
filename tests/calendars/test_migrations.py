"""Every migration can be undone, on a database of its own that the other tests do not see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

SCRATCH = "scratch"


@pytest.fixture
def scratch(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """Make an empty database of the kind the tests run on."""
    with django_db_blocker.unblock():
        postgresql = connection.vendor == "postgresql"
        name = SCRATCH if postgresql else str(tmp_path / "scratch.sqlite3")
        connections.databases[SCRATCH] = {**connection.settings_dict, "NAME": name}
        if postgresql:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {SCRATCH}")
        yield SCRATCH
        connections[SCRATCH].close()
        del connections[SCRATCH], connections.databases[SCRATCH]
        if postgresql:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {SCRATCH}")


def migrate(*target: str) -> None:
    call_command("migrate", *target, database=SCRATCH, verbosity=0)


def shape() -> dict[str, Any]:
    """Describe every table: its columns, and its constraints and indexes."""
    scratch = connections[SCRATCH]
    with scratch.cursor() as cursor:
        look = scratch.introspection
        return {
            table: (
                [tuple(column) for column in look.get_table_description(cursor, table)],
                look.get_constraints(cursor, table),
            )
            for table in look.table_names(cursor)
        }


@pytest.mark.parametrize("app", ["calendars", "contacts", "accounts"])
@pytest.mark.usefixtures("scratch")
def test_an_apps_migrations_go_to_zero_and_back(app: str) -> None:
    migrate()
    before = shape()
    own = {table for table in before if table.startswith(f"{app}_")}
    assert own
    migrate(app, "zero")
    assert not own & shape().keys()
    migrate()
    assert shape() == before


@pytest.mark.usefixtures("scratch")
def test_all_tables_of_ours_go_at_once() -> None:
    migrate()
    names = ("calendars_", "contacts_", "accounts_")
    for app in ("calendars", "contacts", "accounts"):
        migrate(app, "zero")
    assert not [table for table in shape() if table.startswith(names)]
