"""Of many presses of the owner at once, as many remind as the limit lets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.calendars import id_of, invite, make_calendar
from support.races import LONG, RUNNERS, Breaks, RacedService, Track, run_rounds, statuses

from oneonone.jobs.models import Job
from oneonone.limits.policy import REMINDERS

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

pytestmark = LONG


@pytest.fixture(scope="module")
def limited(services: ExitStack, home: Path) -> str:
    service = RacedService(home / "limited.log", ONEONONE_RATE_LIMITS="on")
    service.start()
    services.callback(service.stop)
    return service.url


def some_remind(track: Track) -> None:
    cast = track.cast
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.invitee)
    answers = track.send([track.call(cast.owner, "POST", f"{calendar}remind/")] * RUNNERS)
    assert statuses(answers) == {200: REMINDERS.times, 429: RUNNERS - REMINDERS.times}
    key = id_of(calendar)
    reminders = Job.objects.filter(name="calendars.reminder", payload__calendar=key)
    assert reminders.count() == REMINDERS.times


def test_some_remind(track: Track, limited: str) -> None:
    run_rounds(some_remind, replace(track, url=limited))


def test_more_would_remind(breaks_without: Breaks) -> None:
    breaks_without("limits", some_remind)
