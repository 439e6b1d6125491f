"""Django's SQLite backend, with times read as UTC at once and not field by field afterwards."""

import sqlite3
from datetime import datetime
from typing import Any

from django.db.backends.sqlite3 import base, operations
from django.db.models import DateTimeField
from django.db.models.expressions import Col


def read_instant(stored: bytes) -> datetime:
    return datetime.fromisoformat(stored.decode() + "+00:00")


class DatabaseOperations(operations.DatabaseOperations):
    def get_db_converters(self, expression: Any) -> list[Any]:
        """Leave a column as sqlite3 has read it by its type; other expressions come as text."""
        has_type = isinstance(expression, Col) and isinstance(
            expression.output_field, DateTimeField
        )
        return [] if has_type else super().get_db_converters(expression)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations


sqlite3.register_converter("datetime", read_instant)
