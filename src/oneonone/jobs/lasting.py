"""A lease that lasts as long as the work: a slow mail server may take minutes over one mail."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import Error as DatabaseError
from django.db import connection

from oneonone.common import clock
from oneonone.jobs.claim import LEASE, renew_lease
from oneonone.jobs.models import Job

BETWEEN_RENEWALS = LEASE / 3

log = logging.getLogger("oneonone.jobs")


@contextmanager
def kept_lease(job: Job) -> Iterator[None]:
    """Renew the lease of a job again and again, as long as this process works on it."""
    done = Event()
    keeper = Thread(target=keep_lease, args=(job, done), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def keep_lease(job: Job, done: Event) -> None:
    while not done.wait(BETWEEN_RENEWALS.total_seconds()):
        try:
            renew_lease(job, clock.now())
        except DatabaseError:
            log.exception("A lease was not renewed.")
            connection.close()
    connection.close()  # a thread has its own
