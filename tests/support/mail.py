"""A mail server of our own that keeps what it gets, and workers that send to it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller
from django.test import override_settings

from oneonone.jobs.models import Job
from oneonone.jobs.worker import Worker
from oneonone.mail.servers import read_mail_server
from support.cluster import free_port
from support.command import ONEONONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Self

    from aiosmtpd.smtp import SMTP, Envelope, Session

    from support.people import Person

WORK = (str(ONEONONE), "worker")
WORK_ONCE = (*WORK, "--once")
REFUSED = "451 Come again later"
PATIENCE_SECONDS = 100  # on a machine that has much else to do


@dataclass(frozen=True)
class Mail:
    """A mail as it came: whom the envelope names, and what is inside."""

    to: list[str]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        return self.part("plain")

    @property
    def html(self) -> str:
        return self.part("html")

    def part(self, kind: str) -> str:
        body = self.message.get_body((kind,))
        assert body
        return str(body.get_content()).replace("\r\n", "\n")


@dataclass
class PostOffice:
    """A real mail server, and its workers; while it refuses, nobody's mail is taken."""

    received: list[Mail] = field(default_factory=list)
    refusing: bool = False
    refused: int = 0
    seconds: float = 0  # that it takes over the recipient of each mail, and as long over its text
    workers: list[WorkerProcess] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Self:
        self.controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.kill()  # one that was left would take what others are to do
        self.controller.stop()

    async def handle_RCPT(  # noqa: N802  aiosmtpd's, as below
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        await asyncio.sleep(self.seconds)
        if self.refusing:
            self.refused += 1
            return REFUSED
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.seconds)
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, EmailMessage, policy=policy.default)
        self.received.append(Mail(list(envelope.rcpt_tos), message))
        return "250 OK"

    @property
    def environment(self) -> dict[str, str]:
        return {"EMAIL_URL": f"smtp://127.0.0.1:{self.port}"}

    def employ(self, *command: str) -> WorkerProcess:
        """Start `oneonone worker`, or what works in its place."""
        self.workers.append(WorkerProcess(command or WORK, self.environment))
        return self.workers[-1]

    def deliver(self) -> None:
        """Let a worker do all that is due, as `worker --once` does, but in this process."""
        server = read_mail_server(self.environment["EMAIL_URL"])
        with override_settings(**server), kept_signals():
            Worker().run(once=True)

    def take(self) -> list[Mail]:
        """Take what has come, and leave nothing."""
        taken, self.received = self.received, []
        return taken

    def subjects(self) -> dict[str, list[str]]:
        """Take what has come, as the subjects of each address, in the order of the alphabet."""
        found: dict[str, list[str]] = {}
        for mail in self.take():
            (address,) = mail.to
            found.setdefault(address, []).append(mail.subject)
        return {address: sorted(found[address]) for address in sorted(found)}


@contextmanager
def kept_signals() -> Iterator[None]:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


class WorkerProcess:
    """A running worker; whoever waits for its end gets what it logged."""

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self.command = command
        self.environment = {**os.environ, **environment}
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command, env=self.environment, stderr=subprocess.PIPE, text=True
        )

    def kill(self) -> None:
        self.process.kill()
        self.wait()

    def stop(self) -> tuple[int, str]:
        """End it as an operator does; give its status and what it logged."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self) -> tuple[int, str]:
        _, log = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, log


def address_of(person: Person) -> str:
    return f"{person.username}@example.org"


def make_due() -> None:
    """Let the time pass that jobs wait for, or that their leases last."""
    Job.objects.filter(failed_at=None).update(due_at="2020-01-01T00:00:00Z", lease=None)


def wait_until(holds: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < PATIENCE_SECONDS
        time.sleep(0.02)


def wait_until_done() -> float:
    """Wait until no job is left, as long as they become fewer; give the seconds it took."""
    began = time.monotonic()
    while left := Job.objects.count():
        wait_until(lambda left=left: Job.objects.count() < left)
    return time.monotonic() - began
