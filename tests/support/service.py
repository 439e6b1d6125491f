"""The service as a user runs it, and the same inside this process, where coverage sees it."""

import os
import subprocess
import threading
import time
from pathlib import Path

import httpx
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from support.clients import NO_TLS
from support.cluster import free_port
from support.command import ONEONONE
from support.processes import kill_with_children


class Service:
    """A running `oneonone serve` without background work, in the environment of this process."""

    def __init__(self, log: Path, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = log
        self.environment = {**os.environ, "PORT": str(self.port), **environment}

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [ONEONONE, "serve", "--worker", "off"],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        for _ in range(200):
            try:
                if httpx.get(f"{self.url}/readyz", verify=NO_TLS).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"The service did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)

    def kill(self) -> None:
        kill_with_children(self.process.pid)
        self.process.wait(60)


class PromptHandler(WSGIRequestHandler):
    """Without it each answer waits for the client's acknowledgement of its first half."""

    disable_nagle_algorithm = True


class InsideService:
    """The same application behind Django's own server, in threads of this process."""

    def __init__(self) -> None:
        self.server = ThreadedWSGIServer(("127.0.0.1", 0), PromptHandler)
        from oneonone.wsgi import application  # noqa: PLC0415  settings come first

        self.server.set_app(application)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
