"""What somebody says of when they can meet: plain values, known to no framework."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A time somebody can meet, and how much they like it: 1 to 3, 3 is best."""

    start_period: datetime
    end_period: datetime
    preference: int
