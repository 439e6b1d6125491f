from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendars", "0003_mails")]

    operations = [
        migrations.AddField(
            model_name="invitee",
            name="no_place_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
