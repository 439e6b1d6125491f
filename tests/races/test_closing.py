"""Once it is closed, nothing is taken any more, and nothing that was taken is lost."""

from functools import partial

import httpx
from support.calendars import PAST, PERIOD, get, invite, make_calendar
from support.races import LONG, RUNNERS, Breaks, Call, Track, run_rounds, send

pytestmark = LONG
Answers = list[httpx.Response]


def nothing_is_taken_once_final(track: Track) -> None:
    calendar = make_calendar(track.cast.owner)
    invite(track.cast.owner, calendar, track.cast.invitee)
    closing = track.call(track.cast.owner, "PUT", f"{calendar}finalize/")
    race_offers_against(closing, track, calendar)


def nothing_is_taken_past_the_deadline(track: Track) -> None:
    calendar = make_calendar(track.cast.owner)
    invited = invite(track.cast.owner, calendar, track.cast.invitee)
    path = f"{calendar}invitee/{invited['id']}/"
    closing = track.call(track.cast.owner, "PUT", path, {"deadline": PAST})
    race_offers_against(closing, track, calendar)


def race_offers_against(closing: Call, track: Track, calendar: str) -> None:
    """What is listed right after closing is what is listed at the end: all that was taken."""
    path = f"{calendar}availabilities/"
    listing = track.call(track.cast.owner, "GET", path)
    offering = track.call(track.cast.invitee, "POST", path, PERIOD)
    offers = [partial(send_in_turn, [offering])] * (RUNNERS - 1)
    *offered, (closed, listed) = track.race([*offers, partial(send_in_turn, [closing, listing])])
    assert closed.status_code == 200
    assert {answer.status_code for (answer,) in offered} <= {200, 410}
    taken = [answer.json() for (answer,) in offered if answer.status_code == httpx.codes.OK]
    at_the_end = get(track.cast.owner, path)
    assert listed.json() == at_the_end
    assert by_id(taken) == by_id(at_the_end)


def send_in_turn(calls: list[Call], client: httpx.Client) -> Answers:
    return [send(call, client) for call in calls]


def by_id(rows: list[dict[str, int]]) -> list[dict[str, int]]:
    return sorted(rows, key=lambda row: row["id"])


def test_nothing_is_taken_once_final(track: Track) -> None:
    run_rounds(nothing_is_taken_once_final, track)


def test_something_would_be_taken_once_final(breaks_without: Breaks) -> None:
    breaks_without("claim", nothing_is_taken_once_final)


def test_nothing_is_taken_past_the_deadline(track: Track) -> None:
    run_rounds(nothing_is_taken_past_the_deadline, track)


def test_something_would_be_taken_past_the_deadline(breaks_without: Breaks) -> None:
    breaks_without("claim", nothing_is_taken_past_the_deadline)
