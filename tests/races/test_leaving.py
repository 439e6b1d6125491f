"""Somebody deletes their account while others invite them, plan with them, and they answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from support.calendars import (
    FUTURE,
    done,
    finalize,
    get,
    id_of,
    invite,
    make_calendar,
    meet,
    offer,
    schedule,
)
from support.pages import visit
from support.people import PASSWORD, Person, register
from support.races import LONG, RUNNERS, Call, Track, run_rounds, send

from oneonone.jobs.models import Job

if TYPE_CHECKING:
    import httpx

pytestmark = LONG


def an_account_goes_whole(track: Track) -> None:
    """It goes once; whatever else is tried is done or refused, and nothing of it stays."""
    owner, gone = track.cast.owner, register(track.url)
    known, other = make_calendar(owner), make_calendar(owner)
    for person in (gone, track.cast.other):
        invite(owner, known, person)
    for person in (owner, gone, track.cast.other):
        offer(person, known, "09:00", "12:00")
    leaving = partial(send_form, *deletion(track.url, gone))
    others = [partial(send, call) for call in calls(track, gone, known, other)]
    answers = track.race([*[leaving] * 4, *others])
    left, rest = answers[:4], answers[4:]
    assert len([answer for answer in left if answer.headers.get("Location") == "/"]) == 1
    assert all(answer.status_code < 500 or "Retry-After" in answer.headers for answer in rest)
    gone.http.close()
    present = [row["invitee"] for row in get(owner, f"{known}invitee/")]
    assert present == [track.cast.other.id]
    assert get(owner, f"{other}invitee/") == []
    assert {row["user"] for row in get(owner, f"{known}availabilities/")} <= {
        owner.id,
        track.cast.other.id,
    }
    assert gone.id not in {meeter for meeter, _, _ in schedule(owner, known)}


def deletion(url: str, person: Person) -> tuple[str, dict[str, str], dict[str, str]]:
    """Log somebody in, and say what their browser sends to delete the account."""
    visitor = visit(url, person.username)
    form = {"password": PASSWORD, "csrfmiddlewaretoken": visitor.http.cookies["csrftoken"]}
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.http.cookies.items())
    visitor.http.close()
    return f"{url}/me/data/delete/", form, {"Cookie": cookies, "Accept": "text/html"}


def send_form(
    url: str, form: dict[str, str], headers: dict[str, str], client: httpx.Client
) -> httpx.Response:
    return client.post(url, data=form, headers=headers)


def calls(track: Track, gone: Person, known: str, other: str) -> list[Call]:
    owner = track.cast.owner
    times = {"start_period": "2094-03-02T09:00:00Z", "end_period": "2094-03-02T10:00:00Z"}
    inviting = {"invitee": gone.id, "deadline": FUTURE}
    return [
        *[track.call(owner, "POST", f"{other}invitee/", inviting)] * 4,
        *[track.call(owner, "POST", f"{known}schedule/")] * 4,
        *[track.call(gone, "POST", f"{known}availabilities/", {**times, "preference": 1})]
        * (RUNNERS - 12),
    ]


def an_owner_is_told_once(track: Track) -> None:
    owner, gone = track.cast.owner, register(track.url)
    calendar = make_calendar(owner)
    invite(owner, calendar, gone)
    meets = {"meets": [meet(gone, "09:00", "09:30")], "force": True}
    done(owner, "PUT", f"{calendar}schedule/", meets)
    finalize(owner, calendar)
    leaving = partial(send_form, *deletion(track.url, gone))
    answers = track.race([leaving] * RUNNERS)
    gone.http.close()
    assert len([answer for answer in answers if answer.headers.get("Location") == "/"]) == 1
    told = Job.objects.filter(name="calendars.departed")
    assert told.filter(payload__calendar=id_of(calendar)).count() == 1


def test_an_owner_is_told_once(track: Track) -> None:
    run_rounds(an_owner_is_told_once, track)


def test_an_account_goes_whole(track: Track) -> None:
    run_rounds(an_account_goes_whole, track)
