"""However many plan or edit at once, the schedule is one of theirs, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
from support.calendars import day, done, invite, make_calendar, meet, offer, schedule
from support.races import LONG, RUNNERS, Breaks, Track, is_busy, run_rounds, statuses

if TYPE_CHECKING:
    from support.people import Cast, Person


pytestmark = LONG
Meeting = tuple[int, str, str]


def who_when(meets: list[dict[str, Any]]) -> list[Meeting]:
    return [(row["meeter"], row["start_period"], row["end_period"]) for row in meets]


def best_schedule_is_whole(track: Track) -> None:
    """Sixteen plan at once; afterwards there is the best schedule, once."""
    calendar, best = make_known_problem(track.cast)
    planning = track.call(track.cast.owner, "POST", f"{calendar}schedule/")
    answers = track.send([planning] * RUNNERS)
    planned = [answer for answer in answers if answer.status_code == httpx.codes.OK]
    busy = [answer for answer in answers if is_busy(answer)]
    assert len(planned) + len(busy) == RUNNERS, statuses(answers)
    assert planned
    for answer in planned:
        assert who_when(answer.json()["meets"]) == best
    assert schedule(track.cast.owner, calendar) == best


def make_known_problem(cast: Cast) -> tuple[str, list[Meeting]]:
    """Make a calendar where each can always, but likes one half hour of their own best."""
    people = (cast.invitee, cast.other, cast.stranger)
    calendar = make_calendar(cast.owner)
    offer(cast.owner, calendar, "09:00", "12:00", 3)
    best = []
    for person, hour in zip(people, ("09", "10", "11"), strict=True):
        invite(cast.owner, calendar, person)
        offer(person, calendar, "09:00", "12:00", 1)
        offer(person, calendar, f"{hour}:00", f"{hour}:30", 3)
        best.append((person.id, day(f"{hour}:00"), day(f"{hour}:30")))
    set_by_hand(cast.owner, calendar, [meet(people[2], "09:00", "09:30")])
    return calendar, best


def set_by_hand(owner: Person, calendar: str, meets: list[dict[str, Any]]) -> None:
    done(owner, "PUT", f"{calendar}schedule/", {"meets": meets})


def test_best_schedule_is_whole(track: Track) -> None:
    run_rounds(best_schedule_is_whole, track)


def plans_tell_of_themselves(track: Track) -> None:
    """Half plan while half clear the schedule; each answer's meetings are those of its plan."""
    calendar, best = make_known_problem(track.cast)
    planning = track.call(track.cast.owner, "POST", f"{calendar}schedule/")
    clearing = track.call(track.cast.owner, "DELETE", f"{calendar}schedule/")
    answers = track.send([planning, clearing] * (RUNNERS // 2))
    planned = [answer for answer in answers[::2] if answer.status_code == httpx.codes.OK]
    for answer in planned:
        assert who_when(answer.json()["meets"]) == best
    assert statuses(answers[1::2]) == {200: RUNNERS // 2}


def test_plans_tell_of_themselves(track: Track) -> None:
    run_rounds(plans_tell_of_themselves, track)


def test_plans_would_be_saved_into_each_other(breaks_without: Breaks) -> None:
    breaks_without("claim of plans", best_schedule_is_whole)


def hand_edit_is_whole(track: Track) -> None:
    """Sixteen set different schedules at once; one of them stands, whole."""
    calendar = make_calendar(track.cast.owner)
    people = (track.cast.invitee, track.cast.other, track.cast.stranger)
    for person in people:
        invite(track.cast.owner, calendar, person)
    edits = [hand_edit(people, number) for number in range(RUNNERS)]
    path = f"{calendar}schedule/"
    bodies = [{"meets": meets, "force": True} for meets in edits]
    answers = track.send(track.call(track.cast.owner, "PUT", path, body) for body in bodies)
    assert statuses(answers) == {200: RUNNERS}
    whole = [who_when(meets) for meets in edits]
    assert all(who_when(answer.json()) in whole for answer in answers)
    assert schedule(track.cast.owner, calendar) in whole


def hand_edit(people: tuple[Person, ...], number: int) -> list[dict[str, Any]]:
    """Let two of three meet, which two and when differing from one number to the next."""
    one, other = people[number % 3], people[(number + 1) % 3]
    hour = f"{number:02}"
    return [meet(one, f"{hour}:00", f"{hour}:20"), meet(other, f"{hour}:30", f"{hour}:50")]


def test_hand_edit_is_whole(track: Track) -> None:
    run_rounds(hand_edit_is_whole, track)


def test_hand_edits_would_mix(breaks_without: Breaks) -> None:
    breaks_without("claim", hand_edit_is_whole)
