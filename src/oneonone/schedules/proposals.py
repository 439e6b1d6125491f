"""Times that two may swap, as one of them sees it."""

from dataclasses import dataclass
from datetime import datetime

from oneonone.schedules.models import Swap


@dataclass(frozen=True, slots=True)
class Choice:
    """A time that somebody could have; `level` is how much they like it, `holder` who has it."""

    start: datetime
    end: datetime
    level: int
    holder: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A request as one of the two sees it: with the time that they would have."""

    swap: Swap
    choice: Choice
