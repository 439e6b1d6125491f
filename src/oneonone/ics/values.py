from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Method(StrEnum):
    """What a file is to whoever reads it (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who meets; the address is that of their mail, and may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of two.

    Args:
        uid: what it is known by, whatever becomes of it.
        sequence: how often it was changed.
        stamp: when it was told of; an aware instant, as start and end.
        start: its first instant.
        end: the instant after it.
        zone: the IANA name of the zone in which the times are written.
        summary: what it is called, in a line.
        location: where; may be empty, and of several lines.
        description: the same.
        organizer: who has called the meeting.
        attendee: whom they meet.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    zone: str
    summary: str
    location: str
    description: str
    organizer: Party
    attendee: Party
