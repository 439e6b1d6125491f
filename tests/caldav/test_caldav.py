"""A real calendar server, filled by a real client, holds exactly the final schedule."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.calendars import done, finalize, invite, make_calendar, meet
from support.cluster import free_port
from support.feeds import make_feed, read_feed
from support.ics import entries

from oneonone.calendars.models import Calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.people import Person

PYTHON = Path(__file__).parents[2] / ".venv-caldav" / "bin" / "python"
CLIENT = Path(__file__).with_name("client.py")
HOSTILE = 'Talks, "all"; now: 🧮'


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[str]:
    url = f"127.0.0.1:{free_port()}"
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [
                *(PYTHON, "-m", "radicale", "--config", "", "--hosts", url),
                *("--auth-type", "none", "--rights-type", "owner_only"),
                *("--storage-filesystem-folder", tmp_path / "collections"),
            ],
            stdout=log,
            stderr=log,
        )
    wait_until_ready(f"http://{url}/", process)
    yield f"http://{url}/"
    process.terminate()
    process.wait(60)


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            httpx.get(url)
        except httpx.TransportError:
            assert process.poll() is None, "Radicale did not start."
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def kept(radicale: str, answer: httpx.Response, path: Path) -> list[dict[str, Any]]:
    """Let a client make the server's calendar that of a file, and tell what it then holds."""
    path.write_bytes(answer.content)
    ran = subprocess.run(
        [PYTHON, CLIENT, radicale, path], capture_output=True, text=True, timeout=100, check=False
    )
    assert ran.returncode == 0, ran.stderr
    held: list[dict[str, Any]] = json.loads(ran.stdout)
    return held


def in_file(answer: httpx.Response) -> list[dict[str, Any]]:
    return sorted((asdict(entry) for entry in entries(answer)), key=lambda one: one["start"])


def set_schedule(owner: Person, calendar: str, **starts: tuple[Person, str, str]) -> None:
    meets = [meet(*one) for one in starts.values()]
    done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "UTC"])
def test_it_holds_the_final_schedule_and_the_next_one(
    radicale: str, newcomer: Callable[[], Person], tmp_path: Path, zone: str
) -> None:
    owner, ada, bo, cy = (newcomer() for _ in range(4))
    calendar = make_calendar(
        owner,
        name=HOSTILE,
        time_zone=zone,
        location="Room 2\nleft; upstairs",
        start_date="2094-03-01",
        end_date="2094-11-30",
    )
    for person in (ada, bo, cy):
        invite(owner, calendar, person)
    summer, twice = "2094-07-01T09:", "2094-10-31T01:"  # the second is a clock set back in Berlin
    set_schedule(
        owner,
        calendar,
        ada=(ada, "2094-03-02T09:00:00Z", "2094-03-02T09:30:00Z"),
        bo=(bo, f"{summer}00:00Z", f"{summer}30:00Z"),
        cy=(cy, f"{twice}00:00Z", f"{twice}30:00Z"),
    )
    finalize(owner, calendar)
    feed = make_feed(owner, "calendars")
    file = tmp_path / "schedule.ics"
    first = kept(radicale, read_feed(owner, feed), file)
    assert first == in_file(owner.http.get(f"{calendar}schedule.ics"))
    assert [one["start"] for one in first] == [
        "2094-03-02T09:00:00Z",
        f"{summer}00:00Z",
        f"{twice}00:00Z",
    ]
    assert {one["summary"] for one in first} == {f"{HOSTILE} · Person Tester"}
    Calendar.objects.filter(owner=owner.id).update(finalized=False)  # as it will be reopened
    set_schedule(
        owner,
        calendar,
        ada=(ada, "2094-03-02T09:00:00Z", "2094-03-02T09:30:00Z"),
        bo=(bo, f"{summer}30:00Z", "2094-07-01T10:00:00Z"),
    )
    finalize(owner, calendar)
    second = kept(radicale, read_feed(owner, feed), file)
    assert second == in_file(owner.http.get(f"{calendar}schedule.ics"))
    moved = {"sequence": 1, "start": f"{summer}30:00Z", "end": "2094-07-01T10:00:00Z"}
    assert second == [first[0], {**first[1], **moved}]


def test_it_holds_ones_own_meeting(
    radicale: str, newcomer: Callable[[], Person], tmp_path: Path
) -> None:
    owner, person = newcomer(), newcomer()
    calendar = make_calendar(owner, time_zone="Asia/Kathmandu")
    invited = invite(owner, calendar, person)
    set_schedule(owner, calendar, one=(person, "09:00", "09:30"))
    finalize(owner, calendar)
    answer = person.http.get(f"/invitations/{invited['id']}/meeting.ics")
    (held,) = kept(radicale, answer, tmp_path / "meeting.ics")
    assert [held] == in_file(answer)
    assert held["start"] == "2094-03-01T09:00:00Z"
