"""A line on standard error that says that it is still planning."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

FIRST_AFTER = 1.0  # seconds


@contextmanager
def showing_progress(budget_seconds: float) -> Iterator[None]:
    """Say each second how long it has taken, from the first second on; the solver lets go of us."""
    done = Event()
    thread = Thread(target=count_seconds, args=(done, budget_seconds), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def count_seconds(done: Event, budget_seconds: float) -> None:
    began = time.monotonic()
    while not done.wait(FIRST_AFTER):
        took = time.monotonic() - began
        sys.stderr.write(f"\rplanning: {took:.0f} s of at most {budget_seconds:.0f}")
        sys.stderr.flush()
    if time.monotonic() - began > FIRST_AFTER:
        sys.stderr.write("\n")
