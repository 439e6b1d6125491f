"""Meetings as files for calendars: one's own, and the whole schedule for its owner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.calendars import (
    NOT_ALLOWED,
    NOT_FOUND,
    Filled,
    ask,
    done,
    fill_calendar,
    finalize,
    invite,
    reopen,
    schedule,
)
from support.ics import Entry, entries

if TYPE_CHECKING:
    import httpx
    from support.people import Cast, Person

PLACE = {"name": "Talks", "location": "Room 2, left; upstairs", "description": "Bring notes."}


def own_file(filled: Filled) -> str:
    return f"/invitations/{filled.invited['id']}/meeting.ics/"


def whole_file(filled: Filled) -> str:
    return f"{filled.calendar}schedule.ics/"


def read(person: Person, path: str) -> httpx.Response:
    return person.http.get(path)


@pytest.fixture
def final(cast: Cast) -> Filled:
    filled = fill_calendar(cast, time_zone="Europe/Berlin", **PLACE)
    finalize(cast.owner, filled.calendar)
    return filled


def test_one_takes_ones_own_meeting_along(cast: Cast, final: Filled) -> None:
    answer = read(cast.invitee, own_file(final))
    (entry,) = entries(answer)
    assert replace(entry, uid="") == Entry(
        uid="",
        sequence=0,
        start="2094-03-01T09:00:00Z",
        end="2094-03-01T09:30:00Z",
        summary="Talks · Owner Tester",
        location="Room 2, left; upstairs",
    )
    assert answer.headers["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    assert b"DTSTART;TZID=Europe/Berlin:20940301T100000\r\n" in answer.content
    assert b"ATTENDEE" not in answer.content


def test_the_owner_takes_all_along_under_the_same_uids(cast: Cast, final: Filled) -> None:
    answer = read(cast.owner, whole_file(final))
    found = entries(answer)
    assert [(entry.summary, entry.start) for entry in found] == [
        ("Talks · Invitee Tester", "2094-03-01T09:00:00Z"),
        ("Talks · Other Tester", "2094-03-01T10:00:00Z"),
    ]
    assert found[0].uid == entries(read(cast.invitee, own_file(final)))[0].uid
    assert found[0].uid != found[1].uid
    name = f'attachment; filename="schedule-{final.id}.ics"'
    assert answer.headers["Content-Disposition"] == name


def test_before_it_is_final_there_is_no_file(cast: Cast) -> None:
    filled = fill_calendar(cast)
    assert ask(cast.invitee, "GET", own_file(filled)) == NOT_FOUND
    assert ask(cast.owner, "GET", whole_file(filled)) == NOT_FOUND


def test_who_has_no_meeting_has_no_file(cast: Cast) -> None:
    filled = fill_calendar(cast)
    invited = invite(cast.owner, filled.calendar, cast.stranger)
    finalize(cast.owner, filled.calendar)
    path = f"/invitations/{invited['id']}/meeting.ics/"
    assert ask(cast.stranger, "GET", path) == NOT_FOUND


def test_a_schedule_without_meetings_is_an_empty_file(cast: Cast) -> None:
    filled = fill_calendar(cast)
    done(cast.owner, "DELETE", f"{filled.calendar}schedule/")
    finalize(cast.owner, filled.calendar)
    assert entries(read(cast.owner, whole_file(filled))) == []


def test_nobody_gets_the_file_of_another(cast: Cast, final: Filled) -> None:
    for person in (cast.owner, cast.other, cast.stranger):
        assert ask(person, "GET", own_file(final)) == NOT_ALLOWED
    for person in (cast.invitee, cast.other, cast.stranger):
        assert ask(person, "GET", whole_file(final)) == NOT_ALLOWED
    for path in (own_file(final), whole_file(final)):
        assert ask(cast.anonymous, "GET", path)[0] == 401


def test_what_is_final_again_keeps_its_uids_and_only_what_moved_is_newer(
    cast: Cast, final: Filled
) -> None:
    before = entries(read(cast.owner, whole_file(final)))
    reopen(cast.owner, final.calendar)
    assert ask(cast.owner, "GET", whole_file(final)) == NOT_FOUND
    assert [entry.uid for entry in entries(read(cast.invitee, own_file(final)))] == [before[0].uid]
    meets = [
        {"meeter": meeter, "start_period": start, "end_period": end}
        for meeter, start, end in schedule(cast.owner, final.calendar)
    ]
    meets[1] |= {
        "start_period": "2094-03-01T10:30:00Z",
        "end_period": "2094-03-01T11:00:00Z",
    }
    done(cast.owner, "PUT", f"{final.calendar}schedule/", {"meets": meets})
    finalize(cast.owner, final.calendar)
    stays, moved = before
    later = {"start": "2094-03-01T10:30:00Z", "end": "2094-03-01T11:00:00Z"}
    assert entries(read(cast.owner, whole_file(final))) == [
        stays,
        replace(moved, sequence=1, **later),
    ]
    assert [entry.uid for entry in entries(read(cast.invitee, own_file(final)))] == [stays.uid]


@pytest.mark.parametrize("name", ['Ada, "x"; BEGIN:VEVENT', "Ada · Ада", "=1+1"])
def test_a_hostile_name_is_a_name(cast: Cast, name: str) -> None:
    filled = fill_calendar(cast, name=name)
    finalize(cast.owner, filled.calendar)
    (entry,) = entries(read(cast.invitee, own_file(filled)))
    assert entry.summary == f"{name} · Owner Tester"
