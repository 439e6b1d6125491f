import copy

from django.conf import settings
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

BLOCKING_THREADS = 2  # four are half as fast: they fight over the interpreter's lock
KILL_AFTER_SECONDS = 30
RESPAWN_SECONDS = 0.2  # between two workers that died at once


def serve_forever(*, host: str, port: int | None, workers: int) -> None:
    """Serve until a signal ends it; one process a worker, each with its own planner."""
    port = port or settings.PORT
    server = Server(
        "oneonone.wsgi:application",
        address=host,
        port=port,
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
