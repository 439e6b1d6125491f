"""One plan at a time in a process: planning is work for a whole core."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from oneonone.common.errors import Busy

BUDGET_SECONDS = 10.0
PATIENCE_SECONDS = 1.0

planning = Lock()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait a second for one's turn.

    Raises:
        Busy: somebody else's plan takes longer.
    """
    if not planning.acquire(timeout=PATIENCE_SECONDS):
        raise Busy("Another schedule is being planned. Please try again in a few seconds.")
    try:
        yield
    finally:
        planning.release()
