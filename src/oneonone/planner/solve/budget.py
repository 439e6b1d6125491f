"""The time a search may take."""

import time
from collections.abc import Callable


class UnfinishedError(Exception):
    """The search stopped without an answer, mostly because its time was up."""


class Budget:
    """Seconds from now on, by `clock`."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._seconds = seconds

    def spent(self) -> float:
        return self._clock() - self._start

    def left(self) -> float:
        """Give the seconds left; raise `UnfinishedError` where there are none."""
        left = self._seconds - self.spent()
        if left <= 0:
            raise UnfinishedError
        return left
