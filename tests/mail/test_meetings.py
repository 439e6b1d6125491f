"""Final meetings in everybody's own calendar: what their mails carry, and who gets one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.contrib.auth.models import User
from support.calendars import cannot_come, done, finalize, get, invite, make_calendar, reopen
from support.ics import Entry, entry_of
from support.mail import Mail, PostOffice, address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

    Newcomer = Callable[[], Person]

Parties = set[tuple[str, str]]


@dataclass(frozen=True)
class Carried:
    """The file for calendars in a mail."""

    method: str
    status: set[str]
    organizers: Parties
    attendees: Parties
    entries: list[Entry]


def carried(mail: Mail) -> Carried:
    parts = [part for part in mail.message.walk() if part.get_content_type() == "text/calendar"]
    (part,) = parts
    read = icalendar.Calendar.from_ical(part.get_content())
    assert dict(part["Content-Type"].params)["method"] == read["method"]
    events = read.walk("VEVENT")
    return Carried(
        method=str(read["method"]),
        status={str(event["status"]) for event in events},
        organizers=parties(events, "organizer"),
        attendees=parties(events, "attendee"),
        entries=[entry_of(event) for event in events],
    )


def parties(events: list[icalendar.Component], role: str) -> Parties:
    named = [event[role] for event in events if role in event]
    return {(str(one.params["CN"]), str(one)) for one in named}


def party(person: Person) -> tuple[str, str]:
    return "Person Tester", f"mailto:{address_of(person)}"


@dataclass(frozen=True)
class Office:
    """An owner whose schedule becomes final, again and again."""

    owner: Person
    calendar: str
    post: PostOffice

    def finalize(self, *meets: tuple[Person, str]) -> dict[str, Mail]:
        """Let each meet for half an hour, make it final, and take the mail of each address."""
        rows = [
            {"meeter": person.id, "start_period": f"{start}:00Z", "end_period": f"{start}:30Z"}
            for person, start in meets
        ]
        done(self.owner, "PUT", f"{self.calendar}schedule/", {"meets": rows, "force": True})
        self.post.deliver()
        self.post.take()
        finalize(self.owner, self.calendar)
        return self.deliver()

    def deliver(self) -> dict[str, Mail]:
        self.post.deliver()
        return {mail.to[0]: mail for mail in self.post.take()}

    def reopen(self) -> dict[str, Mail]:
        reopen(self.owner, self.calendar)
        return self.deliver()


@pytest.fixture
def people(newcomer: Newcomer) -> tuple[Person, Person, Person]:
    return newcomer(), newcomer(), newcomer()


@pytest.fixture
def office(post: PostOffice, newcomer: Newcomer, people: tuple[Person, ...]) -> Office:
    owner = newcomer()
    calendar = make_calendar(owner, location="Room 7", time_zone="Europe/Berlin")
    for person in people:
        invite(owner, calendar, person)
    return Office(owner, calendar, post)


def subjects(mails: dict[str, Mail]) -> dict[str, str]:
    return {address: mail.subject for address, mail in mails.items()}


def entry(mails: dict[str, Mail], person: Person) -> Entry:
    (only,) = carried(mails[address_of(person)]).entries
    return only


def test_a_final_meeting_is_asked_for_by_the_owner(
    office: Office, people: tuple[Person, ...]
) -> None:
    one, other, _ = people
    mails = office.finalize((one, "2094-03-01T09"), (other, "2094-03-02T10"))
    got = carried(mails[address_of(one)])
    assert (got.method, got.status) == ("REQUEST", {"CONFIRMED"})
    assert (got.organizers, got.attendees) == ({party(office.owner)}, {party(one)})
    (only,) = got.entries
    times = ("2094-03-01T09:00:00Z", "2094-03-01T09:30:00Z")
    assert only == Entry(only.uid, 0, *times, "Talks · Person Tester", "Room 7")
    assert address_of(other) not in mails[address_of(one)].message.as_string()


def test_an_owner_without_an_address_asks_all_the_same(
    office: Office, people: tuple[Person, ...]
) -> None:
    one, *_ = people
    User.objects.filter(pk=office.owner.id).update(email="")
    mails = office.finalize((one, "2094-03-01T09"))
    assert carried(mails[address_of(one)]).organizers == {("Person Tester", "invalid:nomail")}
    assert address_of(office.owner) not in mails


def test_the_owner_gets_the_whole_schedule(office: Office, people: tuple[Person, ...]) -> None:
    one, other, _ = people
    mails = office.finalize((one, "2094-03-01T09"), (other, "2094-03-02T10"))
    got = carried(mails[address_of(office.owner)])
    assert (got.method, got.attendees) == ("PUBLISH", set())
    assert [each.start for each in got.entries] == ["2094-03-01T09:00:00Z", "2094-03-02T10:00:00Z"]
    assert {each.uid for each in got.entries} == {entry(mails, one).uid, entry(mails, other).uid}


def test_who_has_no_meeting_gets_no_file(office: Office, people: tuple[Person, ...]) -> None:
    *_, unplaced = people
    mail = office.finalize()[address_of(unplaced)]
    assert "text/calendar" not in {part.get_content_type() for part in mail.message.walk()}


def test_the_next_final_schedule_tells_whose_meeting_is_another(
    office: Office, people: tuple[Person, ...]
) -> None:
    stays, moves, goes = people
    first = office.finalize(
        (stays, "2094-03-01T09"), (moves, "2094-03-01T10"), (goes, "2094-03-01T11")
    )
    office.reopen()
    second = office.finalize((stays, "2094-03-01T09"), (moves, "2094-03-02T10"))
    assert subjects(second) == {
        address_of(office.owner): "The schedule is final: Talks",
        address_of(moves): "Your meeting has changed: Talks",
        address_of(goes): "Your meeting is cancelled: Talks",
    }
    moved, gone = entry(second, moves), carried(second[address_of(goes)])
    assert (moved.uid, moved.sequence) == (entry(first, moves).uid, 1)
    assert moved.start == "2094-03-02T10:00:00Z"
    assert (gone.method, gone.status) == ("CANCEL", {"CANCELLED"})
    assert [(each.uid, each.sequence) for each in gone.entries] == [(entry(first, goes).uid, 1)]


def test_another_name_and_place_are_told_to_all_and_kept_from_whose_meeting_goes(
    office: Office, people: tuple[Person, ...]
) -> None:
    stays, goes, _ = people
    first = office.finalize((stays, "2094-03-01T09"), (goes, "2094-03-01T10"))
    office.reopen()
    done(office.owner, "PUT", office.calendar, {"name": "Chats", "location": "Room 8"})
    second = office.finalize((stays, "2094-03-01T09"))
    assert subjects(second) == {
        address_of(office.owner): "The schedule is final: Chats",
        address_of(stays): "Your meeting has changed: Chats",
        address_of(goes): "Your meeting is cancelled: Talks",
    }
    assert "Room 8" in second[address_of(stays)].text
    before, after = entry(first, stays), entry(second, stays)
    chats = {"summary": "Chats · Person Tester", "location": "Room 8"}
    assert after == replace(before, sequence=1, **chats)
    assert entry(second, goes) == replace(entry(first, goes), sequence=1)


def test_a_draft_that_is_deleted_cancels_what_was_told(
    office: Office, people: tuple[Person, ...]
) -> None:
    one, *_ = people
    first = office.finalize((one, "2094-03-01T09"))
    office.reopen()
    done(office.owner, "PUT", office.calendar, {"name": "Chats", "location": "Room 8"})
    done(office.owner, "DELETE", office.calendar)
    mails = office.deliver()
    assert mails[address_of(one)].subject == "Your meeting is cancelled: Talks"
    assert entry(mails, one) == replace(entry(first, one), sequence=1)


def test_reopening_is_told_to_whom_it_may_concern(
    office: Office, people: tuple[Person, ...]
) -> None:
    one, *_ = people
    office.finalize((one, "2094-03-01T09"))
    mails = office.reopen()
    assert subjects(mails) == {address_of(one): "Your meeting may change: Talks"}
    assert "Mon 1 Mar 2094, 09:00\N{EN DASH}09:30 (UTC)" in mails[address_of(one)].text


def test_that_somebody_cannot_come_is_told_to_the_owner_alone(
    office: Office, people: tuple[Person, ...]
) -> None:
    one, *_ = people
    office.finalize((one, "2094-03-01T09"))
    (invitation,) = get(one, "/invitations/")
    path = f"/invitations/{invitation['id']}/cannot-come/"
    cannot_come(one, invitation, "A cold")
    mails = office.deliver()
    assert subjects(mails) == {address_of(office.owner): "Person Tester can't come: Talks"}
    assert "A cold" in mails[address_of(office.owner)].text
    done(one, "DELETE", path)
    expected = {address_of(office.owner): "Person Tester can come after all: Talks"}
    assert subjects(office.deliver()) == expected


def test_that_there_is_no_place_is_told_once(office: Office, people: tuple[Person, ...]) -> None:
    one, other, _ = people
    assert address_of(other) in office.finalize((one, "2094-03-01T09"))
    office.reopen()
    assert subjects(office.finalize((one, "2094-03-01T09"))) == {
        address_of(office.owner): "The schedule is final: Talks"
    }


def test_who_is_placed_after_all_is_told(office: Office, people: tuple[Person, ...]) -> None:
    one, other, _ = people
    office.finalize((one, "2094-03-01T09"))
    office.reopen()
    mails = office.finalize((one, "2094-03-01T09"), (other, "2094-03-01T10"))
    assert mails[address_of(other)].subject == "Your meeting: Talks"
    assert entry(mails, other).sequence == 0


def test_what_changed_before_it_was_sent_is_told_once_as_it_is(
    office: Office, people: tuple[Person, ...]
) -> None:
    one, *_ = people
    rows = [
        {
            "meeter": one.id,
            "start_period": f"2094-03-01T{hour}:00:00Z",
            "end_period": f"2094-03-01T{hour}:30:00Z",
        }
        for hour in ("09", "10")
    ]
    for row in rows:
        done(office.owner, "PUT", f"{office.calendar}schedule/", {"meets": [row], "force": True})
        finalize(office.owner, office.calendar)
        reopen(office.owner, office.calendar)
    office.post.deliver()
    (mail,) = [mail for mail in office.post.take() if carries_request(mail)]
    assert mail.to == [address_of(one)]
    (only,) = carried(mail).entries
    assert (only.sequence, only.start) == (1, "2094-03-01T10:00:00Z")


def carries_request(mail: Mail) -> bool:
    return "method=REQUEST" in mail.message.as_string().replace('"', "")


def test_a_deleted_calendar_cancels_its_meetings(
    office: Office, people: tuple[Person, ...]
) -> None:
    one, *_ = people
    first = office.finalize((one, "2094-03-01T09"))
    done(office.owner, "DELETE", office.calendar)
    mails = office.deliver()
    assert subjects(mails) == {address_of(one): "Your meeting is cancelled: Talks"}
    got = carried(mails[address_of(one)])
    assert got.method == "CANCEL"
    assert [(each.uid, each.sequence) for each in got.entries] == [(entry(first, one).uid, 1)]
    assert "Mon 1 Mar 2094, 09:00\N{EN DASH}09:30 (UTC)" in mails[address_of(one)].text


def test_a_reopened_calendar_that_is_deleted_cancels_and_tells_the_others(
    office: Office, people: tuple[Person, ...]
) -> None:
    one, other, another = people
    office.finalize((one, "2094-03-01T09"))
    office.reopen()
    done(office.owner, "DELETE", office.calendar)
    assert subjects(office.deliver()) == {
        address_of(one): "Your meeting is cancelled: Talks",
        address_of(other): "No meeting will come of it: Talks",
        address_of(another): "No meeting will come of it: Talks",
    }


# Each at nine by the clock of Berlin: in winter, in summer, and around both changes between them.
NINE_IN_BERLIN = {
    "2094-01-15T08": "Fri 15 Jan 2094",
    "2094-03-27T08": "Sat 27 Mar 2094",
    "2094-03-28T07": "Sun 28 Mar 2094",
    "2094-07-15T07": "Thu 15 Jul 2094",
    "2094-10-30T07": "Sat 30 Oct 2094",
    "2094-10-31T08": "Sun 31 Oct 2094",
}


@pytest.mark.parametrize("start", NINE_IN_BERLIN)
def test_the_time_in_the_mail_is_the_instant_in_the_file(
    post: PostOffice, people: tuple[Person, ...], start: str
) -> None:
    owner, one, _ = people
    calendar = make_calendar(
        owner, start_date="2094-01-01", end_date="2094-12-31", time_zone="Europe/Berlin"
    )
    invite(owner, calendar, one)
    mail = Office(owner, calendar, post).finalize((one, start))[address_of(one)]
    assert f"{NINE_IN_BERLIN[start]}, 09:00\N{EN DASH}09:30 (Europe/Berlin)" in mail.text
    (only,) = carried(mail).entries
    instant = datetime.fromisoformat(f"{start}:00+00:00")
    assert only.start == f"{instant:%FT%TZ}"
    assert instant.astimezone(ZoneInfo("Europe/Berlin")).hour == 9
    assert f"{instant:%H:%M}\N{EN DASH}" in re.findall(r"2094, (.*) \(UTC\)", mail.text)[0]
