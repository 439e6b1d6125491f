"""A final calendar in which meetings may be swapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from support.calendars import (
    Json,
    ask,
    day,
    done,
    finalize,
    get,
    id_of,
    invite,
    make_calendar,
    meet,
    offer,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from support.people import Cast, Person

NINE, TEN, ELEVEN = "09:00", "10:00", "11:00"
NOTHING: Json = {"possible": [], "sent": [], "received": []}
NOT_FINAL = (400, {"detail": "Calendar is not finalized."})
OFF: Json = {"allowed": False, **NOTHING}
BROKEN = {"content": b'{"start_period":', "headers": {"Content-Type": "application/json"}}


@dataclass(frozen=True)
class Swappable:
    """A final calendar, the invitation of each by user id, and when each met at first."""

    owner: Person
    calendar: str
    invited: dict[int, Json]

    @property
    def id(self) -> int:
        return id_of(self.calendar)

    def path(self, person: Person) -> str:
        return f"/invitations/{self.invited[person.id]['id']}/swaps/"

    def see(self, person: Person) -> Json:
        shown: Json = get(person, self.path(person))
        return shown

    def ask(self, person: Person, start: str) -> Json:
        """Ask for the meeting that starts then, and give the request."""
        asked: Json = done(person, "POST", self.path(person), {"start_period": day(start)})
        return asked

    def received(self, person: Person) -> str:
        """Give the address of the one request that somebody has to answer."""
        (request,) = self.see(person)["received"]
        return f"{self.path(person)}{request['id']}/"

    def accept(self, person: Person) -> Json:
        now: Json = done(person, "POST", f"{self.received(person)}accept/")
        return now

    def starts(self) -> dict[int, str]:
        rows = get(self.owner, f"{self.calendar}schedule/")
        return {row["meeter"]: row["start_period"][11:16] for row in rows}


def allow_swaps(owner: Person, calendar: str, *, allowed: bool = True) -> None:
    assert done(owner, "PUT", f"{calendar}swapping/", {"allowed": allowed}) == {"allowed": allowed}


def make_swappable(owner: Person, people: Sequence[Person], **details: str) -> Swappable:
    """Let people meet at nine, ten and so on, who all offer the whole morning alike."""
    calendar = make_calendar(owner, **details)
    offer(owner, calendar, NINE, "13:00", 3)
    meets = []
    for hour, person in enumerate(people, start=9):
        meets.append(meet(person, f"{hour:02}:00", f"{hour:02}:30"))
    invited = {person.id: invite(owner, calendar, person) for person in people}
    for person in people:
        offer(person, calendar, NINE, "13:00", 2)
    done(owner, "PUT", f"{calendar}schedule/", {"meets": meets})
    finalize(owner, calendar)
    allow_swaps(owner, calendar)
    return Swappable(owner, calendar, invited)


def time_at(start: str, preference: int = 2) -> Json:
    times = {"start_period": day(start), "end_period": day(f"{start[:2]}:30")}
    return {**times, "preference": preference}


def request_for(start: str, asked: Json, *, declined: bool = False) -> Json:
    return {
        **time_at(start),
        "id": asked["id"],
        "asked_at": asked["asked_at"],
        "declined": declined,
    }


def begin(cast: Cast, final: Swappable, who: str, start: str) -> Any:
    """Ask for the meeting that starts then, and give what came of it."""
    person = getattr(cast, who)
    return ask(person, "POST", final.path(person), json={"start_period": day(start)})
