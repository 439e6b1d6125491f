import copy
import socket

from django.conf import settings
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

BLOCKING_THREADS = 2  # four are half as fast: they fight over the interpreter's lock
KILL_AFTER_SECONDS = 30
RESPAWN_SECONDS = 0.2  # between two workers that died at once


def serve_forever(*, host: str, workers: int) -> None:
    """Serve until a signal ends it; one process a worker, each with its own planner.

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
    server.serve()


def refuse_taken(host: str, port: int) -> None:
    """Granian would share the port with another that serves there, each its own database."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise OSError(f"can't listen on {host}:{port}: {error.strerror}") from error
