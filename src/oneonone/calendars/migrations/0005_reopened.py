from typing import Any

from django.db import migrations, models
from django.db.models import F


def count_finalizing(apps: Any, schema_editor: Any) -> None:
    """Finalizing was a change since the plan; when a calendar is reopened it must not look so."""
    move_plans(apps, schema_editor, 1)


def uncount_finalizing(apps: Any, schema_editor: Any) -> None:
    move_plans(apps, schema_editor, -1)


def move_plans(apps: Any, schema_editor: Any, by: int) -> None:
    calendars = apps.get_model("calendars", "Calendar").objects.using(
        schema_editor.connection.alias
    )
    planned = calendars.filter(finalized=True, planned_revision__isnull=False)
    planned.update(planned_revision=F("planned_revision") + by)


class Migration(migrations.Migration):
    dependencies = [("calendars", "0004_no_place_told_at")]

    operations = [
        migrations.AddField(
            model_name="calendar",
            name="reopened",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(count_finalizing, uncount_finalizing),
    ]
