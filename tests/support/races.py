"""Sixteen real clients that send at once, and the services they race against."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any, TypeVar

import httpx
import pytest

from support.clients import NO_TLS
from support.command import ONEONONE
from support.service import Service
from support.soak import SOAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from support.mail import WorkerProcess
    from support.people import Cast, Person

T = TypeVar("T")

TESTS = Path(__file__).parents[1]
PATHS = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
UNGUARDED = ("env", f"PYTHONPATH={PATHS}", sys.executable, "-m", "races.unguarded")
RUNNERS = 16
WORKERS = 3
ROUNDS = 50 if SOAK else 5
TRIES = max(ROUNDS, 30)  # of what is to break: on a busy machine a race is not always one
PATIENCE_SECONDS = 60
LONG = pytest.mark.timeout(60 + 40 * TRIES)


@dataclass(frozen=True)
class Call:
    """A request that several may send at once."""

    method: str
    url: str
    headers: dict[str, str]
    body: Any


@dataclass(frozen=True)
class Track:
    """A service to race against, and people with whom a round is set up beforehand."""

    url: str
    cast: Cast
    at_once: bool = True

    def call(self, who: Person | None, method: str, path: str, body: Any = None) -> Call:
        """Say what somebody, or anybody, will send; `body` goes as JSON."""
        headers = {"Authorization": who.http.headers["Authorization"]} if who else {}
        return Call(method, f"{self.url}{path}", headers, body)

    def race(self, runs: Sequence[Callable[[httpx.Client], T]]) -> list[T]:
        """Do all at once, or in turn, each with a client of its own that is connected already."""
        assert len(runs) >= RUNNERS
        abreast = len(runs) if self.at_once else 1
        barrier = Barrier(abreast, timeout=PATIENCE_SECONDS)

        def start(run: Callable[[httpx.Client], T]) -> T:
            with httpx.Client(timeout=PATIENCE_SECONDS, verify=NO_TLS) as client:
                client.get(f"{self.url}/healthz")
                barrier.wait()
                return run(client)

        with ThreadPoolExecutor(abreast) as pool:
            return list(pool.map(start, runs))

    def send(self, calls: Iterable[Call]) -> list[httpx.Response]:
        return self.race([partial(send, call) for call in calls])


@dataclass(frozen=True)
class Crew:
    """Some workers, each of which does what is due, and ends."""

    employ: Callable[[], WorkerProcess]
    at_once: bool = True

    def work(self) -> None:
        abreast = WORKERS if self.at_once else 1
        for _ in range(WORKERS // abreast):
            working = [self.employ() for _ in range(abreast)]
            assert [worker.wait()[0] for worker in working] == [0] * abreast


Raced = TypeVar("Raced", Track, Crew)
Round = Callable[[Track], None]  # raises AssertionError when its rule is broken
Breaks = Callable[[str, Round], None]  # shows that it is, without the guard named


def send(call: Call, client: httpx.Client) -> httpx.Response:
    return client.request(call.method, call.url, headers=call.headers, json=call.body)


def statuses(answers: Iterable[httpx.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def is_refused_plan(answer: httpx.Response) -> bool:
    """Tell whether a plan was refused as it may be: the answers keep changing, or come again."""
    return answer.status_code == httpx.codes.CONFLICT or is_busy(answer)


def is_busy(answer: httpx.Response) -> bool:
    unavailable = answer.status_code == httpx.codes.SERVICE_UNAVAILABLE
    return unavailable and "Retry-After" in answer.headers


def run_rounds(play: Callable[[Raced], None], track: Raced) -> None:
    for _ in range(ROUNDS):
        play(track)


def find_break(play: Callable[[Raced], None], track: Raced) -> str:
    """Play until a round breaks its rule, and tell which it was and what was seen.

    First the same is done in turn: then it holds, so that it is the race that breaks it.
    """
    play(replace(track, at_once=False))
    for number in range(1, TRIES + 1):
        try:
            play(track)
        except AssertionError as error:
            return f"round {number}: {error}"
    raise AssertionError(f"Not broken in {TRIES} rounds: this race would not miss the guard.")


class RacedService(Service):
    """A service in two processes: the installed command, or what serves in its place."""

    def __init__(self, log: Path, *command: str, **environment: str) -> None:
        super().__init__(log, **environment)
        self.command = command or (str(ONEONONE), "serve", "--workers", "2", "--worker", "off")

    def start(self) -> None:
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_ready()
