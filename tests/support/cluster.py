"""A throw-away PostgreSQL cluster of our own, run by somebody who is not root."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

from support.processes import kill_with_children

MOST_CONNECTIONS = 400  # of many services and their tests, which keep theirs
DEBIAN_BINARIES = Path("/usr/lib/postgresql")


def find_binaries() -> Path | None:
    """Find the folder of PostgreSQL's server programs, newest first."""
    debian = sorted(DEBIAN_BINARIES.glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    candidates = [*debian, *([Path(on_path).resolve()] if on_path else [])]
    return candidates[0].parent if candidates else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Cluster:
    """Started when made; `stop` leaves nothing behind."""

    def __init__(self, binaries: Path) -> None:
        self.binaries = binaries
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="oneonone-postgresql-"))
        self.user = None
        if os.geteuid() == 0:
            self.user = "nobody"
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        self.run("initdb", "--username=oneonone", "--auth=trust", "--no-sync", "--encoding=UTF8")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://oneonone@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            f" -c max_connections={MOST_CONNECTIONS}"
        )
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "--wait", f"--log={log}", f"--options={options}")

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "--wait", "--mode=immediate")
        shutil.rmtree(self.folder)

    def kill(self) -> None:
        """Kill the server, and leave its data as they lie.

        Its lock goes with it: where nobody reaps the dead, it would pass for alive.
        """
        lock = self.folder / "data" / "postmaster.pid"
        kill_with_children(int(lock.read_text().split()[0]))
        lock.unlink()

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.binaries / program, f"--pgdata={self.folder / 'data'}", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            user=self.user,
            cwd=self.folder,
        )
