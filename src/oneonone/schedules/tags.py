"""The tag of a schedule: an edit that names another was made from an old copy."""

from collections.abc import Iterable
from hashlib import sha256

from oneonone.calendars.models import Meet
from oneonone.common.rendering import encoder


def tag_of_meets(meets: Iterable[Meet]) -> str:
    """Give the tag of who meets when, whatever rows say so."""
    times = sorted((meet.meeter_id, meet.start_period, meet.end_period) for meet in meets)
    return sha256(encoder.encode(times)).hexdigest()[:32]
