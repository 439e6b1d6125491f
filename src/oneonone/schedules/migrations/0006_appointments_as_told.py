"""An appointment says itself what its person was told, which a draft does not change."""

from typing import Any

from django.db import migrations, models

from oneonone.schedules.migrations._details import tag_of_details

UNKNOWN = "\n"  # after a description: in no file, and in no description as people write it


def fill_in(apps: Any, editor: Any) -> None:
    """Take it from the calendar, or the next final schedule would tell everybody again.

    Where that was changed since, nobody knows what it was before. That it was changed does stay
    known, and is told then.
    """
    appointments, calendars = rows_of(apps, editor)
    for calendar in calendars.filter(pk__in=appointments.values("calendar")):
        told = {"name": calendar.name, "location": calendar.location}
        rows, known = appointments.filter(calendar=calendar), {"details": tag_of_details(calendar)}
        rows.filter(**known).update(**told, description=calendar.description)
        rows.exclude(**known).update(**told, description=calendar.description + UNKNOWN)


def note_tags(apps: Any, editor: Any) -> None:
    appointments, _ = rows_of(apps, editor)
    for row in appointments.iterator():
        appointments.filter(pk=row.pk).update(details=tag_of_details(row))


def rows_of(apps: Any, editor: Any) -> tuple[Any, Any]:
    named = (("schedules", "Appointment"), ("calendars", "Calendar"))
    database = editor.connection.alias
    appointments, calendars = (apps.get_model(*name).objects.using(database) for name in named)
    return appointments, calendars


class Migration(migrations.Migration):
    dependencies = [("schedules", "0005_day_before_on_appointments")]

    operations = [
        migrations.AddField(
            "appointment",
            "name",
            models.CharField(max_length=255, default=""),
            preserve_default=False,
        ),
        migrations.AddField("appointment", "location", models.TextField(blank=True, default="")),
        migrations.AddField("appointment", "description", models.TextField(blank=True, default="")),
        migrations.RunPython(fill_in, note_tags),
        migrations.AlterField(  # so that it can come back
            "appointment", "details", models.CharField(max_length=32, default="")
        ),
        migrations.RemoveField("appointment", "details"),
    ]
