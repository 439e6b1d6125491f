"""Whoever is not logged in joins by a mail to the address that they give."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.calendars import FUTURE, done, get, id_of, invite, make_calendar, open_to_all
from support.joining import LINK, ask, asked, join, people_in, token_of, way_in
from support.mail import address_of
from support.pages import errors
from support.people import PASSWORD, new_address

from oneonone.accounts.models import Profile
from oneonone.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.mail import PostOffice
    from support.pages import Visitor
    from support.people import Person

    Newcomer = Callable[[], Person]
    Come = Callable[..., Visitor]


class TestByMail:
    """Whoever has no account gives a name and an address, and joins by the mail to it."""

    def test_joining(self, post: PostOffice, come: Come, newcomer: Newcomer) -> None:
        owner, visitor = newcomer(), come()
        calendar = make_calendar(owner, description="Bring your thesis.", location="Room 5")
        link = open_to_all(owner, calendar)
        page = visitor.see(link)
        assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "same-origin")
        for shown in ("Person Tester would like to meet you", "Talks", "2099", "Mar"):
            assert shown in " ".join(page.text.split()), shown
        address = new_address()
        way = asked(post, visitor, link, address, "Ana Berg")
        assert people_in(owner, calendar) == []
        confirming = visitor.see(way)
        assert f"Ana Berg ({address})" in confirming.text
        joined = join(visitor, way)
        times = f"/c/{id_of(calendar)}/availability/"
        assert (joined.status_code, joined.headers["Location"]) == (302, times)
        assert visitor.see(times).status_code == 200
        (row,) = get(owner, f"{calendar}invitee/")
        guest = User.objects.get(pk=row["invitee"])
        assert (guest.first_name, guest.email, guest.is_active) == ("Ana Berg", address, False)
        assert row["deadline"] == FUTURE
        assert get(owner, f"{calendar}join-link/")["joined"] == 1
        assert address in come(owner).see(f"/c/{id_of(calendar)}/").text
        post.deliver()
        assert post.take() == []

    def test_the_mail_brings_back_the_one_who_has_joined(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        way = asked(post, come(), link, new_address())
        join(come(), way)
        done(owner, "DELETE", f"{calendar}join-link/")
        again = come()
        led = again.see(way)
        assert (led.status_code, led.headers["Location"].startswith("/guest/?token=")) == (
            302,
            True,
        )
        assert again.see(led.headers["Location"]).status_code == 200
        assert join(again, way).headers["Location"] == f"/c/{id_of(calendar)}/availability/"
        assert again.see(f"/c/{id_of(calendar)}/availability/").status_code == 200
        assert len(people_in(owner, calendar)) == 1

    def test_nobody_else_is_in_the_mail_and_nothing_that_was_typed(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, other = newcomer(), newcomer()
        calendar = make_calendar(owner)
        invite(owner, calendar, other)
        link = open_to_all(owner, calendar)
        post.deliver()
        post.take()
        address = new_address()
        ask(come(), link, address, "Buy-Xylophones at spam.example")
        post.deliver()
        (mail,) = post.take()
        assert (mail.to, mail.subject) == ([address], "Your link to join: Talks")
        assert str(mail.message["To"]) == address
        assert str(mail.message["Reply-To"]) == f"Person Tester <{address_of(owner)}>"
        whole = mail.message.as_string()
        for hidden in ("Xylophones", "spam.example", other.username, token_of(link)):
            assert hidden not in whole

    def test_who_is_in_already_gets_the_same_answer_and_the_same_mail(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        invited, unknown = new_address(), new_address()
        body = {"email": f"Cy <{invited}>", "deadline": FUTURE}
        row = done(owner, "POST", f"{calendar}invitee/", body)
        post.deliver()
        post.take()
        pages = [ask(come(), link, address) for address in (invited.upper(), unknown)]
        shown = [
            re.sub('nonce="[^"]*"|value="[^"]*"|X-CSRFToken": "[^"]*"', "", page.text)
            .replace(invited.upper(), "")
            .replace(unknown, "")
            for page in pages
        ]
        assert shown[0] == shown[1]
        post.deliver()
        mails = {mail.to[0]: mail for mail in post.take()}
        texts = [
            re.sub(r"/mails/block/\S+", "", LINK.sub("", mails[to].text))
            for to in (invited.upper(), unknown)
        ]
        assert texts[0] == texts[1]
        visitor = come()
        answer = join(visitor, way_in(mails[invited.upper()]))
        assert answer.headers["Location"] == f"/c/{id_of(calendar)}/availability/"
        assert people_in(owner, calendar) == [row["invitee"]]
        assert get(owner, f"{calendar}join-link/")["joined"] == 0

    def test_looking_changes_nothing(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, visitor = newcomer(), come()
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        way = asked(post, visitor, link, new_address())
        for path in (link, way):
            for method in ("GET", "HEAD", "GET"):
                assert visitor.http.request(method, path).status_code == 200
        assert "sessionid" not in visitor.http.cookies
        assert people_in(owner, calendar) == []
        assert not Job.objects.exists()
        for path in ("/join/", "/join/mail/"):
            unforged = come().http.post(path, data={"token": token_of(link)})
            assert unforged.status_code == 403

    def test_a_token_that_was_changed_is_none(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, visitor = newcomer(), come()
        link = open_to_all(owner, make_calendar(owner))
        way = asked(post, visitor, link, new_address())
        for bad in (f"{way[:-3]}xyz", "/join/mail/?token=", "/join/mail/", f"{way}x"):
            assert visitor.see(bad).status_code == 404
        assert visitor.send("/join/mail/", {"token": token_of(link)}).status_code == 404
        assert visitor.send("/join/", {"token": token_of(way)}).status_code == 404

    def test_whoever_is_logged_in_may_join_as_themselves_instead(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, person = newcomer(), newcomer()
        link = open_to_all(owner, make_calendar(owner))
        way = asked(post, come(), link, address_of(person))
        page = come(person).see(way).text
        assert f"Join as @{person.username}" in page
        assert "Log out, and go on without an account" in page
        assert come(owner).see(way).status_code == 200

    def test_with_an_account_of_that_address_the_mail_leads_to_the_login(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, person = newcomer(), newcomer()
        Profile.objects.filter(user=person.id).update(email_confirmed_at=datetime.now(UTC))
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        invite(owner, calendar, person)
        post.deliver()
        post.take()
        way = asked(post, come(), link, address_of(person))
        times = f"/c/{id_of(calendar)}/availability/"
        assert come().see(way).headers["Location"] == times
        assert join(come(), way).headers["Location"] == times
        assert people_in(owner, calendar) == [person.id]

    def test_the_owners_own_address_is_told_so(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        calendar = make_calendar(owner)
        way = asked(post, come(), open_to_all(owner, calendar), address_of(owner))
        assert "This calendar is your own." in come().see(way).text
        assert join(come(), way).status_code == 400
        assert people_in(owner, calendar) == []

    def test_a_guest_has_the_language_they_asked_in(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, visitor = newcomer(), come()
        visitor.http.headers["Accept-Language"] = "de"
        calendar = make_calendar(owner)
        link = open_to_all(owner, calendar)
        assert ask(visitor, link, new_address()).status_code == 200
        post.deliver()
        (mail,) = post.take()
        assert '<html lang="de">' in mail.html
        join(visitor, way_in(mail))
        (guest,) = people_in(owner, calendar)
        assert Profile.objects.get(user=guest).language == "de"

    def test_a_guest_keeps_what_they_answered_in_an_account(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, visitor = newcomer(), come()
        calendar = make_calendar(owner)
        way = asked(post, visitor, open_to_all(owner, calendar), new_address(), "Ana Berg")
        join(visitor, way)
        names = {"username": new_username("ana"), "first_name": "Ana", "last_name": "Berg"}
        account = {**names, "password": PASSWORD, "confirm_password": PASSWORD}
        assert visitor.send("/guest/account/", account).headers["Location"] == "/home/"
        times = f"/c/{id_of(calendar)}/availability/"
        assert visitor.see(way).headers["Location"] == times
        assert join(come(), way).headers["Location"] == times
        assert len(people_in(owner, calendar)) == 1

    @pytest.mark.parametrize(
        ("name", "email", "said"),
        [
            ("", "ana@example.org", "Your name: This field may not be blank."),
            ("Ana", "", "Your mail address: This field may not be blank."),
            ("Ana", "ana", "Your mail address: Enter a valid email address."),
            ("Ana", "a@example.org, b@example.org", "Your mail address: Enter a valid email"),
            ("Ana", "än@example.org", "Your mail address: Enter a valid email address."),
            ("Ana", f"{'a' * 250}@example.org", "Your mail address: Enter a valid email"),
            ("Ana\r\nBcc: x@example.org", "ana@example.org", "Your name: Control characters"),
            ("Ana", "ana@example.org\r\nBcc: x@example.org", "Your mail address: Control"),
            ("A\x00na", "ana@example.org", "Your name: Control characters are not allowed."),
            ("A" * 151, "ana@example.org", "Your name: Ensure this field has no more than 150"),
        ],
    )
    def test_what_is_no_name_or_address_is_refused(
        self, post: PostOffice, come: Come, newcomer: Newcomer, name: str, email: str, said: str
    ) -> None:
        owner = newcomer()
        page = ask(come(), open_to_all(owner, make_calendar(owner)), email, name)
        assert page.status_code == 400
        assert errors(page)[0].startswith(said), errors(page)
        post.deliver()
        assert post.take() == []

    @pytest.mark.parametrize(
        "name",
        [
            "Berg, Ana",
            "<b>Ana</b>",
            '"; x@example.org',
            "Ä" * 150,
            "名前 🙂",
            "\u202eanA",
            "a@b.org",
        ],
    )
    def test_any_name_makes_one_guest(
        self, post: PostOffice, come: Come, newcomer: Newcomer, name: str
    ) -> None:
        owner, visitor = newcomer(), come()
        calendar, address = make_calendar(owner), new_address()
        way = asked(post, visitor, open_to_all(owner, calendar), address, name)
        assert "<b>Ana" not in visitor.see(way).text
        assert join(visitor, way).status_code == 302
        (guest,) = people_in(owner, calendar)
        assert User.objects.get(pk=guest).first_name == name
        done(owner, "POST", f"{calendar}remind/")
        post.deliver()
        (reminder,) = post.take()
        assert reminder.to == [address]
        assert len(reminder.message["To"].addresses) == 1
