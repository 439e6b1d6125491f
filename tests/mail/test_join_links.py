"""A join link: whom it lets in at one press, and when it lets in nobody."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from support.calendars import (
    JOIN_LINK,
    PAST,
    done,
    finalize,
    get,
    id_of,
    invite,
    make_calendar,
    meet,
    open_to_all,
    reopen,
)
from support.joining import ask, asked, join, join_oneself, people_in, token_of
from support.people import PASSWORD, new_address

from oneonone.accounts.models import Guest
from oneonone.calendars.models import Calendar, Invitee, JoinLink
from oneonone.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.mail import PostOffice
    from support.pages import Visitor
    from support.people import Person

    Newcomer = Callable[[], Person]
    Come = Callable[..., Visitor]

FULL = "This calendar has all the people it takes."
ENDED = "This link has ended. Please ask whoever gave it to you."


class TestAsOneself:
    """Whoever is logged in joins at one press."""

    def test_joining(self, post: PostOffice, come: Come, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        visitor = come(person)
        page = visitor.see(link).text
        assert f"Join as @{person.username}" in page
        assert 'name="email"' not in page
        answer = join_oneself(visitor, link)
        times = f"/c/{id_of(calendar)}/availability/"
        assert (answer.status_code, answer.headers["Location"]) == (302, times)
        assert people_in(owner, calendar) == [person.id]
        assert [row["name"] for row in get(person, "/invitations/")] == ["Talks"]
        revision = Calendar.objects.get(pk=id_of(calendar)).revision
        for again in (visitor.see(link), join_oneself(visitor, link)):
            assert (again.status_code, again.headers["Location"]) == (302, times)
        assert people_in(owner, calendar) == [person.id]
        assert Calendar.objects.get(pk=id_of(calendar)).revision == revision
        post.deliver()
        assert post.take() == []

    def test_the_owner_is_told_that_it_is_theirs(self, come: Come, newcomer: Newcomer) -> None:
        owner = newcomer()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        visitor = come(owner)
        page = visitor.see(link)
        assert page.status_code == 200
        assert "This calendar is your own." in page.text
        assert f'href="/c/{id_of(calendar)}/join-link/"' in page.text
        assert join_oneself(visitor, link).status_code == 400
        assert people_in(owner, calendar) == []

    def test_the_login_leads_back(self, come: Come, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        link = open_to_all(owner, make_calendar(owner))
        visitor = come()
        found = re.search(r'<a href="/login/\?next=([^"]+)">If', visitor.see(link).text)
        assert found
        login = visitor.see(f"/login/?next={unescape(found[1])}").text
        back = re.search(r'name="next" value="([^"]+)"', login)
        assert back
        assert unescape(back[1]) == link
        values = {"username": person.username, "password": PASSWORD, "next": unescape(back[1])}
        assert visitor.send("/login/", values).headers["Location"] == link

    def test_a_guest_who_is_here_is_led_on(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, visitor = newcomer(), come()
        calendar, second = make_calendar(owner), make_calendar(owner)
        link, other_link = open_to_all(owner, calendar), open_to_all(owner, second)
        join(visitor, asked(post, visitor, link, new_address()))
        times = f"/c/{id_of(calendar)}/availability/"
        assert visitor.see(link).headers["Location"] == times
        assert visitor.see(other_link).status_code == 200


class TestClosed:
    """A link that lets nobody in says why, and nothing else."""

    def full(self, owner: Person, come: Come, newcomer: Newcomer, post: PostOffice) -> Any:
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar, most_people=1)
        way = asked(post, come(), link, new_address())
        person = newcomer()
        assert join_oneself(come(person), link).status_code == 302
        return calendar, link, way, person

    def test_when_it_is_full(self, post: PostOffice, come: Come, newcomer: Newcomer) -> None:
        owner = newcomer()
        calendar, link, way, person = self.full(owner, come, newcomer, post)
        late = come(newcomer())
        for answer in (
            come().see(link),
            come().see(way),
            ask(come(), link, new_address()),
            join(come(), way),
            late.see(link),
            join_oneself(late, link),
        ):
            assert answer.status_code == 400
            assert FULL in answer.text
            assert "Talks" not in answer.text
        assert people_in(owner, calendar) == [person.id]
        (row,) = get(owner, f"{calendar}invitee/")
        done(owner, "DELETE", f"{calendar}invitee/{row['id']}/")
        assert join(come(), way).status_code == 302

    def test_whom_the_owner_invites_takes_no_place(self, come: Come, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar, most_people=1)
        invite(owner, calendar, newcomer())
        assert join_oneself(come(person), link).status_code == 302

    @pytest.mark.parametrize(
        ("close", "status", "said"),
        [
            ("deadline", 410, "Deadline has passed"),
            ("final", 410, "Calendar is finalized."),
            ("off", 404, ENDED),
            ("deleted", 404, ENDED),
        ],
    )
    def test_when_it_has_closed(
        self,
        post: PostOffice,
        come: Come,
        newcomer: Newcomer,
        close: str,
        status: int,
        said: str,
    ) -> None:
        owner, person = newcomer(), newcomer()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        way = asked(post, come(), link, new_address())
        if close == "deadline":
            done(owner, "PUT", f"{calendar}join-link/", {**JOIN_LINK, "deadline": PAST})
        elif close == "final":
            finalize(owner, calendar)
        else:
            done(owner, "DELETE", calendar if close == "deleted" else f"{calendar}join-link/")
        logged_in = come(person)
        for answer in (
            come().see(link),
            come().see(way),
            ask(come(), link, new_address()),
            join(come(), way),
            logged_in.see(link),
            join_oneself(logged_in, link),
        ):
            assert answer.status_code == status
            assert said in answer.text
            assert "Talks" not in answer.text
        assert not Job.objects.filter(name="calendars.join").exists()

    def test_nothing_is_sent_for_what_has_closed_meanwhile(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        calendar = make_calendar(owner)
        ask(come(), open_to_all(owner, calendar), new_address())
        done(owner, "DELETE", f"{calendar}join-link/")
        post.deliver()
        assert post.take() == []

    def test_turned_on_again_it_is_another_and_who_has_joined_stays(
        self, come: Come, newcomer: Newcomer
    ) -> None:
        owner, person = newcomer(), newcomer()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar, most_people=1)
        assert join_oneself(come(person), link).status_code == 302
        assert open_to_all(owner, calendar, most_people=2) == link
        done(owner, "DELETE", f"{calendar}join-link/")
        again = open_to_all(owner, calendar, most_people=1)
        assert again != link
        assert come().see(link).status_code == 404
        assert come().see(again).status_code == 200
        assert people_in(owner, calendar) == [person.id]
        assert get(owner, f"{calendar}join-link/")["joined"] == 0

    def test_reopened_it_lets_people_in_again(self, come: Come, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        finalize(owner, calendar)
        reopen(owner, calendar)
        assert join_oneself(come(person), link).status_code == 302

    def test_who_is_in_is_led_on_also_when_it_has_closed(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, person, visitor = newcomer(), newcomer(), come()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        way = asked(post, visitor, link, new_address())
        join(visitor, way)
        invited = invite(owner, calendar, person)
        meets = [{**meet(owner, "09:00", "09:30"), "meeter": invited["invitee"]}]
        done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
        finalize(owner, calendar)
        meeting = f"/c/{id_of(calendar)}/meeting/"
        assert come(person).see(link).headers["Location"] == meeting
        assert visitor.see(link).headers["Location"] == meeting
        assert visitor.see(way).headers["Location"].startswith("/guest/?token=")
        post.deliver()
        post.take()


def test_in_the_database_there_is_no_token(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner = newcomer()
    calendar = make_calendar(owner)
    link = open_to_all(owner, calendar)
    way = asked(post, come(), link, new_address())
    row = JoinLink.objects.get(calendar=id_of(calendar))
    assert token_of(link) not in (row.digest, str(row.key))
    join(come(), way)
    joined = Invitee.objects.get(calendar=id_of(calendar))
    assert joined.join_link == row
    assert Guest.objects.filter(user=joined.invitee_id).exists()


def test_who_joins_late_is_not_reminded_at_once(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner, person = newcomer(), newcomer()
    calendar = make_calendar(owner)
    soon = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    link = open_to_all(owner, calendar, deadline=soon)
    assert join_oneself(come(person), link).status_code == 302
    post.deliver()
    assert post.take() == []
