"""People who keep writing while something dies, and remember what they were told."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self

import httpx

from support.calendars import done, make_calendar
from support.people import Person, register

if TYPE_CHECKING:
    from types import TracebackType

WRITERS = 8
PATIENCE = 0.02  # seconds between two tries of a writer


class Writers:
    """Eight owners, each adding one availability after the other to a calendar of their own."""

    def __init__(self, url: str) -> None:
        self.people: list[Person] = [register(url, "writer") for _ in range(WRITERS)]
        self.calendars = [make_calendar(person) for person in self.people]
        self.acknowledged: list[set[int]] = [set() for _ in self.people]
        self.refusals: set[tuple[int, bool]] = set()
        self.stopping = threading.Event()
        self.threads = [
            threading.Thread(target=self.keep_writing, args=(number,)) for number in range(WRITERS)
        ]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def keep_writing(self, number: int) -> None:
        body = {
            "start_period": "2094-03-01T09:00:00Z",
            "end_period": "2094-03-01T10:00:00Z",
            "preference": 1,
        }
        path = f"{self.calendars[number]}availabilities/"
        while not self.stopping.is_set():
            try:
                answer = self.people[number].call("POST", path, body)
            except httpx.TransportError:
                time.sleep(PATIENCE)
                continue
            if answer.status_code == httpx.codes.OK:
                self.acknowledged[number].add(answer.json()["id"])
            else:
                self.refusals.add((answer.status_code, "Retry-After" in answer.headers))
                time.sleep(PATIENCE)

    def written(self) -> int:
        return sum(len(ids) for ids in self.acknowledged)

    def lost(self) -> int:
        """Count what was acknowledged and is not there."""
        return sum(
            len(ids - {row["id"] for row in done(person, "GET", f"{path}availabilities/")})
            for person, path, ids in zip(
                self.people, self.calendars, self.acknowledged, strict=True
            )
        )

    def close(self) -> None:
        for person in self.people:
            person.http.close()


def wait_for_write(writers: Writers, within: float) -> float:
    """Wait until something new is acknowledged; give the seconds it took."""
    began, before = time.monotonic(), writers.written()
    while writers.written() == before:
        assert time.monotonic() - began < within, f"nothing was acknowledged within {within} s"
        time.sleep(0.01)
    return time.monotonic() - began
