"""What stands in a file: whom it tells, of what, and nothing that somebody smuggled in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ics.reading import MEETING, Read, by_icalendar, by_vobject

from oneonone.ics import Method, Party, write_calendar

GRACE = ("Grace Hopper", "mailto:grace@example.org")
ADA = ("Ada Lovelace", "mailto:ada@example.org")
TOLD = Read(
    uid=MEETING.uid,
    sequence=2,
    start=MEETING.start,
    end=MEETING.end,
    summary="Talks · Ada Lovelace",
    location="Room 2",
    description="Bring your notes.",
    status="CONFIRMED",
    organizer=GRACE,
    attendees=[ADA],
)
HOSTILE = [
    "Ada, Countess; of Lovelace:",
    'Ada "the first" Lovelace',
    "Ada\r\nATTENDEE:mailto:evil@example.org",
    "Ada\nEND:VEVENT\nBEGIN:VEVENT",
    "Ada\u2028END:VEVENT\u2029BEGIN:VEVENT\x85ATTENDEE:mailto:evil@example.org",
    "Ada\x00\x07\x0b\x0c\x1b[31m\x7f Lovelace",
    "\U0001f469\u200d\U0001f4bb Ada \U0001f9ee" * 12,
    "Ada^nATTENDEE:mailto:evil@example.org^'",
    '";CN=evil:mailto:evil@example.org',
    "\\n\\N\\;\\,\\\\",
    "\ud800Ada",
    "Ада Лавлейс" * 20,
]
ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=200)


@pytest.mark.parametrize(
    ("method", "told"),
    [
        (Method.REQUEST, TOLD),
        (Method.CANCEL, replace(TOLD, status="CANCELLED")),
        (Method.PUBLISH, replace(TOLD, organizer=("Grace Hopper", "invalid:nomail"), attendees=[])),
    ],
)
def test_each_method_says_what_it_is_and_publishing_tells_no_address(
    method: Method, told: Read
) -> None:
    written = write_calendar(method, [MEETING], name="Talks")
    assert by_icalendar(written) == by_vobject(written) == [told]
    calendar = icalendar.Calendar.from_ical(written)
    about = {name: str(calendar[name]) for name in ("version", "method", "x-wr-calname")}
    assert about == {"version": "2.0", "method": method.value, "x-wr-calname": "Talks"}
    assert (b"@example.org" in written) == (method is not Method.PUBLISH)


def test_the_same_values_are_the_same_bytes() -> None:
    first, second = (write_calendar(Method.REQUEST, [MEETING]) for _ in range(2))
    assert first == second


def test_nothing_is_a_file_too() -> None:
    written = write_calendar(Method.PUBLISH, [], name="Talks")
    assert by_icalendar(written) == []
    assert vevents(written) == 0


def vevents(written: bytes) -> int:
    return written.count(b"\r\nBEGIN:VEVENT\r\n")


def test_what_is_empty_is_left_out() -> None:
    written = write_calendar(Method.REQUEST, [replace(MEETING, location="", description="")])
    assert b"LOCATION" not in written
    assert b"DESCRIPTION" not in written


def test_who_has_no_address_is_written_without_one() -> None:
    meeting = replace(MEETING, organizer=Party("Grace Hopper", ""))
    written = write_calendar(Method.REQUEST, [meeting])
    told = [replace(TOLD, organizer=("Grace Hopper", "invalid:nomail"))]
    assert by_icalendar(written) == by_vobject(written) == told


def test_lines_of_a_place_and_a_description_stay_lines() -> None:
    meeting = replace(MEETING, location="Room 2\r\nHouse; 3, left", description="a\\Nb\nc\td\x00")
    (read,) = by_vobject(write_calendar(Method.REQUEST, [meeting]))
    assert (read.location, read.description) == ("Room 2\nHouse; 3, left", "a\\Nb\nc d")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name(name: str) -> None:
    assert_harmless(name)


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_is_text(name: str) -> None:
    assert_harmless(name)


def assert_harmless(text: str) -> None:
    """Say it wherever something of people's own is said: one event, one of each, lines in order."""
    party = Party(text, f"{text}@example.org")
    meeting = replace(
        MEETING,
        summary=text,
        location=text,
        description=text,
        organizer=party,
        attendee=party,
    )
    written = write_calendar(Method.REQUEST, [meeting], name=text)
    for read in (by_icalendar(written), by_vobject(written)):
        assert [(one.uid, len(one.attendees)) for one in read] == [(MEETING.uid, 1)]
        (_, address) = read[0].attendees[0]
        assert address.startswith("mailto:")
        assert not set(address) & set(' ,;:"<>\\?&#') - {":"}
    lines = written.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(unicodedata.category(c) == "Cc" for line in lines for c in line.decode())
    names = [re.split(b"[:;]", line)[0] for line in unfolded(written)]
    assert names.count(b"ATTENDEE") == names.count(b"ORGANIZER") == names.count(b"SUMMARY") == 1


def unfolded(written: bytes) -> list[bytes]:
    return written.replace(b"\r\n ", b"").split(b"\r\n")


@pytest.mark.parametrize(
    "name", ["Ada, Countess; of Lovelace:", "Ада", "\U0001f469\u200d\U0001f4bb"]
)
def test_a_name_is_read_as_it_was_written(name: str) -> None:
    meeting = replace(MEETING, summary=name, attendee=Party(name, "ada@example.org"))
    written = write_calendar(Method.REQUEST, [meeting])
    assert f';CN="{name}"'.encode() in written.replace(b"\r\n ", b"")
    for (read,) in (by_icalendar(written), by_vobject(written)):
        assert (read.summary, read.attendees) == (name, [(name, "mailto:ada@example.org")])
