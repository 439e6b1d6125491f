"""Of many edits made from one copy of somebody's periods, one is taken; none is lost unnoticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from support.calendars import get, invite, make_calendar
from support.races import LONG, RUNNERS, Breaks, Call, Track, run_rounds, statuses

pytestmark = LONG

FIRST = datetime(2094, 3, 1, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def one_edit_of_a_copy_is_taken(track: Track) -> None:
    """Sixteen tabs hold the same copy; each saves something else."""
    calendar = make_calendar(track.cast.owner)
    invite(track.cast.owner, calendar, track.cast.invitee)
    path = f"{calendar}availabilities/"
    seen = track.cast.invitee.http.get(f"{path}?user={track.cast.invitee.id}")
    tag = {"If-Match": seen.headers["ETag"]}
    edits = [edit(track, path, number) for number in range(RUNNERS)]
    answers = track.send(replace(each, headers={**each.headers, **tag}) for each in edits)
    assert statuses(answers) == {200: 1, 412: RUNNERS - 1}
    (taken,) = [answer.json() for answer in answers if answer.status_code == httpx.codes.OK]
    assert get(track.cast.owner, path) == taken
    assert all(answer.json() == taken or known(answer) == taken for answer in answers)


def edit(track: Track, path: str, number: int) -> Call:
    start = FIRST + number * HALF_HOUR
    period = {
        "start_period": f"{start:%FT%TZ}",
        "end_period": f"{start + HALF_HOUR:%FT%TZ}",
        "preference": 2,
    }
    return track.call(track.cast.invitee, "PUT", path, {"periods": [period]})


def known(refused: httpx.Response) -> Any:
    """Read what a refusal says there is."""
    return refused.json()["periods"]


def test_one_edit_of_a_copy_is_taken(track: Track) -> None:
    run_rounds(one_edit_of_a_copy_is_taken, track)


def test_several_edits_of_a_copy_would_be_taken(breaks_without: Breaks) -> None:
    breaks_without("claim", one_edit_of_a_copy_is_taken)


def everybodys_answer_is_taken(track: Track) -> None:
    """Two people answer eight times each; one answer of each stands, whole."""
    calendar = make_calendar(track.cast.owner)
    people = (track.cast.invitee, track.cast.other)
    for person in people:
        invite(track.cast.owner, calendar, person)
    path = f"{calendar}availabilities/"
    calls = [edit(replace_invitee(track, number), path, number) for number in range(RUNNERS)]
    answers = track.send(calls)
    assert statuses(answers) == {200: RUNNERS}
    told = [answer.json() for answer in answers]
    assert [len(rows) for rows in told] == [1] * RUNNERS
    listed = get(track.cast.owner, path)
    for person in people:
        assert [row for row in listed if row["user"] == person.id] in told


def replace_invitee(track: Track, number: int) -> Track:
    cast = track.cast
    return replace(track, cast=replace(cast, invitee=(cast.invitee, cast.other)[number % 2]))


def test_everybodys_answer_is_taken(track: Track) -> None:
    run_rounds(everybodys_answer_is_taken, track)


def test_answers_would_mix(breaks_without: Breaks) -> None:
    breaks_without("claim", everybodys_answer_is_taken)
