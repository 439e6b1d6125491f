from datetime import UTC, datetime
from typing import Any

from django.db import migrations

FIRST, LAST = datetime(1970, 12, 31, tzinfo=UTC), datetime(2200, 1, 2, tzinfo=UTC)


def bring_into_range(apps: Any, schema_editor: Any) -> None:
    """A deadline near the first or the last time there is has no wall time in some zones."""
    for model in ("Invitee", "JoinLink"):
        rows = apps.get_model("calendars", model).objects.using(schema_editor.connection.alias)
        rows.filter(deadline__lt=FIRST).update(deadline=FIRST)
        rows.filter(deadline__gt=LAST).update(deadline=LAST)


class Migration(migrations.Migration):
    dependencies = [("calendars", "0009_invitee_withheld_by")]

    operations = [migrations.RunPython(bring_into_range, migrations.RunPython.noop)]
