"""Blocking: nothing that somebody causes is sent to whoever has blocked them, as guests can too."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from support.accounts import new_username
from support.calendars import (
    FUTURE,
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
from support.contacts import BLOCKS, ask, befriend, block, shown, unblock
from support.guests import confirm, token_in
from support.mail import address_of
from support.pages import Visitor, notices
from support.people import PASSWORD, Person, new_address

from oneonone.accounts.models import Guest
from oneonone.calendars.models import Invitee
from oneonone.contacts.models import Block
from oneonone.schedules.actions.guests import forget_guests

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.mail import Mail, PostOffice

    Newcomer = Callable[[], Person]
    Come = Callable[..., Visitor]

LINK = re.compile(r"http://127\.0\.0\.1:8000(/mails/block/\?token=(\S+))\n")
NEW = {"first_name": "Ana", "last_name": "Berg", "password": PASSWORD, "confirm_password": PASSWORD}


def write_to(owner: Person, address: str) -> str:
    """Invite an address to a new calendar, and give its path."""
    calendar = make_calendar(owner)
    done(owner, "POST", f"{calendar}invitee/", {"email": address, "deadline": FUTURE})
    return calendar


def subjects(post: PostOffice) -> dict[str, list[str]]:
    post.deliver()
    return post.subjects()


def blocking_link(mail: Mail) -> str:
    found = LINK.search(mail.text)
    assert found, mail.text
    assert f"No more mails from Person Tester\n{found[0].strip()}" in mail.text
    assert found[1] in unescape(mail.html)
    return found[2]


class TestPeople:
    @pytest.mark.parametrize("invited_before", [True, False])
    def test_of_whatever_an_owner_does_only_the_others_get_mails(
        self, post: PostOffice, newcomer: Newcomer, *, invited_before: bool
    ) -> None:
        owner, blocker, other = newcomer(), newcomer(), newcomer()
        calendar, second = make_calendar(owner), make_calendar(owner)
        if not invited_before:
            block(blocker, owner.username)
        for where in (calendar, second):
            for person in (blocker, other):
                invite(owner, where, person)
        block(blocker, owner.username)
        done(owner, "POST", f"{calendar}remind/")
        in_a_day = datetime.now(UTC) + timedelta(hours=23)
        Invitee.objects.filter(calendar__in=[id_of(calendar)]).update(deadline=in_a_day)
        ask(owner, blocker.username)
        told = subjects(post)
        for times in (("09:00", "09:30", "10:00", "10:30"), ("11:00", "11:30", "12:00", "12:30")):
            meets = [meet(blocker, *times[:2]), meet(other, *times[2:])]
            body = {"meets": meets, "force": True}
            done(owner, "PUT", f"{calendar}schedule/", body)
            finalize(owner, calendar)
            told = told | {str(times): subjects(post)}
            reopen(owner, calendar)
            told = told | {f"reopened {times}": subjects(post)}
        for where in (calendar, second):
            done(owner, "DELETE", where)
        told = told | {"deleted": subjects(post)}
        assert address_of(blocker) not in repr(told)
        assert repr(told).count(address_of(other)) == 6
        assert "Please answer soon: Talks" in told[address_of(other)]

    def test_a_request_that_does_not_arrive_is_not_told_of_either(
        self, post: PostOffice, newcomer: Newcomer
    ) -> None:
        one, blocker, other = newcomer(), newcomer(), newcomer()
        block(blocker, one.username)
        for person in (blocker, other):
            ask(one, person.username)
        said = "Person Tester would like to be your contact"
        assert subjects(post) == {address_of(other): [said]}

    def test_what_was_on_its_way_is_not_sent(self, post: PostOffice, newcomer: Newcomer) -> None:
        owner, blocker = newcomer(), newcomer()
        invite(owner, make_calendar(owner), blocker)
        ask(owner, blocker.username)
        block(blocker, owner.username)
        assert subjects(post) == {}

    def test_who_is_not_blocked_any_more_may_write_again(
        self, post: PostOffice, newcomer: Newcomer
    ) -> None:
        owner, blocker = newcomer(), newcomer()
        block(blocker, owner.username)
        calendar = make_calendar(owner)
        invite(owner, calendar, blocker)
        assert subjects(post) == {}
        unblock(blocker, owner.username)
        assert subjects(post) == {}
        done(owner, "POST", f"{calendar}remind/")
        assert subjects(post) == {address_of(blocker): ["Please answer soon: Talks"]}

    def test_an_owner_is_not_told_by_those_whom_they_have_blocked(
        self, post: PostOffice, newcomer: Newcomer
    ) -> None:
        owner, ill, blocked = newcomer(), newcomer(), newcomer()
        calendar = make_calendar(owner)
        rows = [invite(owner, calendar, person) for person in (ill, blocked)]
        meets = [meet(ill, "09:00", "09:30"), meet(blocked, "10:00", "10:30")]
        done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
        finalize(owner, calendar)
        block(owner, blocked.username)
        subjects(post)
        for person, row in zip((ill, blocked), rows, strict=True):
            cannot_come(person, row)
        assert subjects(post) == {address_of(owner): ["Person Tester can't come: Talks"]}
        listed = get(owner, f"{calendar}cannot-come/")
        assert [row["id"] for row in listed] == [row["id"] for row in rows]

    def test_a_farewell_of_an_account_goes_to_the_others(
        self, post: PostOffice, newcomer: Newcomer, come: Come
    ) -> None:
        owner, blocker, other = newcomer(), newcomer(), newcomer()
        calendar, final = make_calendar(owner), make_calendar(owner)
        for where in (calendar, final):
            for person in (blocker, other):
                invite(owner, where, person)
        meets = [meet(blocker, "09:00", "09:30"), meet(other, "10:00", "10:30")]
        done(owner, "PUT", f"{final}schedule/", {"meets": meets, "force": True})
        finalize(owner, final)
        block(blocker, owner.username)
        subjects(post)
        answer = come(owner).send("/me/data/delete/", {"password": PASSWORD})
        assert answer.headers["Location"] == "/"
        assert subjects(post) == {
            address_of(other): [
                "No meeting will come of it: Talks",
                "Your meeting is cancelled: Talks",
            ]
        }
        assert get(blocker, BLOCKS) == []


class TestPages:
    def test_a_contact_a_request_and_an_invitation_have_a_button(
        self, come: Come, newcomer: Newcomer, post: PostOffice
    ) -> None:
        me, friend, asking, host = (newcomer() for _ in range(4))
        befriend(friend, me)
        ask(asking, me.username)
        invite(host, make_calendar(host), me)
        mine = come(me)
        for page, other, back in (
            ("/me/contacts/", friend, "/me/contacts/"),
            ("/me/contacts/", asking, "/me/contacts/"),
            ("/home/", host, "/home/"),
        ):
            form = form_for(mine.see(page).text, "/me/contacts/block/", other)
            answer = mine.send("/me/contacts/block/", form)
            assert (answer.status_code, answer.headers["Location"]) == (302, back)
            said = f"{other.username} is blocked, and is not told of it."
            assert notices(mine.see(back)) == [said]
        names = [person.username for person in (friend, asking, host)]
        assert [row["username"] for row in get(me, BLOCKS)] == sorted(names)
        answer = mine.send("/me/contacts/unblock/", {"username": friend.username})
        assert notices(mine.see(answer.headers["Location"])) == [
            f"{friend.username} is not blocked any more."
        ]
        assert post.take() == []

    def test_who_is_blocked_is_in_my_data_and_in_nobody_elses(
        self, come: Come, newcomer: Newcomer
    ) -> None:
        me, other = newcomer(), newcomer()
        block(me, other.username)
        records = [come(each).see("/me/data/export/").json() for each in (me, other)]
        assert [record["contacts"]["blocked"] for record in records] == [[shown(other)], []]


def form_for(page: str, action: str, person: Person) -> dict[str, str]:
    """Read what the form holds by which a page blocks somebody."""
    (form,) = [
        form
        for form in re.findall("<form.*?</form>", page, re.DOTALL)
        if action in form and f'value="{person.username}"' in form
    ]
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


class TestGuests:
    def test_a_guest_blocks_their_host_by_the_link_in_each_mail(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, address = newcomer(), new_address()
        calendar = write_to(owner, address)
        done(owner, "POST", f"{calendar}remind/")
        post.deliver()
        tokens = {blocking_link(mail) for mail in post.take()}
        (token,) = tokens
        guest = come()
        assert "No more mails from Person Tester?" in guest.see(path_of(token)).text
        page = guest.send("/mails/block/", {"token": read(token), "blocked": "true"})
        assert (page.status_code, "Person Tester is blocked" in page.text) == (200, True)
        for where in (calendar, write_to(owner, address.upper())):
            done(owner, "POST", f"{where}remind/")
        assert subjects(post) == {}
        write_to(newcomer(), address)
        assert subjects(post) == {address: ["Person Tester invites you: Talks"]}
        assert "Person Tester is blocked" in guest.see(path_of(token)).text

    def test_looking_changes_nothing_and_forged_forms_are_refused(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        token = self.invited(post, owner)
        visitor = come()
        for method in ("GET", "HEAD", "GET"):
            assert visitor.http.request(method, path_of(token)).status_code == 200
        unforged = {"token": read(token), "blocked": "true"}
        assert visitor.http.post("/mails/block/", data=unforged).status_code == 403
        assert visitor.send("/mails/block/", {"token": read(token)}).status_code == 400
        assert not Block.objects.filter(blocked=owner.id).exists()

    def test_they_may_unblock_again(self, post: PostOffice, come: Come, newcomer: Newcomer) -> None:
        owner, address = newcomer(), new_address()
        token = self.invited(post, owner, address)
        visitor = come()
        for blocked in ("true", "true", "false", "false"):
            form = {"token": read(token), "blocked": blocked}
            assert visitor.send("/mails/block/", form).status_code == 200
        assert "Send me no more" in visitor.see(path_of(token)).text
        write_to(owner, address)
        assert subjects(post) == {address: ["Person Tester invites you: Talks"]}

    @pytest.mark.parametrize("token", ["", "x", "WzEsMl0:x:y", "WzEsMl0"])
    def test_a_link_that_is_none_of_ours_is_none(self, come: Come, token: str) -> None:
        visitor = come()
        assert visitor.see(path_of(token)).status_code == 404
        form = {"token": token, "blocked": "true"}
        assert visitor.send("/mails/block/", form).status_code == 404

    def test_the_host_can_not_tell(self, post: PostOffice, come: Come, newcomer: Newcomer) -> None:
        owner, address = newcomer(), new_address()
        self.block(come(), self.invited(post, owner, address))
        done(owner, "POST", f"{make_calendar(owner)}remind/")
        calendar = make_calendar(owner)
        said = []
        for email in (address, new_address()):
            body = {"email": email, "deadline": FUTURE}
            row = done(owner, "POST", f"{calendar}invitee/", body)
            assert row.pop("id") > 0
            assert row.pop("invitee") > 0
            said.append(row)
        assert said[0] == said[1]
        assert done(owner, "POST", f"{calendar}remind/") == {"reminded": 2}

    def test_a_guest_who_has_blocked_is_not_forgotten(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, address, other = newcomer(), new_address(), new_address()
        token = self.invited(post, owner, address)
        self.invited(post, owner, other)
        self.block(come(), token)
        Invitee.objects.filter(calendar__owner=owner.id).delete()
        forget_guests(datetime.now(UTC))
        kept = Guest.objects.filter(host=owner.id).values_list("address", flat=True)
        assert list(kept) == [address.casefold()]
        write_to(owner, address)
        assert subjects(post) == {}

    def test_once_they_have_an_account_it_is_theirs(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, address = newcomer(), new_address()
        write_to(owner, address)
        post.deliver()
        (mail,) = post.take()
        guest = come()
        self.block(guest, blocking_link(mail))
        guest.send("/guest/", {"token": token_in(mail)})
        username = new_username("ana")
        assert guest.send("/guest/account/", {**NEW, "username": username}).status_code == 302
        assert "Person Tester" in guest.see("/me/contacts/").text
        done(
            owner,
            "POST",
            f"{make_calendar(owner)}invitee/",
            {"username": username, "deadline": FUTURE},
        )
        write_to(owner, address)
        assert subjects(post) == {}

    def test_an_address_that_somebody_has_confirmed_is_theirs_to_close(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, other, person = newcomer(), newcomer(), newcomer()
        confirm(person)
        block(person, owner.username)
        write_to(owner, address_of(person).upper())
        write_to(other, address_of(person))
        assert subjects(post) == {address_of(person): ["Person Tester invites you: Talks"]}
        offered = come(person).see("/home/").text.count("Invited by mail: Talks")
        assert offered == 1

    def test_an_address_that_nobody_has_confirmed_is_not(
        self, post: PostOffice, newcomer: Newcomer
    ) -> None:
        owner, person = newcomer(), newcomer()
        block(person, owner.username)
        write_to(owner, address_of(person))
        assert subjects(post) == {address_of(person): ["Person Tester invites you: Talks"]}

    def invited(self, post: PostOffice, owner: Person, address: str | None = None) -> str:
        write_to(owner, address or new_address())
        post.deliver()
        (mail,) = post.take()
        return blocking_link(mail)

    def block(self, visitor: Visitor, token: str) -> None:
        form = {"token": read(token), "blocked": "true"}
        assert visitor.send("/mails/block/", form).status_code == 200


def path_of(token: str) -> str:
    return f"/mails/block/?token={token}"


def read(token: str) -> str:
    """Give a token as it is without the quoting of an address."""
    return token.replace("%3A", ":")
