"""One plan at a time in a process: planning is work for a whole core."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic

from django.contrib.auth.models import User

from oneonone.common.errors import Busy
from oneonone.limits.actions import spend, spend_up_to
from oneonone.limits.policy import PLANNING_SECONDS

BUDGET_SECONDS = 10.0
PATIENCE_SECONDS = 1.0

planning = Lock()


@contextmanager
def turn_of(owner: User, now: datetime) -> Iterator[None]:
    """Wait a second for one's turn, and count how long it takes: a second at least.

    Whoever asks has been let in before: nobody else waits, or learns that there is something.

    Raises:
        TooManyRequests: they have had enough turns for a while.
        Busy: somebody else's plan takes longer.
    """
    spend(PLANNING_SECONDS, owner.pk, now)
    if not planning.acquire(timeout=PATIENCE_SECONDS):
        raise Busy("Another schedule is being planned. Please try again in a few seconds.")
    began = monotonic()
    try:
        yield
    finally:
        planning.release()
        seconds = math.ceil(monotonic() - began)
        if seconds > 1:
            later = now + timedelta(seconds=seconds)
            spend_up_to(PLANNING_SECONDS, owner.pk, seconds - 1, later)
