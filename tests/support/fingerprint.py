"""Every row of every table, to tell whether anything has changed."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import connection

SESSIONS = "django_session"
Rows = dict[Any, tuple[Any, ...]]


def fingerprint() -> dict[str, Rows]:
    """Read every model's table, and those between many and many, as the database gives them.

    Rows are by primary key: the first column of every table of ours.
    """
    quote = connection.ops.quote_name
    rows = read([f"SELECT * FROM {quote(table)}" for table in every_table()])  # noqa: S608
    return {
        table: {row[0]: row for row in found}
        for table, found in zip(every_table(), rows, strict=True)
    }


@cache
def every_table() -> list[str]:
    """Name all but that of sessions: it says only who is logged in."""
    return [name for name in connection.introspection.django_table_names() if name != SESSIONS]


def read(queries: list[str]) -> Iterator[list[Any]]:
    """Read the rows of each; PostgreSQL takes all the queries in one message."""
    together = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if together:
            cursor.execute(";".join(queries))
        for query in queries:
            if not together:
                cursor.execute(query)
            yield cursor.fetchall()
            if together:
                cursor.nextset()


def changed_tables(before: dict[str, Rows], after: dict[str, Rows]) -> list[str]:
    return [table for table in before if before[table] != after[table]]
