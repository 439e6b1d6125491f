"""The tag of somebody's own periods: an edit that names another was made from an old copy."""

from collections.abc import Sequence
from hashlib import sha256

from oneonone.calendars.structs import AvailabilityOut
from oneonone.common.rendering import encoder


def tag_of(periods: Sequence[AvailabilityOut]) -> str:
    """Give the strong ETag of periods as they are listed."""
    return f'"{sha256(encoder.encode(periods)).hexdigest()[:32]}"'
