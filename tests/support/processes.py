import os
import signal
import time
from pathlib import Path


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def kill_with_children(pid: int) -> None:
    """Kill a process and its children, as a machine that loses power does."""
    doomed = [pid, *children(pid)]
    for one in doomed:
        os.kill(one, signal.SIGKILL)
    while any(is_running(one) for one in doomed):
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Tell whether a process still does anything; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
