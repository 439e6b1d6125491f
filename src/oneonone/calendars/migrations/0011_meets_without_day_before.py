from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("calendars", "0009_invitee_withheld_by")]

    operations = [
        migrations.RemoveIndex("meet", "meet_to_tell_of"),
        migrations.RemoveField("meet", "day_before_sent_at"),
    ]
