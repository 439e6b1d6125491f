"""`oneonone serve` does background work by itself, and writes mails to the home by default."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.command import ONEONONE, run_oneonone
from support.contacts import FRIEND
from support.people import register
from support.processes import children, is_running
from support.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator


class Alone(Service):
    """A service with a home of its own, as `oneonone serve` starts it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "static").mkdir()
        environment = {"ONEONONE_HOME": str(home), "DATABASE_URL": ""}
        super().__init__(home / "log", **environment)
        del self.environment["DATABASE_URL"]

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [ONEONONE, "serve", "--workers", "1"], env=self.environment, stdout=log, stderr=log
            )
        self.wait_until_ready()

    def mails(self) -> list[str]:
        found = sorted(self.home.glob("mail/*.eml"), key=lambda path: path.stat().st_mtime)
        return [str(message_from_bytes(path.read_bytes())["To"]) for path in found]

    def background(self) -> list[int]:
        return [
            pid
            for pid in children(self.process.pid)
            if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        ]

    def wait_for_mails(self, number: int) -> list[str]:
        for _ in range(150):
            if len(self.mails()) >= number:
                break
            time.sleep(0.1)
        return self.mails()


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Alone]:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    migrated = run_oneonone("manage", "migrate", "--verbosity=0", ONEONONE_HOME=str(tmp_path))
    assert migrated.returncode == 0, migrated.stderr
    service = Alone(tmp_path)
    service.start()
    yield service
    if service.process.poll() is None:
        service.stop()


def test_mails_are_written_to_the_home_by_a_worker_that_is_replaced(alone: Alone) -> None:
    people = [register(alone.url) for _ in range(3)]
    asker, *asked = people
    asker.call("POST", FRIEND, {"requested": asked[0].username})
    assert alone.wait_for_mails(1) == [f"Person Tester <{asked[0].username}@example.org>"]
    (mail,) = alone.home.glob("mail/*")
    assert mail.stat().st_mode & 0o77 == 0
    (background,) = alone.background()
    os.kill(background, signal.SIGKILL)
    asker.call("POST", FRIEND, {"requested": asked[1].username})
    assert len(alone.wait_for_mails(2)) == 2
    for person in people:
        person.http.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_background_work_ends_with_the_service(alone: Alone, number: signal.Signals) -> None:
    (background,) = alone.background()
    left = children(alone.process.pid)
    alone.process.send_signal(number)
    alone.process.wait(60)
    for _ in range(100):
        if not is_running(background):
            break
        time.sleep(0.1)
    assert not is_running(background)
    for pid in left:
        if is_running(pid):
            os.kill(pid, signal.SIGKILL)


def test_background_work_ends_where_the_service_ended_before_it_began(alone: Alone) -> None:
    somebody_else = str(alone.process.pid)
    home = {"ONEONONE_HOME": str(alone.home)}
    ended = run_oneonone("worker", "--parent", somebody_else, **home)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_background_work_goes_on_while_the_service_does(alone: Alone) -> None:
    command = [ONEONONE, "worker", "--parent", str(os.getpid())]
    with subprocess.Popen(command, env=alone.environment) as background:
        asker, asked = (register(alone.url) for _ in range(2))
        asker.call("POST", FRIEND, {"requested": asked.username})
        assert len(alone.wait_for_mails(1)) == 1
        assert background.poll() is None
        background.terminate()
    assert background.returncode == 0
    for person in (asker, asked):
        person.http.close()
