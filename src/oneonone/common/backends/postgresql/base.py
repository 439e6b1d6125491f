"""Django's PostgreSQL backend, with times read by the driver's own code and not in Python."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base

OID = psycopg.adapters.types["timestamptz"].oid
DRIVERS_LOADER = psycopg.adapters.get_loader(OID, psycopg.pq.Format.TEXT)


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: str | None = None) -> Any:
        """Make a cursor that gives times in the session's zone, which Django sets to its own."""
        cursor = super().create_cursor(name)
        cursor.adapters.register_loader(OID, DRIVERS_LOADER)
        return cursor
