"""Guests: invited by a mail address, seen by their host, and forgotten."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from support.accounts import LOGIN
from support.calendars import FUTURE, done, get, id_of, make_calendar, offer
from support.guests import confirm, invite_by_mail, invited_guest
from support.mail import PostOffice, address_of
from support.people import PASSWORD, new_address

from oneonone.accounts.models import Guest
from oneonone.calendars.models import Availability, Meet
from oneonone.common import clock
from oneonone.jobs.models import Job
from oneonone.schedules.actions.guests import forget_each, forget_guests

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.pages import Visitor
    from support.people import Person

    Newcomer = Callable[[], Person]
    Come = Callable[..., Visitor]

DEADLINE = {"deadline": "2099-01-01T00:00"}


def paste(visitor: Visitor, calendar: str, lines: str) -> list[str]:
    """Paste lines on the page that invites, and read what came of each."""
    values = {"usernames": lines, **DEADLINE}
    page = visitor.send(f"/c/{id_of(calendar)}/invite/", values).text
    shown = re.search(r'<ul class="results".*?</ul>', page, re.DOTALL)
    items = re.findall("<li>(.*?)</li>", shown[0], re.DOTALL) if shown else []
    return [" ".join(unescape(re.sub("<[^>]+>", " ", item)).split()) for item in items]


class TestInviting:
    def test_names_and_addresses_are_pasted_in_any_mixture(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, person = newcomer(), newcomer()
        calendar = make_calendar(owner)
        one, two, three = (new_address() for _ in range(3))
        lines = [f'"Berg, Ana" <{one}>', two, f"Cy <{three}>, {person.username}", "Bo <bo@>"]
        said = paste(come(owner), calendar, "\n".join([*lines, one.lower(), address_of(owner)]))
        assert said == [
            f"Berg, Ana {one} Invited",
            f"{two} {two} Invited",
            f"Cy {three} Invited",
            f"Person Tester @{person.username} Invited",
            "Bo <bo@> There is no such person.",
            f"Person Tester @{owner.username} You cannot invite yourself.",
        ]
        post.deliver()
        assert sorted(mail.to[0] for mail in post.take()) == sorted(
            [one, two, three, address_of(person)]
        )
        assert paste(come(owner), calendar, f"{one.upper()}\nx") == [
            f"Berg, Ana {one} This user is already invited.",
            "x There is no such person.",
        ]

    def test_nobody_can_tell_who_has_an_account(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, known, unconfirmed = newcomer(), newcomer(), newcomer()
        confirm(known)
        calendar = make_calendar(owner)
        addresses = [address_of(known), address_of(unconfirmed), new_address()]
        assert paste(come(owner), calendar, "\n".join([*addresses, "nobody"])) == [
            *(f"{address} {address} Invited" for address in addresses),
            "nobody There is no such person.",
        ]
        post.deliver()
        mails = post.take()
        assert [(mail.to, mail.subject) for mail in mails] == [
            ([address], "Person Tester invites you: Talks") for address in addresses
        ]
        rows = get(owner, f"{calendar}invitee/")
        assert {row["invitee"] for row in rows}.isdisjoint({known.id, unconfirmed.id})
        page = come(owner).see(f"/c/{id_of(calendar)}/").text
        for person in (known, unconfirmed):
            assert f"@{person.username}" not in page.replace(address_of(person), "")
            assert "Person Tester" not in page[page.index("<main") :]
        again = done(
            owner, "POST", f"{calendar}invitee/", {"invitee": known.id, "deadline": FUTURE}
        )
        assert again["invitee"] == known.id

    def test_two_hosts_have_each_their_own_guest_of_one_address(
        self, post: PostOffice, newcomer: Newcomer
    ) -> None:
        one, other = newcomer(), newcomer()
        address = new_address()
        first = invite_by_mail(one, make_calendar(one), f"Ana <{address}>")
        again = invite_by_mail(one, make_calendar(one), address.lower())
        second = invite_by_mail(other, make_calendar(other), address)
        assert first["invitee"] == again["invitee"] != second["invitee"]
        names = User.objects.filter(guest__address=address.casefold()).order_by("pk")
        assert [user.first_name for user in names] == ["Ana", address]
        post.deliver()

    @pytest.mark.parametrize(
        ("email", "said"),
        [
            ("ana", "Enter a valid email address."),
            ("Ana <ana@>", "Enter a valid email address."),
            ("ana@example.org, bo@example.org", "Enter a valid email address."),
            ("Ana <ana@example.org> <bo@example.org>", "Enter a valid email address."),
            ("än@example.org", "Enter a valid email address."),
            (f"{'a' * 250}@example.org", "Enter a valid email address."),
            ("Ana\r\nBcc: x@example.org <ana@example.org>", "Control characters are not allowed."),
            ("", "This field may not be blank."),
        ],
    )
    def test_what_is_no_address_is_refused(self, newcomer: Newcomer, email: str, said: str) -> None:
        owner = newcomer()
        calendar = make_calendar(owner)
        body = {"email": email, "deadline": FUTURE}
        answer = owner.call("POST", f"{calendar}invitee/", body)
        assert (answer.status_code, answer.json()) == (400, {"email": [said]})
        assert get(owner, f"{calendar}invitee/") == []

    def test_an_address_counts_only_where_nobody_is_named(self, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        calendar = make_calendar(owner)
        named = {"invitee": person.id, "email": "no address", "deadline": FUTURE}
        row = done(owner, "POST", f"{calendar}invitee/", named)
        assert row["invitee"] == person.id

    def test_a_guest_is_nobody_to_all_others(self, newcomer: Newcomer) -> None:
        owner, other = newcomer(), newcomer()
        row = invite_by_mail(owner, make_calendar(owner), new_address())
        name = User.objects.get(pk=row["invitee"]).username
        calendar = make_calendar(other)
        for named in ({"invitee": row["invitee"]}, {"username": name}):
            answer = other.call("POST", f"{calendar}invitee/", {**named, "deadline": FUTURE})
            assert (answer.status_code, answer.json()) == (404, {"detail": "Not found."})
        answer = other.call("POST", "/contacts/friendRequests/user/", {"requested": name})
        assert answer.json() == {"error": "User does not exist"}
        answers = [
            other.http.post(LOGIN, json={"username": asked, "password": "!"}).json()
            for asked in (name, "no-such-name")
        ]
        assert answers == [{"non_field_errors": ["Username and password do not match"]}] * 2


class TestForgetting:
    def test_an_address_goes_when_nobody_invites_it_any_more(
        self, post: PostOffice, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        calendar, second = make_calendar(owner), make_calendar(owner)
        address = new_address()
        invited = invite_by_mail(owner, calendar, address)
        kept = invite_by_mail(owner, second, new_address())
        post.deliver()
        post.take()
        done(owner, "DELETE", calendar)
        post.deliver()
        assert post.subjects() == {address: ["No meeting will come of it: Talks"]}
        post.deliver()
        assert not User.objects.filter(pk=invited["invitee"]).exists()
        assert Guest.objects.filter(user=kept["invitee"]).exists()

    def test_who_is_invited_again_amid_a_sweep_stays(
        self, post: PostOffice, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        calendar = make_calendar(owner)
        guests = [invite_by_mail(owner, calendar, new_address()) for _ in range(2)]
        addresses = [User.objects.get(pk=row["invitee"]).email for row in guests]
        for row in guests:
            done(owner, "DELETE", f"{calendar}invitee/{row['id']}/")
        keys = [row["invitee"] for row in guests]  # that a sweep has just found
        again = invite_by_mail(owner, make_calendar(owner, name="Again"), addresses[0])
        forget_each(keys)
        assert again["invitee"] == keys[0]
        assert list(User.objects.filter(pk__in=keys).values_list("pk", flat=True)) == [keys[0]]
        post.deliver()
        assert post.subjects() == {addresses[0]: ["Person Tester invites you: Again"]}

    @pytest.mark.usefixtures("post")
    def test_what_waits_for_another_or_was_given_up_keeps_nobody(self, newcomer: Newcomer) -> None:
        owner = newcomer()
        calendar = make_calendar(owner)
        told, given_up, other = (invite_by_mail(owner, calendar, new_address()) for _ in range(3))
        for row in (told, given_up, other):
            done(owner, "DELETE", f"{calendar}invitee/{row['id']}/")
        now = clock.now()
        for row, failed_at in ((told, None), (given_up, now)):
            Job.objects.create(
                name="calendars.deleted",
                payload={"user": row["invitee"]},
                created_at=now,
                due_at=now + timedelta(days=1),
                failed_at=failed_at,
            )
        forget_guests(now)
        left = User.objects.filter(pk__in=[row["invitee"] for row in (told, given_up, other)])
        assert list(left.values_list("pk", flat=True)) == [told["invitee"]]

    def test_a_host_who_goes_takes_the_guests_along(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        address = new_address()
        invited = invite_by_mail(owner, make_calendar(owner), address)
        post.deliver()
        post.take()
        assert come(owner).send("/me/data/delete/", {"password": PASSWORD}).status_code == 302
        post.deliver()
        assert post.subjects() == {address: ["No meeting will come of it: Talks"]}
        post.deliver()
        assert not User.objects.filter(pk=invited["invitee"]).exists()
        assert not Job.objects.filter(failed_at__isnull=False).exists()


def test_the_owner_sees_guests_by_name_and_address(
    post: PostOffice, come: Come, newcomer: Newcomer
) -> None:
    owner = newcomer()
    calendar = make_calendar(owner)
    address = new_address()
    invited, _ = invited_guest(post, owner, calendar, f"Ana <{address}>")
    offer(owner, calendar, "09:00", "10:00")
    key, browser = id_of(calendar), come(owner)
    for path in ("", f"invitee/{invited['id']}/", "replies.csv"):
        text = browser.see(f"/c/{key}/{path}").text
        assert "Ana" in text, path
        assert "guest:" not in text, path
    assert address in browser.see(f"/c/{key}/").text
    assert Meet.objects.filter(calendar=key).count() == 0
    assert Availability.objects.filter(calendar=key).count() == 1
