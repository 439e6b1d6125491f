"""Of many that write in a calendar at once, each finds it as the one before left it."""

from collections.abc import Callable

import httpx
from support.calendars import (
    FUTURE,
    INVITEES_WRITES,
    NOT_FOUND,
    OWNERS_WRITES,
    SHARED_WRITES,
    Act,
    Filled,
    ask,
    fill_calendar,
    finalize,
    get,
    make_calendar,
)
from support.races import LONG, RUNNERS, Breaks, Call, Track, run_rounds, statuses

from oneonone.calendars.models import Availability, Calendar, Invitee, Meet

pytestmark = LONG

REFUSED = {400, 403, 404, 409, 410}


def one_finalizes(track: Track) -> None:
    calendar = make_calendar(track.cast.owner)
    finalizing = track.call(track.cast.owner, "PUT", f"{calendar}finalize/")
    answers = track.send([finalizing] * RUNNERS)
    assert statuses(answers) == {200: 1, 400: RUNNERS - 1}
    assert get(track.cast.owner, calendar)["finalized"] is True


def test_one_finalizes(track: Track) -> None:
    run_rounds(one_finalizes, track)


def test_several_would_finalize(breaks_without: Breaks) -> None:
    breaks_without("finalized condition", one_finalizes)


def one_reopens(track: Track) -> None:
    calendar = make_calendar(track.cast.owner)
    finalize(track.cast.owner, calendar)
    reopening = track.call(track.cast.owner, "POST", f"{calendar}reopen/")
    answers = track.send([reopening] * RUNNERS)
    assert statuses(answers) == {200: 1, 400: RUNNERS - 1}
    assert get(track.cast.owner, calendar)["finalized"] is False


def test_one_reopens(track: Track) -> None:
    run_rounds(one_reopens, track)


def test_several_would_reopen(breaks_without: Breaks) -> None:
    breaks_without("finalized condition", one_reopens)


def one_invites(track: Track) -> None:
    calendar = make_calendar(track.cast.owner)
    body = {"invitee": track.cast.invitee.id, "deadline": FUTURE}
    inviting = track.call(track.cast.owner, "POST", f"{calendar}invitee/", body)
    answers = track.send([inviting] * RUNNERS)
    assert statuses(answers) == {200: 1, 400: RUNNERS - 1}
    invited = [answer.json() for answer in answers if answer.status_code == httpx.codes.OK]
    assert get(track.cast.owner, f"{calendar}invitee/") == invited


def test_one_invites(track: Track) -> None:
    run_rounds(one_invites, track)


def test_several_would_invite_the_same_person(breaks_without: Breaks) -> None:
    breaks_without("unique constraints", one_invites)


def a_deleted_calendar_is_gone(track: Track) -> None:
    """Three delete it while every other write there is tries to get in."""
    filled = fill_calendar(track.cast)
    deleting = [track.call(track.cast.owner, "DELETE", filled.calendar)] * 3
    *written, one, other, third = track.send([*writes(track, filled), *deleting])
    assert statuses([one, other, third]) == {200: 1, 404: 2}
    for answer in written:
        assert answer.status_code in {200, *REFUSED} or is_busy_planning(answer), answer.text
    assert ask(track.cast.owner, "GET", filled.calendar) == NOT_FOUND
    assert rows_left(filled.id) == 0


def writes(track: Track, filled: Filled) -> list[Call]:
    def calls_of(who: str, acts: dict[str, Callable[[Filled], Act]]) -> list[Call]:
        return [track.call(getattr(track.cast, who), *act(filled)) for act in acts.values()]

    owners = {name: act for name, act in OWNERS_WRITES.items() if name != "delete calendar"}
    return calls_of("owner", owners) + calls_of("invitee", SHARED_WRITES | INVITEES_WRITES)


def is_busy_planning(answer: httpx.Response) -> bool:
    planning = answer.request.method == "POST" and answer.request.url.path.endswith("/schedule/")
    return planning and answer.status_code == 503 and "Retry-After" in answer.headers


def rows_left(calendar_id: int) -> int:
    inside = (Invitee, Availability, Meet)
    rows = [model.objects.filter(calendar=calendar_id) for model in inside]
    return sum(row.count() for row in (*rows, Calendar.objects.filter(pk=calendar_id)))


def test_a_deleted_calendar_is_gone(track: Track) -> None:
    run_rounds(a_deleted_calendar_is_gone, track)


def test_a_write_would_meet_its_calendar_being_deleted(breaks_without: Breaks) -> None:
    breaks_without("claim", a_deleted_calendar_is_gone)
