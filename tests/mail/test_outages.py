"""While no mail can be sent all may change: what comes afterwards is true then."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from support.calendars import (
    cannot_come,
    done,
    finalize,
    get,
    invite,
    make_calendar,
    meet,
    reopen,
)
from support.mail import Mail, PostOffice, address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

NINE, TEN = "09:00", "10:00"
FINAL, MEETING = "The schedule is final: Talks", "Your meeting: Talks"
CHANGED, CANCELLED = "Your meeting has changed: Talks", "Your meeting is cancelled: Talks"
MAY_CHANGE = "Your meeting may change: Talks"
NO_PLACE = "There was no place for you this time: Talks"
CANNOT, CAN = "Person Tester can't come: Talks", "Person Tester can come after all: Talks"


@dataclass(frozen=True)
class Outage:
    """An owner and an invitee, whose mails come all at once in the end."""

    owner: Person
    person: Person
    calendar: str
    post: PostOffice

    def finalize(self, *starts: str) -> None:
        """Let the person meet then, or not, and make it final."""
        meets = [meet(self.person, start, f"{start[:2]}:30") for start in starts]
        done(self.owner, "PUT", f"{self.calendar}schedule/", {"meets": meets, "force": True})
        finalize(self.owner, self.calendar)

    def reopen(self) -> None:
        reopen(self.owner, self.calendar)

    def say(self, reason: str = "") -> None:
        cannot_come(self.person, get(self.person, "/invitations/")[0], reason)

    def take_back(self) -> None:
        (invitation,) = get(self.person, "/invitations/")
        done(self.person, "DELETE", f"/invitations/{invitation['id']}/cannot-come/")

    def end(self) -> None:
        self.post.deliver()

    def take(self, who: Person) -> list[Mail]:
        return [mail for mail in self.post.received if mail.to == [address_of(who)]]

    def told(self, who: Person) -> list[str]:
        """Let the mails be sent, and give the subjects of somebody's."""
        self.end()
        return [mail.subject for mail in self.take(who)]


@pytest.fixture
def outage(post: PostOffice, newcomer: Callable[[], Person]) -> Outage:
    owner, person = newcomer(), newcomer()
    calendar = make_calendar(owner)
    invite(owner, calendar, person)
    post.deliver()
    post.take()
    return Outage(owner, person, calendar, post)


@pytest.fixture
def final(outage: Outage) -> Outage:
    """Everybody knows of a meeting at nine."""
    outage.finalize(NINE)
    outage.end()
    outage.post.take()
    return outage


@pytest.mark.parametrize("then", [(TEN,), ()])
def test_who_could_not_come_to_what_is_planned_anew_is_not_spoken_of(
    final: Outage, then: tuple[str, ...]
) -> None:
    final.say()
    final.reopen()
    final.finalize(*then)
    assert final.told(final.owner) == [FINAL]


def test_who_can_come_after_all_to_what_is_planned_anew_is_not_spoken_of(final: Outage) -> None:
    final.say()
    final.take_back()
    final.reopen()
    final.finalize(TEN)
    assert final.told(final.owner) == [FINAL]


def test_of_what_was_said_and_taken_back_the_last_is_told(final: Outage) -> None:
    final.say()
    final.take_back()
    assert final.told(final.owner) == [CAN]


def test_of_several_reasons_the_last_is_told(final: Outage) -> None:
    final.say("A cold")
    time.sleep(1)  # what is kept of time are seconds
    final.say("The flu")
    assert final.told(final.owner) == [CANNOT]
    (mail,) = final.take(final.owner)
    assert "The flu" in mail.text


def test_what_the_owner_reads_of_a_reopened_schedule_is_true_of_it(final: Outage) -> None:
    final.say("A cold")
    final.reopen()
    assert final.told(final.owner) == [CANNOT]
    (mail,) = final.take(final.owner)
    assert "They keep their place until you plan again" in mail.text
    assert "until you open the schedule again" not in mail.text


def test_who_has_a_place_after_all_reads_of_that_alone(outage: Outage) -> None:
    outage.finalize()
    outage.reopen()
    outage.finalize(NINE)
    assert outage.told(outage.person) == [MEETING]


def test_who_has_no_place_is_told_when_it_is_final_again(outage: Outage) -> None:
    outage.finalize()
    outage.reopen()
    assert outage.told(outage.person) == []
    outage.finalize()
    assert outage.told(outage.person) == [NO_PLACE]


@pytest.mark.parametrize(("then", "told"), [((NINE,), []), ((TEN,), [CHANGED]), ((), [CANCELLED])])
def test_what_is_final_again_does_not_change_any_more(
    final: Outage, then: tuple[str, ...], told: list[str]
) -> None:
    final.reopen()
    final.finalize(*then)
    assert final.told(final.person) == told


def test_what_was_final_is_told_as_it_was_whatever_its_draft_is_called(outage: Outage) -> None:
    outage.finalize(NINE)
    outage.reopen()
    done(outage.owner, "PUT", outage.calendar, {"name": "Chats", "location": "Room 8"})
    assert outage.told(outage.person) == [MEETING, MAY_CHANGE]
    assert "Room 8" not in "".join(mail.text for mail in outage.take(outage.person))


def test_what_is_open_still_may_change(final: Outage) -> None:
    final.reopen()
    assert final.told(final.person) == [MAY_CHANGE]
