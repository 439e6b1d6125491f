"""Who was told the day before is noted with what they were told, not with the schedule."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

MARK = "day_before_sent_at"


def note_on_appointments(apps: Any, editor: Any) -> None:
    appointments, meets = rows_of(apps, editor)
    same = {"meeter": OuterRef("person"), "start_period": OuterRef("start_period")}
    told = meets.filter(calendar=OuterRef("calendar"), **same)
    appointments.update(**{MARK: Subquery(told.values(MARK))})


def note_on_meets(apps: Any, editor: Any) -> None:
    appointments, meets = rows_of(apps, editor)
    same = {"person": OuterRef("meeter"), "start_period": OuterRef("start_period")}
    told = appointments.filter(calendar=OuterRef("calendar"), **same)
    meets.update(**{MARK: Subquery(told.values(MARK))})


def rows_of(apps: Any, editor: Any) -> tuple[Any, Any]:
    named = (("schedules", "Appointment"), ("calendars", "Meet"))
    database = editor.connection.alias
    appointments, meets = (apps.get_model(*name).objects.using(database) for name in named)
    return appointments, meets


class Migration(migrations.Migration):
    dependencies = [("calendars", "0009_invitee_withheld_by"), ("schedules", "0004_swap")]
    run_before = [("calendars", "0012_meets_without_day_before")]

    operations = [
        migrations.AddField("appointment", MARK, models.DateTimeField(null=True)),
        migrations.AddIndex(
            "appointment",
            models.Index(
                condition=models.Q((MARK, None)),
                fields=["start_period"],
                name="appointment_to_remind_of",
            ),
        ),
        migrations.RunPython(note_on_appointments, note_on_meets),
    ]
