"""What a piece of work takes: wall time, processor time, and the peak of the process's memory."""

import resource
import sys
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
UNITS_IN_MB = 1024 * 1024 if sys.platform == "darwin" else 1024  # of ru_maxrss


def measure(work: Callable[[], Result]) -> tuple[Result, dict[str, float]]:
    """Do the work; give its result and `seconds`, `cpu` and `peak_mb`."""
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    return result, {
        "seconds": time.perf_counter() - wall,
        "cpu": time.process_time() - processor,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNITS_IN_MB,
    }
