"""Calendars made over HTTP with real people, and answers read whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from support.people import Cast, Person

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = tuple[int, Any]
Json = dict[str, Any]

# To come, whenever the tests run; the weekdays are those of 2027.
DAYS = {"start_date": "2094-03-01", "end_date": "2094-03-05"}
PAST, FUTURE = "2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"
JOIN_LINK = {"deadline": FUTURE, "most_people": 3}
NOBODY = 2**62  # an id that no row has

FINALIZED = (410, {"detail": "Calendar is finalized."})
CLOSED = (410, {"detail": "Deadline has passed"})
TOO_FAR = "Ensure this time is between 1971-01-01 and 2199-12-31."
NOT_FOUND = (404, {"detail": "Not found."})
NOT_ALLOWED = (403, {"detail": "You do not have permission to perform this action."})
NOT_INVITED = (403, {"detail": "Not owner or invitee"})


def ask(who: Person | httpx.Client, method: str, path: str, **options: Any) -> Answer:
    """Send one request and read the answer whole: JSON always, and a challenge with each 401."""
    client = who.http if isinstance(who, Person) else who
    response = client.request(method, path, **options)
    assert response.headers["Content-Type"] == "application/json", response.text
    refused = response.status_code == httpx.codes.UNAUTHORIZED
    assert ("WWW-Authenticate" in response.headers) == refused
    return response.status_code, response.json()


def done(who: Person | httpx.Client, method: str, path: str, body: Any = None) -> Any:
    """Send one request that has to succeed; `body` goes as JSON."""
    status, answer = ask(who, method, path, json=body)
    assert status == httpx.codes.OK, answer
    return answer


def get(who: Person | httpx.Client, path: str) -> Any:
    return done(who, "GET", path)


def make_calendar(owner: Person, **details: Any) -> str:
    """Open a calendar over five days of March 2094; the answer is its path."""
    made = done(owner, "POST", "/calendars/", {"name": "Talks", **DAYS, **details})
    return f"/calendars/{made['id']}/"


def id_of(calendar: str) -> int:
    """Read the id in a calendar's path."""
    return int(calendar.split("/")[2])


def invite(owner: Person, calendar: str, person: Person, **details: Any) -> Json:
    body = {"invitee": person.id, "deadline": FUTURE, **details}
    invited: Json = done(owner, "POST", f"{calendar}invitee/", body)
    return invited


def open_to_all(owner: Person, calendar: str, **details: Any) -> str:
    """Make a join link; the answer is its path."""
    made = done(owner, "PUT", f"{calendar}join-link/", {**JOIN_LINK, **details})
    link = urlsplit(made["link"])
    return f"{link.path}?{link.query}"


def offer(person: Person, calendar: str, start: str, end: str, preference: int = 2) -> Json:
    """Say that one is free; a time alone is one of the calendar's first day."""
    body = {"start_period": day(start), "end_period": day(end), "preference": preference}
    offered: Json = done(person, "POST", f"{calendar}availabilities/", body)
    return offered


def day(time: str) -> str:
    return time if "T" in time else f"2094-03-01T{time}{':00' if len(time) == 5 else ''}Z"


def meet(person: Person, start: str, end: str) -> Json:
    return {"meeter": person.id, "start_period": day(start), "end_period": day(end)}


def set_deadline(owner: Person, calendar: str, invited: Json, deadline: str) -> None:
    done(owner, "PUT", f"{calendar}invitee/{invited['id']}/", {"deadline": deadline})


def finalize(owner: Person, calendar: str) -> None:
    done(owner, "PUT", f"{calendar}finalize/")


def reopen(owner: Person, calendar: str) -> None:
    done(owner, "POST", f"{calendar}reopen/")


def cannot_come(person: Person, invited: Json, reason: str = "I am ill.") -> Json:
    path = f"/invitations/{invited['id']}/cannot-come/"
    said: Json = done(person, "POST", path, {"reason": reason})
    return said


def schedule(owner: Person, calendar: str) -> list[tuple[int, str, str]]:
    """Read who meets when."""
    return [
        (row["meeter"], row["start_period"], row["end_period"])
        for row in get(owner, f"{calendar}schedule/")
    ]


@dataclass
class Filled:
    """A calendar with two invitees, a period of each and of the owner, and a schedule."""

    calendar: str
    invited: Json
    other_invited: Json
    owners_offer: Json
    offered: Json
    other_offered: Json
    stranger: Person
    meets: list[Json] = field(default_factory=list)
    final: Filled | None = None  # another, which is

    @property
    def id(self) -> int:
        return id_of(self.calendar)


def fill_calendar(cast: Cast, **details: Any) -> Filled:
    calendar = make_calendar(cast.owner, **details)
    open_to_all(cast.owner, calendar)
    filled = Filled(
        calendar=calendar,
        invited=invite(cast.owner, calendar, cast.invitee),
        other_invited=invite(cast.owner, calendar, cast.other),
        owners_offer=offer(cast.owner, calendar, "09:00", "12:00", 3),
        offered=offer(cast.invitee, calendar, "09:00", "10:00", 2),
        other_offered=offer(cast.other, calendar, "10:00", "11:00", 1),
        stranger=cast.stranger,
    )
    meets = [meet(cast.invitee, "09:00", "09:30"), meet(cast.other, "10:00", "10:30")]
    filled.meets = done(cast.owner, "PUT", f"{calendar}schedule/", {"meets": meets})
    return filled


