"""Whoever has a meeting in a calendar that is final already has an appointment too."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from oneonone.schedules.migrations._details import tag_of_details


def give_appointments(apps: Any, editor: Any) -> None:
    database = editor.connection.alias
    appointment = apps.get_model("schedules", "Appointment").objects.using(database)
    meets = apps.get_model("calendars", "Meet").objects.using(database)
    final = meets.filter(calendar__finalized=True).select_related("calendar")
    appointment.bulk_create(
        [
            appointment.model(
                calendar=meet.calendar,
                person_id=meet.meeter_id,
                told_at=timezone.now().replace(microsecond=0),
                start_period=meet.start_period,
                end_period=meet.end_period,
                details=tag_of_details(meet.calendar),
            )
            for meet in final
        ],
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("schedules", "0001_initial")]

    operations = [migrations.RunPython(give_appointments, migrations.RunPython.noop)]
