from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("calendars", "0011_invitee_is_told")]

    operations = [
        migrations.RemoveIndex("meet", "meet_to_tell_of"),
        migrations.RemoveField("meet", "day_before_sent_at"),
    ]
