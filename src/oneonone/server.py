import copy
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.conf import settings
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

BLOCKING_THREADS = 2  # four are half as fast: they fight over the interpreter's lock
KILL_AFTER_SECONDS = 30
RESPAWN_SECONDS = 0.2  # between two workers that died at once
BACKGROUND = (sys.executable, "-m", "oneonone.cli", "worker", "--parent")
BACKGROUND_RESPAWN_SECONDS = 1.0


def serve_forever(*, host: str, workers: int, background: bool = False) -> None:
    """Serve until a signal ends it; one process a worker, each with its own planner.

    With `background` one more process does what is to be done besides answering.

    Raises:
        OSError: somebody else listens there.
    """
    port = settings.PORT
    refuse_taken(host, port)
    server = Server(
        "oneonone.wsgi:application",
        address=host,
        port=port,
        http=HTTPModes.http1,  # in HTTP/2 a body need not announce its length
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=BLOCKING_THREADS,
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_SECONDS,
        workers_kill_timeout=KILL_AFTER_SECONDS,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=copy.deepcopy(settings.LOGGING),
    )
    print(f"OneOnOne serves on http://{host}:{port}", flush=True)  # noqa: T201  to who started it
    with background_work() if background else nullcontext():
        server.serve()


@contextmanager
def background_work() -> Iterator[None]:
    """Keep a process running that does background work; one that dies is replaced."""
    over = threading.Event()
    running = [start_background()]

    def replace_dead() -> None:
        while not over.wait(BACKGROUND_RESPAWN_SECONDS):
            if running[0].poll() is not None:
                running[0] = start_background()

    watching = threading.Thread(target=replace_dead)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
        running[0].terminate()
        running[0].wait(KILL_AFTER_SECONDS)


def start_background() -> subprocess.Popen[bytes]:
    """Name the parent: it may be gone before the child gets to ask who it is."""
    return subprocess.Popen((*BACKGROUND, str(os.getpid())))  # noqa: S603  our own command


def refuse_taken(host: str, port: int) -> None:
    """Granian would share the port with another that serves there, each its own database."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OSError(f"can't listen on {host}:{port}: {error.strerror}") from error