def fill_both(cast: Cast) -> Filled:
    """Make an open calendar, and a final one to whose meeting one of the invitees can't come."""
    filled, final = fill_calendar(cast), fill_calendar(cast)
    finalize(cast.owner, final.calendar)
    done(cast.owner, "PUT", f"{final.calendar}swapping/", {"allowed": True})
    cannot_come(cast.other, final.other_invited)
    filled.final = final
    return filled


def everything(cast: Cast, filled: Filled) -> Json:
    """Read all there is to see of a calendar."""
    parts = ("", "invitee/", "availabilities/", "schedule/")
    seen: Json = {part: get(cast.owner, filled.calendar + part) for part in parts}
    for person in (cast.invitee, cast.other):
        rows = get(person, "/invitations/")
        seen[person.username] = [row for row in rows if row["calendar"] == filled.id]
    return seen


Act = tuple[str, str, Any]
PERIOD = {
    "start_period": "2094-03-02T13:00:00Z",
    "end_period": "2094-03-02T14:00:00Z",
    "preference": 1,
}

# Whoever may do one of these is answered 200.
READS: dict[str, Callable[[Filled], Act]] = {
    "read calendar": lambda on: ("GET", on.calendar, None),
    "list invitees": lambda on: ("GET", f"{on.calendar}invitee/", None),
    "read invitee": lambda on: ("GET", f"{on.calendar}invitee/{on.invited['id']}/", None),
    "read schedule": lambda on: ("GET", f"{on.calendar}schedule/", None),
    "read meet": lambda on: ("GET", f"{on.calendar}schedule/{on.meets[0]['id']}/", None),
    "read report": lambda on: ("GET", f"{on.calendar}schedule/report/", None),
    "list costs": lambda on: ("GET", f"{on.calendar}invitee/{on.invited['id']}/costs/", None),
    "list alternatives": lambda on: ("GET", f"{on.calendar}schedule/alternatives/", None),
    "list cannot come": lambda on: ("GET", f"{on.calendar}cannot-come/", None),
    "read join link": lambda on: ("GET", f"{on.calendar}join-link/", None),
    "read swapping": lambda on: ("GET", f"{on.calendar}swapping/", None),
    "check schedule": lambda on: ("POST", f"{on.calendar}schedule/check/", {"meets": []}),
    "list availabilities": lambda on: ("GET", f"{on.calendar}availabilities/", None),
    "read availability": lambda on: (
        "GET",
        f"{on.calendar}availabilities/{on.offered['id']}/",
        None,
    ),
}
OWNERS_WRITES: dict[str, Callable[[Filled], Act]] = {
    "change calendar": lambda on: ("PUT", on.calendar, {"name": "Changed"}),
    "delete calendar": lambda on: ("DELETE", on.calendar, None),
    "finalize": lambda on: ("PUT", f"{on.calendar}finalize/", None),
    "invite": lambda on: (
        "POST",
        f"{on.calendar}invitee/",
        {"invitee": on.stranger.id, "deadline": FUTURE},
    ),
    "change invitee": lambda on: (
        "PUT",
        f"{on.calendar}invitee/{on.invited['id']}/",
        {"deadline": PAST},
    ),
    "remove invitee": lambda on: (
        "DELETE",
        f"{on.calendar}invitee/{on.invited['id']}/",
        None,
    ),
    "remind": lambda on: ("POST", f"{on.calendar}remind/", None),
    "set join link": lambda on: ("PUT", f"{on.calendar}join-link/", JOIN_LINK),
    "end join link": lambda on: ("DELETE", f"{on.calendar}join-link/", None),
    "plan schedule": lambda on: ("POST", f"{on.calendar}schedule/", None),
    "set schedule": lambda on: ("PUT", f"{on.calendar}schedule/", {"meets": []}),
    "clear schedule": lambda on: ("DELETE", f"{on.calendar}schedule/", None),
    "move meet": lambda on: (
        "PUT",
        f"{on.calendar}schedule/{on.meets[0]['id']}/",
        {"start_period": day("09:10"), "end_period": day("09:40")},
    ),
    "take meet out": lambda on: (
        "DELETE",
        f"{on.calendar}schedule/{on.meets[0]['id']}/",
        None,
    ),
}
SHARED_WRITES: dict[str, Callable[[Filled], Act]] = {
    "offer": lambda on: ("POST", f"{on.calendar}availabilities/", PERIOD),
    "replace availabilities": lambda on: (
        "PUT",
        f"{on.calendar}availabilities/",
        {"periods": [PERIOD]},
    ),
    "change availability": lambda on: (
        "PUT",
        f"{on.calendar}availabilities/{on.offered['id']}/",
        PERIOD,
    ),
    "delete availability": lambda on: (
        "DELETE",
        f"{on.calendar}availabilities/{on.offered['id']}/",
        None,
    ),
}
INVITEES_WRITES: dict[str, Callable[[Filled], Act]] = {
    "answer invitation": lambda on: (
        "PUT",
        f"/invitations/{on.invited['id']}/",
        {"answered": True},
    ),
    "leave": lambda on: ("DELETE", f"/invitations/{on.invited['id']}/", None),
}
# Whoever may do one of these is answered 200 when the calendar is final, and 400 before.
OWNERS_FINAL_WRITES: dict[str, Callable[[Filled], Act]] = {
    "reopen": lambda on: ("POST", f"{on.calendar}reopen/", None),
}
INVITEES_FINAL_WRITES: dict[str, Callable[[Filled], Act]] = {
    "say cannot come": lambda on: (
        "POST",
        f"/invitations/{on.invited['id']}/cannot-come/",
        {"reason": "Ill"},
    ),
}
WRITES = OWNERS_WRITES | SHARED_WRITES | INVITEES_WRITES
ACTS = READS | WRITES
