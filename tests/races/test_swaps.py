"""A meeting is swapped with one other, once, and only while its calendar is final."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from support.calendars import get
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds, send, statuses
from support.swaps import ELEVEN, NINE, TEN, Swappable, make_swappable

if TYPE_CHECKING:
    import httpx
    from support.people import Person
    from support.races import Call

pytestmark = LONG
ACCEPTING = 2  # clients: more would leave none of the service's threads to reopen meanwhile


def make_round(track: Track) -> Swappable:
    """Let the invitee ask both of the others for their meetings."""
    cast = track.cast
    final = make_swappable(cast.owner, (cast.invitee, cast.other, cast.stranger))
    final.ask(cast.invitee, TEN)
    final.ask(cast.invitee, ELEVEN)
    return final


def accepting(track: Track, final: Swappable, person: Person) -> Call:
    return track.call(person, "POST", f"{final.received(person)}accept/")


def one_swap_is_made(track: Track) -> None:
    """Of two who accept the same person's requests, one swaps; the other keeps their meeting."""
    final, cast = make_round(track), track.cast
    calls = [accepting(track, final, person) for person in (cast.other, cast.stranger)]
    answers = track.send(calls * (RUNNERS // 2))
    assert statuses(answers) == {200: 1, 404: RUNNERS - 1}
    first = next(number for number, answer in enumerate(answers) if answer.status_code == 200)
    swapped, kept = [(cast.other, cast.stranger), (cast.stranger, cast.other)][first % 2]
    times = {cast.other.id: TEN, cast.stranger.id: ELEVEN}
    assert final.starts() == {
        cast.invitee.id: times[swapped.id],
        swapped.id: NINE,
        kept.id: times[kept.id],
    }
    assert final.see(cast.invitee)["sent"] == []


def test_one_swap_is_made(track: Track) -> None:
    run_rounds(one_swap_is_made, track)


def test_two_swaps_would_be_made(breaks_without: Breaks) -> None:
    breaks_without("claim of swaps", one_swap_is_made)


def nothing_is_swapped_once_reopened(track: Track) -> None:
    """What the schedule is right after reopening is what it is at the end."""
    final, cast = make_round(track), track.cast
    reopening = track.call(cast.owner, "POST", f"{final.calendar}reopen/")
    accept = accepting(track, final, cast.other)
    looking = track.call(None, "GET", "/healthz")
    calls = [accept] * ACCEPTING + [looking] * (RUNNERS - 1 - ACCEPTING)
    runs = [partial(send_in_turn, [call]) for call in calls]
    reading = track.call(cast.owner, "GET", f"{final.calendar}schedule/")
    first = [reading] * 6  # it takes about as long as accepting looks before it writes
    in_turn = partial(send_in_turn, [*first, reopening, reading])
    *_, (*_, reopened, read) = track.race([*runs, in_turn])
    assert reopened.status_code == 200
    assert read.json() == get(cast.owner, f"{final.calendar}schedule/")


def send_in_turn(calls: list[Call], client: httpx.Client) -> list[httpx.Response]:
    return [send(call, client) for call in calls]


def test_nothing_is_swapped_once_reopened(track: Track) -> None:
    run_rounds(nothing_is_swapped_once_reopened, track)


def test_something_would_be_swapped_once_reopened(breaks_without: Breaks) -> None:
    breaks_without("claim of swaps", nothing_is_swapped_once_reopened)


def one_request_is_made(track: Track) -> None:
    """However often two ask each other at once, one of them has asked."""
    cast = track.cast
    final = make_swappable(cast.owner, (cast.invitee, cast.other))
    bodies = {cast.invitee.id: TEN, cast.other.id: NINE}
    calls = [
        track.call(
            person,
            "POST",
            final.path(person),
            {"start_period": f"2094-03-01T{bodies[person.id]}:00Z"},
        )
        for person in (cast.invitee, cast.other)
    ]
    answers = track.send(calls * (RUNNERS // 2))
    assert statuses(answers) == {200: 1, 400: RUNNERS - 1}
    seen = [final.see(person) for person in (cast.invitee, cast.other)]
    assert sorted(len(one["sent"]) for one in seen) == [0, 1]


def test_one_request_is_made(track: Track) -> None:
    run_rounds(one_request_is_made, track)


def test_several_requests_would_be_made(breaks_without: Breaks) -> None:
    breaks_without("claim of swaps", one_request_is_made)


def nothing_waits_once_swaps_are_not_allowed(track: Track) -> None:
    final, cast = make_round(track), track.cast
    forbidding = track.call(cast.owner, "PUT", f"{final.calendar}swapping/", {"allowed": False})
    asking = track.call(
        cast.other,
        "POST",
        final.path(cast.other),
        {"start_period": f"2094-03-01T{ELEVEN}:00Z"},
    )
    answers = track.send([forbidding, *[asking] * (RUNNERS - 1)])
    assert answers[0].status_code == 200
    for person in (cast.invitee, cast.other, cast.stranger):
        seen = final.see(person)
        assert (seen["sent"], seen["received"]) == ([], [])


def test_nothing_waits_once_swaps_are_not_allowed(track: Track) -> None:
    run_rounds(nothing_waits_once_swaps_are_not_allowed, track)


def test_something_would_wait_once_swaps_are_not_allowed(breaks_without: Breaks) -> None:
    breaks_without("claim of swaps", nothing_waits_once_swaps_are_not_allowed)
