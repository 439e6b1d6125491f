"""The loop of a worker: one job after the other, and now and then the sweeps."""

import logging
import os
import signal
import threading
from datetime import datetime, timedelta
from types import FrameType

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

from oneonone.common import clock
from oneonone.jobs.claim import claim_job, finish_job, postpone_job, was_deadly
from oneonone.jobs.lasting import kept_lease
from oneonone.jobs.models import Job
from oneonone.jobs.registry import HANDLERS, SWEEPS, Sweep, Task

IDLE_SECONDS = 0.5
TROUBLE_SECONDS = 2.0  # while the database does not answer
BETWEEN_SWEEPS = timedelta(seconds=20)

log = logging.getLogger("oneonone.jobs")


class Worker:
    def __init__(self, *, parent: int | None = None) -> None:
        self.stopping = threading.Event()
        self.parent = parent
        self.swept_at: datetime | None = None

    def run(self, *, once: bool = False) -> None:
        """Work until SIGTERM or SIGINT, or, `once`, until nothing is due.

        What is being done then is done to its end.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.is_over():
            pause = self.take_turn()
            if once and pause:
                break
            self.stopping.wait(pause)
        connection.close()

    def stop(self, signal_number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.stopping.set()

    def is_over(self) -> bool:
        orphaned = self.parent is not None and os.getppid() != self.parent
        return orphaned or self.stopping.is_set()

    def take_turn(self) -> float:
        """Do one job if there is one, and tell how many seconds to wait before the next."""
        close_old_connections()
        try:
            now = clock.now()
            if self.swept_at is None or now - self.swept_at >= BETWEEN_SWEEPS:
                self.swept_at = now
                sweep_all(now)
            return 0 if do_next(now) else IDLE_SECONDS
        except DatabaseError:
            log.exception("The database does not answer.")
            connection.close()
            return TROUBLE_SECONDS


def sweep_all(now: datetime) -> None:
    """Run every sweep; one that fails keeps no other from running."""
    for sweep in SWEEPS:
        run_sweep(sweep, now)


def run_sweep(sweep: Sweep, now: datetime) -> None:
    try:
        sweep(now)
    except DatabaseError:
        raise
    except Exception:
        log.exception("The sweep %s failed.", sweep.__name__)


def do_next(now: datetime) -> bool:
    """Do one job, and tell whether there was one."""
    job = claim_job(now)
    if job is None:
        return False
    try:
        if was_deadly(job):
            raise RuntimeError("Every worker that did it died.")  # noqa: TRY301  told as any other
        with kept_lease(job):
            HANDLERS[job.name](Task(job.key, job.payload, now))
    except Exception as error:  # noqa: BLE001  whatever it is, it is tried again
        tell_failure(job, error)
    else:
        finish_job(job)
    return True


def tell_failure(job: Job, error: Exception) -> None:
    said = f"{type(error).__name__}: {error}"
    pause = postpone_job(job, said, clock.now())
    told = {"job": job.name, "key": str(job.key), "attempts": job.attempts}
    if pause is None:
        log.error("A job was given up.", exc_info=error, extra=told)
    else:
        seconds = int(pause.total_seconds())
        log.warning("A job failed; again in %s s. %s", seconds, said, extra=told)
