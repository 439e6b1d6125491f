from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def note_addresses(apps: Any, schema_editor: Any) -> None:
    """Links that are there are for the address that their person has now."""
    database = schema_editor.connection.alias
    links = apps.get_model("accounts", "Link").objects.using(database)
    users = apps.get_model("auth", "User").objects.using(database)
    links.update(email=Subquery(users.filter(pk=OuterRef("user")).values("email")))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_unconfirm_not_ascii")]

    operations = [
        migrations.AddField(
            model_name="link",
            name="email",
            field=models.CharField(default="", max_length=254),
            preserve_default=False,
        ),
        migrations.RunPython(note_addresses, migrations.RunPython.noop),
    ]
