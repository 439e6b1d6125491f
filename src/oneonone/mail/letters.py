"""One mail: to whom, from whom, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail is for, and how to speak to them."""

    name: str
    address: str
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file for calendars, and what it is to whoever reads it: REQUEST, CANCEL or PUBLISH."""

    method: str
    content: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A template, and what fills it.

    Args:
        template: its name; subject, HTML and text all come from it.
        to: who gets it.
        key: the same each time that this mail is sent, and only then.
        context: what the template says.
        reply_to: name and address of whoever gets the answers; without, nobody does.
        unsubscribe: where one press ends mails of this kind, if they may be ended so.
        file: what the reader's own calendar takes in, if anything.
    """

    template: str
    to: Recipient
    key: UUID
    context: Mapping[str, Any] = field(default_factory=dict)
    reply_to: tuple[str, str] | None = None
    unsubscribe: str = ""
    file: CalendarFile | None = None
