"""What invitees say of a final schedule is said while it is final, and taken back once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from support.calendars import cannot_come, fill_calendar, finalize, get
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds, send, statuses

if TYPE_CHECKING:
    import httpx
    from support.calendars import Filled
    from support.races import Call

pytestmark = LONG


def make_final(track: Track) -> Filled:
    filled = fill_calendar(track.cast)
    finalize(track.cast.owner, filled.calendar)
    return filled


def path_of(filled: Filled) -> str:
    return f"/invitations/{filled.invited['id']}/cannot-come/"


def nothing_is_said_once_reopened(track: Track) -> None:
    """What is listed right after reopening is what is listed at the end."""
    filled = make_final(track)
    listing = track.call(track.cast.owner, "GET", f"{filled.calendar}cannot-come/")
    reopening = track.call(track.cast.owner, "POST", f"{filled.calendar}reopen/")
    reasons = [{"reason": f"{number}"} for number in range(RUNNERS - 1)]
    saying = [track.call(track.cast.invitee, "POST", path_of(filled), body) for body in reasons]
    runs = [partial(send_in_turn, [call]) for call in saying]
    *said, (reopened, listed) = track.race([*runs, partial(send_in_turn, [reopening, listing])])
    assert reopened.status_code == 200
    assert {answer.status_code for (answer,) in said} <= {200, 400}
    at_the_end = get(track.cast.owner, f"{filled.calendar}cannot-come/")
    assert listed.json() == at_the_end
    assert bool(at_the_end) == any(answer.status_code == 200 for (answer,) in said)


def send_in_turn(calls: list[Call], client: httpx.Client) -> list[httpx.Response]:
    return [send(call, client) for call in calls]


def test_nothing_is_said_once_reopened(track: Track) -> None:
    run_rounds(nothing_is_said_once_reopened, track)


def test_something_would_be_said_once_reopened(breaks_without: Breaks) -> None:
    breaks_without("claim", nothing_is_said_once_reopened)


def one_takes_it_back(track: Track) -> None:
    filled = make_final(track)
    cannot_come(track.cast.invitee, filled.invited)
    taking_back = track.call(track.cast.invitee, "DELETE", path_of(filled))
    answers = track.send([taking_back] * RUNNERS)
    assert statuses(answers) == {200: 1, 404: RUNNERS - 1}
    assert get(track.cast.owner, f"{filled.calendar}cannot-come/") == []


def test_one_takes_it_back(track: Track) -> None:
    run_rounds(one_takes_it_back, track)


def test_several_would_take_it_back(breaks_without: Breaks) -> None:
    breaks_without("claim", one_takes_it_back)
