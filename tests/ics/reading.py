"""What two parsers that are not ours make of a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import icalendar
import vobject
from dateutil.tz import tzical

from oneonone.ics import Meeting, Party

HALF_HOUR = timedelta(minutes=30)
NOON = datetime(2027, 1, 15, 12, tzinfo=UTC)
MEETING = Meeting(
    uid="1b4e28ba-2fa1-11d2-883f-0016d3cca427",
    sequence=2,
    stamp=datetime(2026, 12, 24, 18, tzinfo=UTC),
    start=NOON,
    end=NOON + HALF_HOUR,
    zone="Europe/Berlin",
    summary="Talks · Ada Lovelace",
    location="Room 2",
    description="Bring your notes.",
    organizer=Party("Grace Hopper", "grace@example.org"),
    attendee=Party("Ada Lovelace", "ada@example.org"),
)


@dataclass(frozen=True)
class Read:
    """An event as a parser reads it; parties are name and address."""

    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    status: str
    organizer: tuple[str, str]
    attendees: list[tuple[str, str]]


def by_icalendar(written: bytes) -> list[Read]:
    return [
        Read(
            uid=str(event["uid"]),
            sequence=int(event["sequence"]),
            start=event.decoded("dtstart").astimezone(UTC),
            end=event.decoded("dtend").astimezone(UTC),
            summary=str(event["summary"]),
            location=str(event.get("location", "")),
            description=str(event.get("description", "")),
            status=str(event["status"]),
            organizer=party(event["organizer"], event["organizer"].params["CN"]),
            attendees=[party(one, one.params["CN"]) for one in listed(event.get("attendee"))],
        )
        for event in icalendar.Calendar.from_ical(written).walk("VEVENT")
    ]


def by_vobject(written: bytes) -> list[Read]:
    forget_zones()
    read = vobject.readOne(written.decode())
    return [
        Read(
            uid=event.uid.value,
            sequence=int(event.sequence.value),
            start=event.dtstart.value.astimezone(UTC),
            end=event.dtend.value.astimezone(UTC),
            summary=event.summary.value,
            location=text_of(event, "location"),
            description=text_of(event, "description"),
            status=event.status.value,
            organizer=party(event.organizer.value, event.organizer.cn_param),
            attendees=[
                party(one.value, one.cn_param) for one in event.contents.get("attendee", ())
            ],
        )
        for event in read.contents.get("vevent", ())
    ]


def by_its_own_zones(written: bytes) -> list[tuple[datetime, datetime]]:
    """Read times by nothing but what the file itself says of its zones."""
    zones = tzical(StringIO(written.decode()))

    def instant(time: Any) -> datetime:
        zone = zones.get(time.params["TZID"]) if "TZID" in time.params else UTC
        return time.dt.replace(tzinfo=zone).astimezone(UTC)

    events = icalendar.Calendar.from_ical(written).walk("VEVENT")
    return [(instant(event["dtstart"]), instant(event["dtend"])) for event in events]


def forget_zones() -> None:
    """Let vobject believe the file: it keeps the zone of each name that it read first."""
    known = vars(vobject.icalendar)["__tzidMap"]
    for name in known.keys() - {"UTC"}:
        del known[name]


def text_of(event: Any, name: str) -> str:
    return "".join(line.value for line in lines(event, name))


def lines(event: Any, name: str) -> list[Any]:
    return list(event.contents.get(name, ()))


def party(address: object, name: object) -> tuple[str, str]:
    return str(name), str(address)


def listed(found: Any) -> list[Any]:
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def at(start: datetime, zone: str, number: int = 0) -> Meeting:
    return replace(MEETING, uid=f"{number}", start=start, end=start + HALF_HOUR, zone=zone)


def times(events: list[Read]) -> list[tuple[datetime, datetime]]:
    return [(event.start, event.end) for event in events]
