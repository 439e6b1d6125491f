"""Mails about swapping meetings: who gets which, and that none tells of the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import icalendar
import pytest
from django.contrib.auth.models import User
from support.calendars import FUTURE, cannot_come, day, done, finalize, get, meet, reopen
from support.ics import Entry, entry_of
from support.mail import Mail, PostOffice, address_of
from support.pages import visit
from support.swaps import NINE, TEN, Swappable, allow_swaps, make_swappable

from oneonone.calendars.guests import token_of
from oneonone.calendars.models import Availability, Invitee, Meet
from oneonone.schedules.actions.announcements import tell_day_before
from oneonone.schedules.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.pages import Visitor
    from support.people import Person
    from support.service import InsideService, Service

    Newcomer = Callable[[], Person]

NAMES = ("Olga", "Ada", "Boris", "Clara")
ASKED, SWAPPED = "Would you swap your meeting? Talks", "Your meeting is swapped: Talks"
LISTED = "Two meetings were swapped: Talks"
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Round:
    """An owner and three people who meet at nine, ten and eleven."""

    final: Swappable
    people: tuple[Person, Person, Person]
    post: PostOffice

    def deliver(self) -> dict[str, Mail]:
        """Give the mails by address: one each."""
        self.post.deliver()
        mails = self.post.take()
        found = {mail.to[0]: mail for mail in mails}
        assert len(found) == len(mails)
        return found


@pytest.fixture
def round_(post: PostOffice, newcomer: Newcomer) -> Round:
    owner, *people = (newcomer() for _ in NAMES)
    for person, name in zip((owner, *people), NAMES, strict=True):
        User.objects.filter(pk=person.id).update(first_name=name, last_name="Quist")
    one, other, third = people
    final = make_swappable(owner, people)
    post.deliver()
    post.take()
    return Round(final, (one, other, third), post)


def subjects(mails: dict[str, Mail]) -> dict[str, str]:
    return {address: mail.subject for address, mail in mails.items()}


def file_of(mail: Mail) -> tuple[str, list[Entry]]:
    (part,) = [part for part in mail.message.walk() if part.get_content_type() == "text/calendar"]
    read = icalendar.Calendar.from_ical(part.get_content())
    return str(read["method"]), [entry_of(event) for event in read.walk("VEVENT")]


def names_in(mail: Mail) -> set[str]:
    """Tell who is named anywhere in a mail, and whose address stands there."""
    said = mail.message.as_string() + mail.text + mail.html
    return {name for name in NAMES if name in said}


def test_who_is_asked_is_told_and_nobody_else(round_: Round) -> None:
    one, other, _ = round_.people
    round_.final.ask(one, TEN)
    mails = round_.deliver()
    assert subjects(mails) == {address_of(other): ASKED}
    mail = mails[address_of(other)]
    assert names_in(mail) == {"Olga", "Boris"}
    assert address_of(one) not in mail.message.as_string()
    you_would, instead = "09:00\N{EN DASH}09:30 (UTC)", "10:00\N{EN DASH}10:30 (UTC)"
    assert mail.text.index(you_would) < mail.text.index(instead)
    assert f"/c/{round_.final.id}/meeting/" in mail.text
    assert "text/calendar" not in mail.message.as_string()


def test_both_get_their_new_entry_and_the_owner_the_list(round_: Round) -> None:
    one, other, third = round_.people
    before = entries_of(round_, (one, other))
    round_.final.ask(one, TEN)
    round_.deliver()
    round_.final.accept(other)
    mails = round_.deliver()
    owner = round_.final.owner
    assert subjects(mails) == {
        address_of(one): SWAPPED,
        address_of(other): SWAPPED,
        address_of(owner): LISTED,
    }
    for person, name, start in ((one, "Ada", TEN), (other, "Boris", NINE)):
        mail = mails[address_of(person)]
        method, (entry,) = file_of(mail)
        assert (method, entry.uid, entry.sequence) == ("REQUEST", before[person.id], 1)
        assert entry.start == f"2094-03-01T{start}:00Z"
        assert names_in(mail) == {"Olga", name}
        assert f"{start}\N{EN DASH}{start[:2]}:30 (UTC)" in mail.text
    mail = mails[address_of(owner)]
    method, entries = file_of(mail)
    assert (method, [entry.sequence for entry in entries]) == ("PUBLISH", [1, 1, 0])
    lead = mail.text.partition("The schedule is now")[0]
    assert {name for name in NAMES if name in lead} == {"Ada", "Boris"}
    assert address_of(third) not in mails


def entries_of(round_: Round, people: tuple[Person, ...]) -> dict[int, str]:
    found = {}
    for person in people:
        invited = round_.final.invited[person.id]["id"]
        answer = person.http.get(f"/invitations/{invited}/meeting.ics/")
        (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        found[person.id] = str(event["uid"])
    return found


def test_nothing_is_said_of_a_request_that_ended_before(round_: Round) -> None:
    one, other, third = round_.people
    asked = round_.final.ask(one, TEN)
    done(one, "DELETE", f"{round_.final.path(one)}{asked['id']}/")
    round_.final.ask(third, NINE)
    done(one, "POST", f"{round_.final.received(one)}decline/")
    round_.final.ask(one, TEN)
    cannot_come(other, round_.final.invited[other.id])
    mails = round_.deliver()
    assert subjects(mails) == {
        address_of(round_.final.owner): "Boris Quist can't come: Talks",
    }


def test_saying_no_or_taking_back_sends_nothing(round_: Round) -> None:
    one, other, third = round_.people
    round_.final.ask(one, TEN)
    asked = round_.final.ask(third, NINE)
    round_.deliver()
    done(other, "POST", f"{round_.final.received(other)}decline/")
    done(third, "DELETE", f"{round_.final.path(third)}{asked['id']}/")
    allow_swaps(round_.final.owner, round_.final.calendar, allowed=False)
    assert round_.deliver() == {}


def test_who_wants_no_such_mails_gets_none(round_: Round) -> None:
    one, other, _ = round_.people
    visitor = visit(str(other.http.base_url), other.username)
    visitor.send("/me/mails/", {"wanted_mails": ["meetings"], "language": "en"})
    visitor.http.close()
    round_.final.ask(one, TEN)
    assert round_.deliver() == {}
    round_.final.accept(other)
    assert address_of(other) in round_.deliver()


def test_the_day_before_is_told_of_the_meeting_that_one_has_then(round_: Round) -> None:
    """Who gave away a meeting within a day is reminded of the later one, when that is near."""
    one, other, third = round_.people
    now = datetime.now(UTC).replace(microsecond=0)
    soon, later = now + 5 * HOUR, now + 60 * HOUR
    inside = {"calendar": round_.final.id}
    for person, start in ((one, soon), (other, later)):
        times = {"start_period": start, "end_period": start + HOUR / 2}
        Meet.objects.filter(meeter=person.id, **inside).update(**times)
        Appointment.objects.filter(person=person.id, **inside).update(**times)
    always = {"start_period": now - HOUR, "end_period": now + 90 * HOUR}
    Availability.objects.filter(**inside).update(**always)
    tell_day_before(now)
    done(one, "POST", round_.final.path(one), {"start_period": f"{later:%FT%TZ}"})
    round_.final.accept(other)
    assert subjects(round_.deliver()) == {
        address_of(one): SWAPPED,
        address_of(other): SWAPPED,
        address_of(round_.final.owner): LISTED,
    }
    tell_day_before(now + 10 * HOUR)
    assert round_.deliver() == {}
    waiting = Appointment.objects.filter(day_before_sent_at=None, **inside)
    assert set(waiting.values_list("person", flat=True)) == {one.id, third.id}


@dataclass(frozen=True)
class Guest:
    """Somebody invited by mail, who meets at ten; a person with an account meets at nine."""

    id: int
    person: Person
    address: str
    token: str
    visitor: Visitor
    final: Swappable


@pytest.fixture
def guest(
    post: PostOffice, newcomer: Newcomer, service: Service | InsideService
) -> Iterator[Guest]:
    owner, person = newcomer(), newcomer()
    final = make_swappable(owner, [person])
    reopen(owner, final.calendar)
    address = f"guest-of-{owner.username}@example.org"
    row = done(owner, "POST", f"{final.calendar}invitee/", {"email": address, "deadline": FUTURE})
    free = {"start_period": day(NINE), "end_period": day("12:00"), "preference": 2}
    path = f"{final.calendar}availabilities/"
    done(owner, "PUT", path, {"user": row["invitee"], "periods": [free]})
    meets = [meet(person, NINE, "09:30"), {**meet(person, TEN, "10:30"), "meeter": row["invitee"]}]
    done(owner, "PUT", f"{final.calendar}schedule/", {"meets": meets})
    finalize(owner, final.calendar)
    post.deliver()
    post.take()
    key = Invitee.objects.get(pk=row["id"]).link_key
    assert key
    visitor = visit(service.url)
    assert visitor.send("/guest/", {"token": token_of(key)}).status_code == 302
    yield Guest(row["invitee"], person, address, token_of(key), visitor, final)
    visitor.http.close()


def test_a_guest_is_asked_by_their_link_and_agrees(post: PostOffice, guest: Guest) -> None:
    guest.final.ask(guest.person, TEN)
    post.deliver()
    (mail,) = post.take()
    assert (mail.to, mail.subject) == ([guest.address], ASKED)
    assert f"/guest/?token={guest.token}" in mail.text
    page = guest.visitor.see(f"/c/{guest.final.id}/meeting/").text
    (accepting,) = {part for part in page.split('"') if part.endswith("/accept/")}
    assert guest.visitor.send(accepting).status_code == 302
    assert guest.final.starts() == {guest.person.id: TEN, guest.id: NINE}
    post.deliver()
    links = {mail.to[0]: guest.token in mail.text for mail in post.take()}
    assert links == {
        guest.address: True,
        address_of(guest.person): False,
        address_of(guest.final.owner): False,
    }


def test_a_guests_request_is_taken_along(
    post: PostOffice, guest: Guest, newcomer: Newcomer
) -> None:
    taker = newcomer()
    asking = guest.visitor.send(f"/c/{guest.final.id}/swaps/", {"start_period": day(NINE)})
    assert asking.status_code == 302
    visitor = visit(str(taker.http.base_url), taker.username)
    assert visitor.send("/guest/take/", {"token": guest.token}).status_code == 302
    visitor.http.close()
    (invited,) = get(taker, "/invitations/")
    (sent,) = get(taker, f"/invitations/{invited['id']}/swaps/")["sent"]
    assert sent["start_period"] == day(NINE)
    guest.final.accept(guest.person)
    assert guest.final.starts() == {guest.person.id: TEN, taker.id: NINE}
    post.deliver()
    assert {mail.to[0]: mail.subject for mail in post.take()} == {
        address_of(guest.person): SWAPPED,
        address_of(taker): SWAPPED,
        address_of(guest.final.owner): LISTED,
    }
