"""Tags: of a schedule, where an edit that names another was made from an old copy; of details."""

from collections.abc import Iterable
from hashlib import sha256

from oneonone.calendars.models import Calendar, Meet
from oneonone.common.rendering import encoder


def tag_of_meets(meets: Iterable[Meet]) -> str:
    """Give the tag of who meets when, whatever rows say so."""
    times = sorted((meet.meeter_id, meet.start_period, meet.end_period) for meet in meets)
    return sha256(encoder.encode(times)).hexdigest()[:32]


def tag_of_details(calendar: Calendar) -> str:
    """Give the tag of what somebody is told of their meeting besides its time."""
    told = (calendar.name, calendar.location, calendar.description)
    return sha256(encoder.encode(told)).hexdigest()[:32]
