"""Files for calendars as they come over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import icalendar

if TYPE_CHECKING:
    import httpx

ICS = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """What stands in a file of one meeting."""

    uid: str
    sequence: int
    start: str
    end: str
    summary: str
    location: str


def entries(answer: httpx.Response) -> list[Entry]:
    """Read a file, which has to be one that tells nobody's address."""
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, ICS)
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert calendar["method"] == "PUBLISH"
    assert b"@" not in answer.content
    return [entry_of(event) for event in calendar.walk("VEVENT")]


def entry_of(event: icalendar.Component) -> Entry:
    return Entry(
        uid=str(event["uid"]),
        sequence=int(event["sequence"]),
        start=instant(event.decoded("dtstart")),
        end=instant(event.decoded("dtend")),
        summary=str(event["summary"]),
        location=str(event.get("location", "")),
    )


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
