"""Blocking somebody, who is answered as ever and never learns of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from support.answers import as_form, as_json, as_multipart, told
from support.calendars import (
    CLOSED,
    FUTURE,
    NOT_ALLOWED,
    NOT_INVITED,
    PAST,
    day,
    done,
    finalize,
    get,
    invite,
    make_calendar,
    offer,
    reopen,
)
from support.contacts import (
    BLOCKS,
    NO_CONTACTS,
    NO_FRIENDS,
    NO_REQUEST,
    SENT_ALREADY,
    UNKNOWN,
    answer,
    ask,
    befriend,
    block,
    end,
    friends,
    shown,
    unblock,
    waiting,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast, Person

    Newcomer = Callable[[], Person]

BLOCKED_ALREADY = (400, {"error": "You have already blocked this user"})
NOT_BLOCKED = (400, {"error": "You have not blocked this user"})
HAVE_BLOCKED = (400, {"error": "You have blocked this user"})
NO_NAMES: list[Any] = ["", "  ", None, "nobody-at-all", "a\0b", "n" * 10_000, True, [], {"a": "b"}]


@dataclass(frozen=True)
class Trio:
    """Somebody, whom one of two others has blocked and the other has not."""

    asks: Person
    blocker: Person
    like_anybody: Person

    @property
    def both(self) -> tuple[Person, Person]:
        return self.blocker, self.like_anybody


@pytest.fixture
def trio(newcomer: Newcomer) -> Trio:
    trio = Trio(newcomer(), newcomer(), newcomer())
    assert block(trio.blocker, trio.asks.username)[0] == 201
    return trio


def of_anybody(said: tuple[int, Any], person: Person) -> tuple[int, Any]:
    """Give an answer as it is to whoever else is named."""
    status, answer = said
    return status, {key: text.replace(person.username, "NAME") for key, text in answer.items()}


class TestTheList:
    @pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
    def test_only_who_blocks_sees_it(self, newcomer: Newcomer, encode: Any) -> None:
        one, other = newcomer(), newcomer()
        reply = one.call("POST", BLOCKS, **encode({"username": other.username}))
        said = {"message": f"User with username: {other.username} has been blocked"}
        assert told(reply) == (201, said)
        assert get(one, BLOCKS) == [shown(other)]
        assert get(other, BLOCKS) == []

    def test_it_is_by_name_and_ends(self, newcomer: Newcomer) -> None:
        one, *others = (newcomer() for _ in range(3))
        for other in reversed(others):
            block(one, other.username)
        names = sorted(other.username for other in others)
        assert [row["username"] for row in get(one, BLOCKS)] == names
        assert unblock(one, names[0]) == (204, None)
        assert [row["username"] for row in get(one, BLOCKS)] == names[1:]

    def test_twice_is_once(self, trio: Trio) -> None:
        assert block(trio.blocker, trio.asks.username) == BLOCKED_ALREADY
        assert unblock(trio.blocker, trio.asks.username) == (204, None)
        assert unblock(trio.blocker, trio.asks.username) == NOT_BLOCKED

    def test_each_blocks_for_themselves(self, trio: Trio) -> None:
        assert unblock(trio.asks, trio.blocker.username) == NOT_BLOCKED
        assert block(trio.asks, trio.blocker.username)[0] == 201
        assert unblock(trio.asks, trio.blocker.username) == (204, None)
        assert get(trio.blocker, BLOCKS) == [shown(trio.asks)]

    def test_nobody_blocks_themselves(self, cast: Cast) -> None:
        refused = (400, {"error": "You cannot block yourself"})
        assert block(cast.stranger, cast.stranger.username) == refused
        assert get(cast.stranger, BLOCKS) == []

    @pytest.mark.parametrize("name", NO_NAMES)
    def test_nobody_is_nobody(self, cast: Cast, name: Any) -> None:
        assert block(cast.stranger, name) == unblock(cast.stranger, name) == UNKNOWN

    @pytest.mark.parametrize("method", ["POST", "DELETE"])
    def test_a_missing_name_is_nobody(self, cast: Cast, method: str) -> None:
        assert told(cast.stranger.call(method, BLOCKS)) == UNKNOWN


class TestContacts:
    def test_a_contact_ends_as_if_it_were_removed(self, newcomer: Newcomer) -> None:
        one, other = newcomer(), newcomer()
        befriend(other, one)
        block(one, other.username)
        assert friends(one) == friends(other) == NO_CONTACTS
        assert end(other, one.username) == NO_FRIENDS

    @pytest.mark.parametrize("asked_by_blocker", [True, False])
    def test_a_request_that_waits_is_gone(
        self, newcomer: Newcomer, *, asked_by_blocker: bool
    ) -> None:
        one, other = newcomer(), newcomer()
        asks, asked = (one, other) if asked_by_blocker else (other, one)
        ask(asks, asked.username)
        block(one, other.username)
        assert waiting(asked) == []
        assert answer(asked, asks.username, True) == NO_REQUEST

    def test_a_request_is_answered_as_ever_and_does_not_arrive(self, trio: Trio) -> None:
        for times in range(3):
            said = [of_anybody(ask(trio.asks, each.username), each) for each in trio.both]
            assert said[0] == said[1], times
        assert ask(trio.asks, trio.blocker.username) == SENT_ALREADY
        assert waiting(trio.like_anybody) == [{"requester_username": trio.asks.username}]
        assert waiting(trio.blocker) == []
        assert answer(trio.blocker, trio.asks.username, True) == NO_REQUEST
        assert answer(trio.blocker, trio.asks.username, False) == NO_REQUEST
        assert friends(trio.blocker) == friends(trio.asks) == NO_CONTACTS
        assert [end(trio.asks, each.username) for each in trio.both] == [NO_FRIENDS] * 2

    def test_a_request_that_still_stands_arrives_once_nobody_is_blocked(self, trio: Trio) -> None:
        ask(trio.asks, trio.blocker.username)
        unblock(trio.blocker, trio.asks.username)
        assert waiting(trio.blocker) == [{"requester_username": trio.asks.username}]
        assert answer(trio.blocker, trio.asks.username, True)[0] == 200
        assert friends(trio.asks)["friends"] == [trio.blocker.username]

    def test_who_blocks_does_not_ask(self, trio: Trio) -> None:
        assert ask(trio.blocker, trio.asks.username) == HAVE_BLOCKED
        ask(trio.asks, trio.blocker.username)
        assert ask(trio.blocker, trio.asks.username) == HAVE_BLOCKED
        assert waiting(trio.asks) == []


class TestInvitations:
    def test_an_invitation_is_answered_as_ever_and_does_not_arrive(self, trio: Trio) -> None:
        calendar = make_calendar(trio.asks)
        rows = [invite(trio.asks, calendar, each) for each in trio.both]
        assert [row.pop("invitee") for row in rows] == [each.id for each in trio.both]
        assert rows[0].pop("id") < rows[1].pop("id")
        assert rows[0] == rows[1]
        listed = get(trio.asks, f"{calendar}invitee/")
        assert [row["invitee"] for row in listed] == [each.id for each in trio.both]
        assert len(get(trio.like_anybody, "/invitations/")) == 1
        assert get(trio.blocker, "/invitations/") == []
        assert done(trio.asks, "POST", f"{calendar}remind/") == {"reminded": 2}

    def test_who_has_blocked_is_a_stranger_there(self, trio: Trio) -> None:
        calendar = make_calendar(trio.asks)
        invited = invite(trio.asks, calendar, trio.blocker)["id"]
        calls = [
            ("PUT", f"/invitations/{invited}/", {"answered": True}),
            ("DELETE", f"/invitations/{invited}/", None),
            ("POST", f"/invitations/{invited}/cannot-come/", None),
            ("GET", f"/invitations/{invited}/cannot-come/", None),
            ("GET", f"/invitations/{invited}/meeting.ics/", None),
        ]
        answers = [told(trio.blocker.call(*call)) for call in calls]
        assert answers == [NOT_ALLOWED] * len(calls)
        reply = trio.blocker.call("GET", f"{calendar}availabilities/")
        assert told(reply) == NOT_INVITED

    def test_a_final_meeting_does_not_arrive(self, trio: Trio) -> None:
        made = done(trio.blocker, "POST", "/feeds/", {"kind": "meetings"})
        feed = urlsplit(made["address"]).path
        calendar = make_calendar(trio.asks, name="Withheld")
        invited = invite(trio.asks, calendar, trio.blocker)
        times = {"start_period": day("09:00"), "end_period": day("09:30")}
        meets = {"meets": [{"meeter": trio.blocker.id, **times}], "force": True}
        done(trio.asks, "PUT", f"{calendar}schedule/", meets)
        finalize(trio.asks, calendar)
        assert get(trio.blocker, "/invitations/") == []
        assert "Withheld" not in trio.blocker.http.get(feed).text
        reopen(trio.asks, calendar)
        done(trio.asks, "DELETE", f"{calendar}invitee/{invited['id']}/")
        assert "Withheld" not in trio.blocker.http.get(feed).text

    def test_what_there_was_before_stays(self, newcomer: Newcomer) -> None:
        owner, blocker = newcomer(), newcomer()
        calendar = make_calendar(owner)
        before = invite(owner, calendar, blocker)
        block(blocker, owner.username)
        assert [row["id"] for row in get(blocker, "/invitations/")] == [before["id"]]
        offer(owner, calendar, "09:00", "10:00")
        offer(blocker, calendar, "09:00", "10:00")
        done(owner, "POST", f"{calendar}schedule/")
        finalize(owner, calendar)
        (row,) = get(blocker, "/invitations/")
        assert row["meet"] == {"start_period": day("09:00"), "end_period": day("09:30")}

    def test_one_may_leave_what_there_was(self, newcomer: Newcomer) -> None:
        owner, blocker = newcomer(), newcomer()
        calendar = make_calendar(owner)
        before = invite(owner, calendar, blocker)
        block(blocker, owner.username)
        assert done(blocker, "DELETE", f"/invitations/{before['id']}/") == {}
        invite(owner, calendar, blocker)
        assert get(blocker, "/invitations/") == []

    def test_what_still_stands_arrives_once_nobody_is_blocked(self, trio: Trio) -> None:
        calendar = make_calendar(trio.asks)
        invited = invite(trio.asks, calendar, trio.blocker)
        unblock(trio.blocker, trio.asks.username)
        assert [row["id"] for row in get(trio.blocker, "/invitations/")] == [invited["id"]]
        block(trio.blocker, trio.asks.username)
        assert [row["id"] for row in get(trio.blocker, "/invitations/")] == [invited["id"]]

    def test_the_owner_is_refused_as_of_anybody(self, trio: Trio) -> None:
        calendar = make_calendar(trio.asks)
        for deadline in (FUTURE, FUTURE, PAST, "soon"):
            said = []
            for each in trio.both:
                body = {"invitee": each.id, "deadline": deadline}
                status, answer = told(trio.asks.call("POST", f"{calendar}invitee/", body))
                if status == 200:
                    assert (answer.pop("invitee"), answer.pop("id") > 0) == (each.id, True)
                said.append((status, answer))
            assert said[0] == said[1]

    def test_who_blocks_may_invite_and_read_the_answer(self, trio: Trio) -> None:
        calendar = make_calendar(trio.blocker)
        invited = invite(trio.blocker, calendar, trio.asks)
        assert [row["id"] for row in get(trio.asks, "/invitations/")] == [invited["id"]]
        offer(trio.asks, calendar, "09:00", "10:00")
        (row,) = get(trio.blocker, f"{calendar}invitee/")
        assert row["has_availability"] is True

    def test_a_deadline_that_has_passed_is_told_only_where_one_is_invited(self, trio: Trio) -> None:
        calendar = make_calendar(trio.asks)
        for each in trio.both:
            invite(trio.asks, calendar, each, deadline=PAST)
        times = {"start_period": day("09:00"), "end_period": day("09:30"), "preference": 1}
        said = [told(each.call("POST", f"{calendar}availabilities/", times)) for each in trio.both]
        assert said == [NOT_INVITED, CLOSED]
