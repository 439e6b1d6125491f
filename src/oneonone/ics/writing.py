from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from zoneinfo import ZoneInfo

import icalendar

from oneonone.ics.text import mailto, one_line, several_lines
from oneonone.ics.values import Meeting, Method, Party
from oneonone.ics.zones import zone_component

PRODUCT = "-//OneOnOne//OneOnOne//EN"
NO_ADDRESS = "invalid:nomail"  # as calendars write it that know a name alone
UTC_NAME = "UTC"


class Text(icalendar.vText):
    """Text as it is: the library's own takes a backslash before an N for the end of a line."""

    def to_ical(self) -> bytes:
        escaped = str(self).replace("\\", "\\\\")
        for character, written in ((";", "\\;"), (",", "\\,"), ("\n", "\\n")):
            escaped = escaped.replace(character, written)
        return escaped.encode()


class QuotedNames(icalendar.Parameters):
    """Parameters with every name in quotes: some readers end an unquoted one too early."""

    always_quoted = (  # type: ignore[assignment]  # one more than the library's own
        *icalendar.Parameters.always_quoted,
        "CN",
    )


def write_calendar(
    method: Method,
    meetings: Sequence[Meeting],
    *,
    name: str = "",
    refresh: timedelta | None = None,
) -> bytes:
    """Write meetings as a file.

    A request or a cancellation goes to its one attendee. A publication tells nobody's address,
    and has no attendees: whoever keeps it is asked nothing.

    Args:
        method: what the file is to whoever reads it.
        meetings: in any order; they are written in it.
        name: what a reader may call the whole.
        refresh: how long a reader may wait before it reads again what it is subscribed to.

    Returns:
        The same bytes for the same values.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    if name:
        calendar.add("x-wr-calname", Text(one_line(name)))
    if refresh:
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", icalendar.vDuration(refresh))
    for component in (*zones_of(meetings), *(event_of(method, one) for one in meetings)):
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def zones_of(meetings: Iterable[Meeting]) -> Iterator[icalendar.Timezone]:
    """Explain each zone that a meeting is written in, once."""
    local = sorted((one for one in meetings if is_local(one)), key=attrgetter("zone"))
    for zone, group in groupby(local, key=attrgetter("zone")):
        yield zone_component(zone, (time for one in group for time in (one.start, one.end)))


def event_of(method: Method, meeting: Meeting) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.stamp.astimezone(UTC))
    add_time(event, "dtstart", meeting.start, meeting)
    add_time(event, "dtend", meeting.end, meeting)
    event.add("summary", Text(one_line(meeting.summary)))
    for key, text in (("location", meeting.location), ("description", meeting.description)):
        if text:
            event.add(key, Text(several_lines(text)))
    event.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    add_parties(event, method, meeting)
    return event


def add_parties(event: icalendar.Event, method: Method, meeting: Meeting) -> None:
    if method is Method.PUBLISH:
        event.add("organizer", party_of(meeting.organizer, NO_ADDRESS))
        return
    event.add("organizer", party_of(meeting.organizer, address_of(meeting.organizer)))
    attendee = party_of(meeting.attendee, address_of(meeting.attendee))
    attendee.params.update(ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE")
    event.add("attendee", attendee)


def address_of(party: Party) -> str:
    return mailto(party.address) if party.address else NO_ADDRESS


def party_of(party: Party, address: str) -> icalendar.vCalAddress:
    written = icalendar.vCalAddress(address)
    written.params = QuotedNames(CN=one_line(party.name).replace('"', "'"))
    return written


def add_time(event: icalendar.Event, key: str, instant: datetime, meeting: Meeting) -> None:
    if is_local(meeting):
        clock = instant.astimezone(ZoneInfo(meeting.zone)).replace(tzinfo=None)
        event.add(key, clock, parameters={"TZID": meeting.zone})
    else:
        event.add(key, instant.astimezone(UTC))


def is_local(meeting: Meeting) -> bool:
    """Tell whether a meeting is written in its zone.

    A clock that is set back shows an hour twice, and readers differ in which of the two a file
    means: what touches such an hour is written in UTC.
    """
    zone = ZoneInfo(meeting.zone)
    unclear = any(comes_twice(moment.astimezone(zone)) for moment in (meeting.start, meeting.end))
    return not unclear and meeting.zone != UTC_NAME


def comes_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
