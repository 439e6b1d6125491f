from datetime import date, datetime

import msgspec


class CalendarOut(msgspec.Struct, gc=False):
    id: int
    name: str
    start_date: date
    end_date: date
    finalized: bool
    owner: int
    time_zone: str
    meeting_minutes: int
    buffer_minutes: int
    location: str
    description: str


class InviteeOut(msgspec.Struct, gc=False):
    id: int
    calendar: int
    invitee: int
    deadline: datetime
    meeting_minutes: int | None
    has_availability: bool


class Reminded(msgspec.Struct):
    """How many people were reminded."""

    reminded: int


class JoinLinkOut(msgspec.Struct):
    """The link to give away, until when and how many may join, and how many have."""

    link: str
    deadline: datetime
    most_people: int
    joined: int


class AvailabilityOut(msgspec.Struct, gc=False):
    id: int
    start_period: datetime
    end_period: datetime
    preference: int
    calendar: int
    user: int


class StaleAvailabilities(msgspec.Struct):
    detail: str
    periods: list[AvailabilityOut]


class MeetOut(msgspec.Struct, gc=False):
    id: int
    calendar: int
    meeter: int
    start_period: datetime
    end_period: datetime
