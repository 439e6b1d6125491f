"""A plan takes a second; whoever changes their mind meanwhile is in it as they are now."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import httpx
import pytest
from races.crowd import HALF_HOUR, Crowd, make_crowd
from support.races import LONG, Breaks, Call, Track, is_refused_plan, run_rounds, send

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from support.people import Cast


pytestmark = LONG
Timed = tuple[httpx.Response, float]

SOON_SECONDS = 0.1
SAVING_SECONDS = 0.3  # at most, from the save of a plan to its answer


@pytest.fixture(scope="module")
def crowd(guarded: str, make_cast: Callable[[str], Cast]) -> Crowd:
    return make_crowd(make_cast(guarded).owner)


def plan_knows_every_answer(crowd: Crowd, track: Track) -> None:
    """One plans; all who waver move to another half hour while it is planned."""
    starts = next(crowd.moves)
    path = f"{crowd.calendar}schedule/"
    planning = partial(send_timed, track.call(track.cast.owner, "POST", path), 0)
    changes = [
        partial(send_timed, change(track, crowd, pk, start), SOON_SECONDS)
        for (_, pk), start in zip(crowd.wavering, starts, strict=True)
    ]
    *changed, (planned, planned_at) = track.race([*changes, planning])
    assert {answer.status_code for answer, _ in changed} == {200}
    known = [planned_at - at > SAVING_SECONDS for _, at in changed]
    if not any(known):
        pytest.fail("No change was answered in time to be in the plan.")
    assert planned.status_code == 200 or is_refused_plan(planned)
    if planned.status_code == httpx.codes.OK:
        times = {row["meeter"]: row["start_period"] for row in planned.json()["meets"]}
        for (user_id, _), start, in_time in zip(crowd.wavering, starts, known, strict=True):
            assert not in_time or times.get(user_id) == written(start)


def change(track: Track, crowd: Crowd, availability_id: int, start: datetime) -> Call:
    """Let the owner enter another half hour for somebody, as if told by phone."""
    body = {
        "start_period": written(start),
        "end_period": written(start + HALF_HOUR),
        "preference": 2,
    }
    path = f"{crowd.calendar}availabilities/{availability_id}/"
    return track.call(track.cast.owner, "PUT", path, body)


def written(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def send_timed(call: Call, delay: float, client: httpx.Client) -> Timed:
    time.sleep(delay)
    return send(call, client), time.monotonic()


def test_plan_knows_every_answer(
    unguarded: Callable[[str], str], track: Track, crowd: Crowd
) -> None:
    slow = replace(track, url=unguarded("nothing"))
    run_rounds(partial(plan_knows_every_answer, crowd), slow)


def test_plan_would_miss_answers(breaks_without: Breaks, crowd: Crowd) -> None:
    breaks_without("revision condition", partial(plan_knows_every_answer, crowd))
