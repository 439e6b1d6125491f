"""Who is reminded of a meeting the day before, whatever has become of the schedule meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from support.calendars import cannot_come, done, finalize, get, id_of, invite, make_calendar, reopen
from support.mail import PostOffice, address_of

from oneonone.schedules.actions.announcements import tell_day_before
from oneonone.schedules.actions.finality import finalize_calendar

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

HOUR = timedelta(hours=1)
SOON, MAY_CHANGE = "Soon: Talks", "Your meeting may change: Talks"
MEETING, CHANGED = "Your meeting: Talks", "Your meeting has changed: Talks"


@dataclass(frozen=True)
class Coming:
    """A meeting in 22 hours, whose schedule becomes final, again and again."""

    owner: Person
    person: Person
    calendar: str
    post: PostOffice
    now: datetime

    @property
    def start(self) -> datetime:
        return self.now + 22 * HOUR

    def finalize(self, at: datetime) -> None:
        """Make it final as if it were then."""
        owner = User.objects.get(pk=self.owner.id)
        finalize_calendar(owner=owner, calendar_id=id_of(self.calendar), now=at)

    def reopen(self) -> None:
        reopen(self.owner, self.calendar)

    def finalize_now(self) -> None:
        finalize(self.owner, self.calendar)

    def move(self, by: timedelta) -> None:
        (meet,) = get(self.owner, f"{self.calendar}schedule/")
        times = times_at(self.start + by)
        path = f"{self.calendar}schedule/{meet['id']}/"
        done(self.owner, "PUT", path, {**times, "force": True})

    def told(self) -> list[str]:
        """Give the subjects of what the person was sent, as they come."""
        self.post.deliver()
        address = [address_of(self.person)]
        return [mail.subject for mail in self.post.take() if mail.to == address]


def times_at(start: datetime) -> dict[str, str]:
    return {
        "start_period": f"{start:%FT%TZ}",
        "end_period": f"{start + HOUR / 2:%FT%TZ}",
    }


@pytest.fixture
def coming(post: PostOffice, newcomer: Callable[[], Person]) -> Coming:
    owner, person, now = newcomer(), newcomer(), datetime.now(UTC).replace(microsecond=0)
    days = {"start_date": f"{now:%F}", "end_date": f"{now + 12 * 24 * HOUR:%F}"}
    calendar = make_calendar(owner, time_zone="UTC", **days)
    invite(owner, calendar, person)
    made = Coming(owner, person, calendar, post, now)
    meets = [{"meeter": person.id, **times_at(made.start)}]
    done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
    post.deliver()
    post.take()
    return made


def test_who_has_just_been_told_of_a_meeting_within_a_day_is_not_reminded(coming: Coming) -> None:
    coming.finalize_now()
    assert coming.told() == [MEETING]
    tell_day_before(coming.now + HOUR)
    assert coming.told() == []


def test_who_meets_later_than_they_were_told_once_is_reminded_then(coming: Coming) -> None:
    coming.finalize_now()
    coming.reopen()
    assert coming.told() == [MEETING, MAY_CHANGE]
    coming.move(8 * 24 * HOUR)
    coming.finalize_now()
    assert coming.told() == [CHANGED]
    tell_day_before(coming.now + HOUR)
    assert coming.told() == []
    tell_day_before(coming.start + 8 * 24 * HOUR - 5 * HOUR)
    assert coming.told() == [SOON]


def test_who_hears_nothing_when_it_is_final_again_is_reminded(coming: Coming) -> None:
    coming.finalize(coming.start - 30 * HOUR)
    coming.reopen()
    assert coming.told() == [MEETING, MAY_CHANGE]
    coming.finalize_now()
    assert coming.told() == [SOON]
    assert coming.told() == []


def test_who_was_reminded_is_not_reminded_again_of_what_did_not_change(coming: Coming) -> None:
    coming.finalize(coming.start - 30 * HOUR)
    assert coming.told() == [MEETING, SOON]
    coming.reopen()
    assert coming.told() == [MAY_CHANGE]
    coming.move(HOUR)
    coming.move(0 * HOUR)
    coming.finalize_now()
    tell_day_before(coming.now + HOUR)
    assert coming.told() == []


def test_nobody_is_reminded_of_a_draft_but_of_what_came_of_it(coming: Coming) -> None:
    """A reminder that could not be sent before the schedule was opened again."""
    coming.finalize(coming.start - 30 * HOUR)
    tell_day_before(coming.now)
    coming.reopen()
    assert coming.told() == [MEETING, MAY_CHANGE]
    coming.finalize_now()
    tell_day_before(coming.now)
    assert coming.told() == [SOON]


def test_whose_meeting_is_cancelled_is_not_reminded(coming: Coming) -> None:
    coming.finalize(coming.start - 30 * HOUR)
    coming.reopen()
    done(coming.owner, "DELETE", f"{coming.calendar}schedule/")
    coming.finalize_now()
    tell_day_before(coming.now)
    assert SOON not in coming.told()


def test_who_cannot_come_is_not_reminded_unless_they_can_after_all(coming: Coming) -> None:
    coming.finalize(coming.start - 30 * HOUR)
    (invitation,) = get(coming.person, "/invitations/")
    cannot_come(coming.person, invitation)
    assert coming.told() == [MEETING]
    done(coming.person, "DELETE", f"/invitations/{invitation['id']}/cannot-come/")
    assert coming.told() == [SOON]


def test_who_cannot_come_once_the_reminder_waits_does_not_get_it(coming: Coming) -> None:
    coming.finalize(coming.start - 30 * HOUR)
    tell_day_before(coming.now)
    (invitation,) = get(coming.person, "/invitations/")
    cannot_come(coming.person, invitation)
    assert coming.told() == [MEETING]
