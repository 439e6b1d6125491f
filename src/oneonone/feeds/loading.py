"""A feed's rows -> the file that a program reads."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from oneonone.feeds.models import Feed, Kind
from oneonone.schedules.access import given_appointments, own_appointments
from oneonone.schedules.files import publish_given, publish_own
from oneonone.schedules.models import Appointment

KEPT_BACK = timedelta(days=366)
MOST_MEETINGS = 4_000  # two of the largest calendars; a second of work


def write_feed(feed: Feed, now: datetime) -> bytes:
    """Write somebody's meetings, those of the last year and all to come, the latest first."""
    if feed.kind == Kind.CALENDARS:
        return publish_given(recent(given_appointments(feed.user), now), refresh=True)
    return publish_own(recent(own_appointments(feed.user), now), refresh=True)


def recent(rows: QuerySet[Appointment], now: datetime) -> QuerySet[Appointment]:
    kept = rows.filter(end_period__gt=now - KEPT_BACK)
    return kept.order_by("-start_period", "pk")[:MOST_MEETINGS]
