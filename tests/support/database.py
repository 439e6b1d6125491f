"""The tests' own database, from a thread of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

About = TypeVar("About")
T = TypeVar("T")


def apart(work: Callable[[About], T], about: About) -> T:
    """Work with the database also while Playwright runs, which Django takes for a loop."""

    def run() -> T:
        try:
            return work(about)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()
