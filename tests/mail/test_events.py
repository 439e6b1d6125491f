"""Who is told of what: exactly those, and nobody of anybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from support.calendars import (
    FUTURE,
    PAST,
    done,
    finalize,
    get,
    id_of,
    invite,
    make_calendar,
    meet,
    offer,
    set_deadline,
)
from support.contacts import FRIEND
from support.guests import invite_by_mail
from support.mail import PostOffice, address_of
from support.people import PASSWORD, Person

from oneonone.calendars.models import Invitee
from oneonone.schedules.models import Appointment

if TYPE_CHECKING:
    from support.pages import Visitor

HOUR = timedelta(hours=1)

Newcomer = Callable[[], Person]


@pytest.fixture
def people(newcomer: Newcomer) -> tuple[Person, Person, Person]:
    return newcomer(), newcomer(), newcomer()


def test_a_request_to_be_a_contact(post: PostOffice, people: tuple[Person, ...]) -> None:
    asker, asked, _ = people
    asker.call("POST", FRIEND, {"requested": asked.username})
    post.deliver()
    (mail,) = post.take()
    assert mail.to == [address_of(asked)]
    assert mail.subject == "Person Tester would like to be your contact"
    assert address_of(asker) not in mail.message.as_string()
    assert mail.message["Reply-To"] is None


@pytest.mark.parametrize("by", ["name", "mail", "page"])
def test_who_was_invited_too_late_is_told_once_they_can_answer(
    post: PostOffice, people: tuple[Person, ...], come: Callable[..., Visitor], by: str
) -> None:
    owner, one, _ = people
    calendar = make_calendar(owner)
    address = address_of(one)
    if by == "name":
        invite(owner, calendar, one, deadline=PAST)
    elif by == "mail":
        invite_by_mail(owner, calendar, address, deadline=PAST)
    else:
        values = {"usernames": address, "deadline": "2020-01-01T00:00"}
        assert come(owner).send(f"/c/{id_of(calendar)}/invite/", values).status_code == 302
    (row,) = get(owner, f"{calendar}invitee/")
    post.deliver()
    assert post.take() == []
    soon = (datetime.now(UTC) + 20 * HOUR).isoformat()
    for deadline in ("2021-01-01T00:00:00Z", soon, FUTURE):
        set_deadline(owner, calendar, row, deadline)
        post.deliver()
        expected = {address: ["Person Tester invites you: Talks"]} if deadline == soon else {}
        assert post.subjects() == expected


def test_who_was_told_is_not_told_again_of_another_deadline(
    post: PostOffice, people: tuple[Person, ...]
) -> None:
    owner, one, _ = people
    calendar = make_calendar(owner)
    row = invite(owner, calendar, one)
    post.deliver()
    post.take()
    for deadline in (PAST, FUTURE):
        set_deadline(owner, calendar, row, deadline)
    post.deliver()
    assert post.subjects() == {}


def test_a_refused_request_tells_nobody(post: PostOffice, people: tuple[Person, ...]) -> None:
    asker, *_ = people
    assert asker.call("POST", FRIEND, {"requested": asker.username}).status_code == 400
    post.deliver()
    assert post.take() == []


def test_invitations_go_to_the_invited_alone(post: PostOffice, people: tuple[Person, ...]) -> None:
    owner, one, other = people
    calendar = make_calendar(owner, location="Room 7", description="Bring\nyour thesis")
    invite(owner, calendar, one)
    invite(owner, calendar, other, deadline=PAST)
    post.deliver()
    (mail,) = post.take()
    assert mail.to == [address_of(one)]
    assert mail.subject == "Person Tester invites you: Talks"
    assert mail.message["Reply-To"] == f"Person Tester <{address_of(owner)}>"
    assert "Room 7" in mail.text
    assert "Bring<br>your thesis" in mail.html
    assert "What it is about: Bring\nyour thesis" in mail.text
    assert "Thu 1 Jan 2099, 00:00 (UTC)" in mail.text
    assert f"http://127.0.0.1:8000/c/{calendar.split('/')[2]}/availability/" in mail.text
    assert other.username not in mail.message.as_string()


def test_the_farthest_deadline_can_be_written(post: PostOffice, people: tuple[Person, ...]) -> None:
    owner, one, _ = people
    calendar = make_calendar(owner, time_zone="Pacific/Kiritimati")
    invite(owner, calendar, one, deadline="2200-01-02T00:00:00Z")
    post.deliver()
    (mail,) = post.take()
    assert "Thu 2 Jan 2200, 14:00 (Pacific/Kiritimati)" in mail.text


def test_the_last_answer_is_told_to_the_owner_once(
    post: PostOffice, people: tuple[Person, ...]
) -> None:
    owner, one, other = people
    calendar = make_calendar(owner)
    invite(owner, calendar, one)
    invited = invite(owner, calendar, other)
    offer(one, calendar, "09:00", "10:00")
    post.deliver()
    post.take()
    done(other, "PUT", f"/invitations/{invited['id']}/", {"answered": True})
    offer(one, calendar, "11:00", "12:00")
    post.deliver()
    assert post.subjects() == {address_of(owner): ["All have answered: Talks"]}


@pytest.mark.parametrize("goes", ["removed", "leaves", "deletes the account"])
def test_the_owner_is_told_too_when_the_last_who_was_silent_goes(
    post: PostOffice,
    people: tuple[Person, ...],
    newcomer: Newcomer,
    come: Callable[..., Visitor],
    goes: str,
) -> None:
    owner, one, other = people
    calendar = make_calendar(owner)
    invite(owner, calendar, one)
    offer(one, calendar, "09:00", "10:00")
    rows = [invite(owner, calendar, person)["id"] for person in (other, newcomer())]
    post.deliver()
    post.take()
    done(owner, "DELETE", f"{calendar}invitee/{rows[1]}/")
    post.deliver()
    assert post.subjects() == {}
    if goes == "removed":
        done(owner, "DELETE", f"{calendar}invitee/{rows[0]}/")
    elif goes == "leaves":
        done(other, "DELETE", f"/invitations/{rows[0]}/")
    else:
        assert come(other).send("/me/data/delete/", {"password": PASSWORD}).status_code == 302
    post.deliver()
    assert post.subjects() == {address_of(owner): ["All have answered: Talks"]}


def test_the_owner_is_not_told_when_somebody_goes_who_had_answered_or_nobody_is_left(
    post: PostOffice, people: tuple[Person, ...]
) -> None:
    owner, one, other = people
    calendar = make_calendar(owner)
    answered, silent = (invite(owner, calendar, person)["id"] for person in (one, other))
    offer(one, calendar, "09:00", "10:00")
    post.deliver()
    post.take()
    done(owner, "DELETE", f"{calendar}invitee/{answered}/")
    done(owner, "DELETE", f"{calendar}invitee/{silent}/")
    post.deliver()
    assert post.subjects() == {}


def near(invited: dict[str, int], **times: datetime) -> None:
    """Bring a deadline, which HTTP would take for told of when it is so near."""
    Invitee.objects.filter(pk=invited["id"]).update(**times)


def test_reminders_go_once_to_those_who_have_not_answered(
    post: PostOffice, people: tuple[Person, ...], newcomer: Newcomer
) -> None:
    owner, silent, offered = people
    none_suits, later = newcomer(), newcomer()
    calendar = make_calendar(owner)
    rows = [invite(owner, calendar, person) for person in (silent, offered, none_suits)]
    invite(owner, calendar, later)
    offer(offered, calendar, "09:00", "10:00")
    done(none_suits, "PUT", f"/invitations/{rows[2]['id']}/", {"answered": True})
    post.deliver()
    post.take()
    for row in rows:
        near(row, deadline=datetime.now(UTC) + 23 * HOUR)
    post.deliver()
    (mail,) = post.take()
    assert (mail.to, mail.subject) == ([address_of(silent)], "Please answer soon: Talks")
    assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    post.deliver()
    assert post.take() == []


@pytest.mark.parametrize(("hours", "by_itself"), [(100, True), (40, False)])
def test_one_press_reminds_and_stands_for_the_reminder_of_the_next_day_alone(
    post: PostOffice, people: tuple[Person, ...], hours: int, *, by_itself: bool
) -> None:
    owner, silent, offered = people
    calendar = make_calendar(owner)
    rows = [invite(owner, calendar, person) for person in (silent, offered)]
    offer(offered, calendar, "09:00", "10:00")
    for row in rows:
        near(row, deadline=datetime.now(UTC) + hours * HOUR)
    post.deliver()
    post.take()
    assert done(owner, "POST", f"{calendar}remind/") == {"reminded": 1}
    post.deliver()
    reminder = {address_of(silent): ["Please answer soon: Talks"]}
    assert post.subjects() == reminder
    near(rows[0], deadline=datetime.now(UTC) + 23 * HOUR)
    post.deliver()
    assert post.subjects() == (reminder if by_itself else {})


def test_a_passed_deadline_is_told_to_the_owner_once(
    post: PostOffice, people: tuple[Person, ...]
) -> None:
    owner, silent, answered = people
    calendar = make_calendar(owner)
    rows = [invite(owner, calendar, person) for person in (silent, answered)]
    offer(answered, calendar, "09:00", "10:00")
    post.deliver()
    post.take()
    for row in rows:
        near(row, deadline=datetime.now(UTC) - HOUR, reminder_sent_at=datetime.now(UTC))
    post.deliver()
    (mail,) = post.take()
    assert (mail.to, mail.subject) == ([address_of(owner)], "1 has not answered: Talks")
    assert silent.username in mail.text
    assert answered.username not in mail.text
    post.deliver()
    assert post.take() == []


def test_a_final_schedule_tells_each_their_own(
    post: PostOffice, people: tuple[Person, ...], newcomer: Newcomer
) -> None:
    owner, one, other = people
    unplaced = newcomer()
    calendar = make_calendar(owner, location="Room 7", time_zone="Europe/Berlin")
    for person in (one, other, unplaced):
        invite(owner, calendar, person)
    meets = [meet(one, "09:00", "09:30"), meet(other, "10:00", "10:30")]
    done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
    post.deliver()
    post.take()
    finalize(owner, calendar)
    post.deliver()
    mails = {mail.to[0]: mail for mail in post.take()}
    assert {address: mail.subject for address, mail in mails.items()} == {
        address_of(owner): "The schedule is final: Talks",
        address_of(one): "Your meeting: Talks",
        address_of(other): "Your meeting: Talks",
        address_of(unplaced): "There was no place for you this time: Talks",
    }
    own = mails[address_of(one)].text
    assert "Mon 1 Mar 2094, 09:00\N{EN DASH}09:30 (UTC)" in own
    assert "Mon 1 Mar 2094, 10:00\N{EN DASH}10:30 (Europe/Berlin)" in own
    assert "10:00\N{EN DASH}10:30 (UTC)" not in own
    for person in (one, other, unplaced):
        whole = mails[address_of(person)].message.as_string()
        others = [other for other in (one, other, unplaced) if other is not person]
        assert [other.username for other in others if other.username in whole] == []


def test_a_meeting_is_told_of_the_day_before_once(
    post: PostOffice, people: tuple[Person, ...]
) -> None:
    owner, one, other = people
    calendar = make_calendar(owner)
    for person in (one, other):
        invite(owner, calendar, person)
    meets = [meet(one, "09:00", "09:30"), meet(other, "10:00", "10:30")]
    done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
    finalize(owner, calendar)
    post.deliver()
    post.take()
    soon = datetime.now(UTC) + 23 * HOUR
    rows = Appointment.objects.filter(person=one.id)
    rows.update(start_period=soon, end_period=soon + HOUR)
    post.deliver()
    post.deliver()
    assert post.subjects() == {address_of(one): ["Soon: Talks"]}


@pytest.mark.parametrize("final", [False, True])
def test_a_deleted_calendar_is_told_to_whom_it_concerns(
    post: PostOffice, people: tuple[Person, ...], *, final: bool
) -> None:
    owner, placed, unplaced = people
    calendar = make_calendar(owner)
    for person in (placed, unplaced):
        invite(owner, calendar, person)
    meets = [meet(placed, "09:00", "09:30")]
    done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
    if final:
        finalize(owner, calendar)
    post.deliver()
    post.take()
    done(owner, "DELETE", calendar)
    post.deliver()
    no_meeting = ["No meeting will come of it: Talks"]
    expected = (
        {address_of(placed): ["Your meeting is cancelled: Talks"]}
        if final
        else {address_of(placed): no_meeting, address_of(unplaced): no_meeting}
    )
    assert post.subjects() == expected


def test_what_was_rolled_back_is_not_sent(post: PostOffice, people: tuple[Person, ...]) -> None:
    owner, one, _ = people
    calendar = make_calendar(owner)
    invite(owner, calendar, one)
    post.deliver()
    post.take()
    assert done(owner, "PUT", f"{calendar}finalize/")
    answer = owner.call("PUT", f"{calendar}finalize/")
    again = owner.call("POST", f"{calendar}invitee/", {"invitee": one.id, "deadline": FUTURE})
    assert (answer.status_code, again.status_code) == (400, 410)
    post.deliver()
    assert post.subjects() == {
        address_of(owner): ["The schedule is final: Talks"],
        address_of(one): ["There was no place for you this time: Talks"],
    }
