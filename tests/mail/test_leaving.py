"""Somebody who has a final meeting deletes their account: its owner is told, and nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from support.calendars import (
    cannot_come,
    done,
    finalize,
    get,
    id_of,
    invite,
    make_calendar,
    meet,
    reopen,
)
from support.contacts import block
from support.feeds import make_feed, read_feed
from support.mail import address_of
from support.pages import visit
from support.people import PASSWORD, Person

from oneonone.calendars.models import Calendar, Meet
from oneonone.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.mail import PostOffice

    Newcomer = Callable[[], Person]

GONE = "Person Tester is not there any more: Talks"


def leave(person: Person) -> None:
    visitor = visit(str(person.http.base_url), person.username)
    answer = visitor.send("/me/data/delete/", {"password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    visitor.http.close()


def make_final(owner: Person, *people: Person) -> str:
    """Make a final calendar in which each meets the owner, one after the other from nine on."""
    calendar = make_calendar(owner, time_zone="Europe/Berlin")
    meets = []
    for number, person in enumerate(people):
        invite(owner, calendar, person)
        meets.append(meet(person, f"{9 + number:02}:00", f"{9 + number:02}:30"))
    done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
    finalize(owner, calendar)
    return calendar


def subjects(post: PostOffice) -> dict[str, list[str]]:
    post.deliver()
    return post.subjects()


def test_the_owner_is_told_which_meeting_is_gone(post: PostOffice, newcomer: Newcomer) -> None:
    owner, gone, other = newcomer(), newcomer(), newcomer()
    done(owner, "PUT", "/accounts/profile/", {"time_zone": "America/New_York"})
    calendar = make_final(owner, gone, other)
    feed = make_feed(owner, "calendars")
    subjects(post)
    leave(gone)
    post.deliver()
    (mail,) = post.take()
    assert (mail.to, mail.subject) == ([address_of(owner)], GONE)
    assert "Person Tester has deleted their account, and with it this meeting:" in mail.text
    assert "Mon 1 Mar 2094, 04:00\N{EN DASH}04:30 (America/New York)" in mail.text
    assert "10:00\N{EN DASH}10:30 (Europe/Berlin)" in mail.text
    assert f"http://127.0.0.1:8000/c/{calendar.split('/')[2]}/schedule/" in mail.text
    for person in (gone, other):
        assert address_of(person) not in str(mail.message)
    assert mail.message["Reply-To"] is None
    assert [row["meeter"] for row in get(owner, f"{calendar}schedule/")] == [other.id]
    assert read_feed(owner, feed).text.count("BEGIN:VEVENT") == 1


def test_nothing_more_is_sent_to_who_is_gone(post: PostOffice, newcomer: Newcomer) -> None:
    owner, gone = newcomer(), newcomer()
    calendar = make_final(owner, gone)
    leave(gone)
    assert subjects(post) == {address_of(owner): [GONE, "The schedule is final: Talks"]}
    reopen(owner, calendar)
    finalize(owner, calendar)
    done(owner, "DELETE", calendar)
    assert address_of(gone) not in subjects(post)
    assert not Job.objects.filter(failed_at__isnull=False).exists()


def test_each_meeting_is_told_to_its_owner(post: PostOffice, newcomer: Newcomer) -> None:
    one, other, gone = newcomer(), newcomer(), newcomer()
    for owner in (one, other, one):
        make_final(owner, gone)
    subjects(post)
    leave(gone)
    assert subjects(post) == {address_of(one): [GONE, GONE], address_of(other): [GONE]}


@pytest.mark.parametrize("why", ["open", "reopened", "over", "no place", "not wanted", "blocked"])
def test_an_owner_whom_it_does_not_concern_is_not_told(
    post: PostOffice, newcomer: Newcomer, why: str
) -> None:
    owner, gone = newcomer(), newcomer()
    calendar = make_final(owner, *([] if why == "no place" else [gone]))
    if why in {"open", "reopened"}:
        reopen(owner, calendar)
    if why == "open":
        done(owner, "DELETE", f"{calendar}schedule/")
    if why == "over":
        ago = datetime.now(UTC) - timedelta(hours=2)
        Meet.objects.filter(meeter=gone.id).update(
            start_period=ago, end_period=ago + timedelta(hours=1)
        )
    if why == "not wanted":
        visitor = visit(str(owner.http.base_url), owner.username)
        visitor.send("/me/mails/", {"wanted_mails": ["meetings"], "language": "en"})
        visitor.http.close()
    if why == "blocked":
        block(owner, gone.username)
    subjects(post)
    leave(gone)
    assert subjects(post) == {}


def test_that_somebody_could_not_come_changes_nothing(post: PostOffice, newcomer: Newcomer) -> None:
    owner, gone = newcomer(), newcomer()
    make_final(owner, gone)
    (row,) = get(gone, "/invitations/")
    cannot_come(gone, row)
    subjects(post)
    leave(gone)
    assert subjects(post) == {address_of(owner): [GONE]}


def test_with_a_calendar_that_goes_too_nothing_is_told(
    post: PostOffice, newcomer: Newcomer
) -> None:
    owner, gone = newcomer(), newcomer()
    calendar = make_final(owner, gone)
    subjects(post)
    leave(gone)
    Calendar.objects.filter(pk=id_of(calendar)).delete()
    assert subjects(post) == {}
