from typing import Any

from django.db import migrations


def unconfirm(apps: Any, schema_editor: Any) -> None:
    """No mail can have reached such an address; in other letters it may be another's."""
    profiles = apps.get_model("accounts", "Profile").objects.using(schema_editor.connection.alias)
    confirmed = profiles.filter(email_confirmed_at__isnull=False)
    rows = confirmed.values_list("pk", "user__email").iterator()
    keys = [key for key, address in rows if not address.isascii()]
    profiles.filter(pk__in=keys).update(email_confirmed_at=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_guests")]

    operations = [migrations.RunPython(unconfirm, migrations.RunPython.noop)]
