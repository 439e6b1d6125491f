"""Guests who turn out to have an account, or make one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from support.accounts import LOGIN, new_username
from support.calendars import PAST, done, finalize, get, id_of, make_calendar, meet
from support.guests import confirm, enter, invite_by_mail, invited_guest
from support.mail import PostOffice, address_of
from support.pages import errors
from support.people import PASSWORD, new_address

from oneonone.accounts.models import Profile
from oneonone.calendars.models import Calendar

if TYPE_CHECKING:
    from collections.abc import Callable

    from mail.conftest import Hosted
    from support.pages import Visitor
    from support.people import Person

    Newcomer = Callable[[], Person]
    Come = Callable[..., Visitor]

NEW = {"first_name": "Ana", "last_name": "Berg", "password": PASSWORD, "confirm_password": PASSWORD}


class TestTaking:
    """Whoever has an account answers as themselves, if they want to."""

    def test_with_the_link(self, hosted: Hosted, come: Come, newcomer: Newcomer) -> None:
        person = newcomer()
        guest = hosted.invited["invitee"]
        period = {"start_period": "2094-03-01T09:00:00Z", "end_period": "2094-03-01T10:00:00Z"}
        body = {"periods": [{**period, "preference": 2}], "user": guest}
        done(hosted.owner, "PUT", f"{hosted.calendar}availabilities/", body)
        planned = done(hosted.owner, "POST", f"{hosted.calendar}schedule/")
        assert [row["meeter"] for row in planned["meets"]] == []
        visitor = come(person)
        assert "Answer as" in visitor.see(f"/guest/?token={hosted.token}").text
        answer = visitor.send("/guest/take/", {"token": hosted.token})
        assert answer.headers["Location"] == f"/c/{hosted.key}/availability/"
        (row,) = get(hosted.owner, f"{hosted.calendar}invitee/")
        assert row == {**hosted.invited, "invitee": person.id, "has_availability": True}
        assert [row["user"] for row in get(hosted.owner, f"{hosted.calendar}availabilities/")] == [
            person.id
        ]
        assert [row["id"] for row in get(person, "/invitations/")] == [hosted.invited["id"]]
        assert Calendar.objects.get(pk=hosted.key).is_outdated is False
        assert visitor.send("/guest/take/", {"token": hosted.token}).status_code == 404
        assert come().see(f"/guest/?token={hosted.token}").status_code == 404

    def test_with_a_confirmed_address(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, person, thief = newcomer(), newcomer(), newcomer()
        calendar = make_calendar(owner, name="By mail")
        invited = invite_by_mail(owner, calendar, address_of(person).upper())
        post.deliver()
        visitor = come(person)
        assert "By mail" not in visitor.see("/home/").text
        taken = {"invitation": invited["id"]}
        assert visitor.send("/guest/take/", taken).status_code == 404
        confirm(person)
        confirm(thief)
        assert "Invited by mail: By mail" in visitor.see("/home/").text
        assert come(thief).send("/guest/take/", taken).status_code == 404
        assert come(thief).send("/guest/take/", {}).status_code == 404
        assert visitor.send("/guest/take/", taken).status_code == 302
        assert [row["invitee"] for row in get(owner, f"{calendar}invitee/")] == [person.id]
        assert get(person, "/invitations/")[0]["name"] == "By mail"

    def test_an_address_that_only_looks_the_same_takes_nothing(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, person, thief = newcomer(), newcomer(), newcomer()
        invited = invite_by_mail(owner, make_calendar(owner, name="By mail"), address_of(person))
        post.deliver()
        User.objects.filter(pk=thief.id).update(email=address_of(person).replace("s", "\u017f"))
        confirm(thief)  # as once was possible
        visitor = come(thief)
        assert "By mail" not in visitor.see("/home/").text
        assert visitor.send("/guest/take/", {"invitation": invited["id"]}).status_code == 404

    def test_a_final_meeting_goes_along(
        self, hosted: Hosted, come: Come, newcomer: Newcomer
    ) -> None:
        person = newcomer()
        meets = [{**meet(hosted.owner, "09:00", "09:30"), "meeter": hosted.invited["invitee"]}]
        done(hosted.owner, "PUT", f"{hosted.calendar}schedule/", {"meets": meets, "force": True})
        finalize(hosted.owner, hosted.calendar)
        answer = come(person).send("/guest/take/", {"token": hosted.token})
        assert answer.headers["Location"] == f"/c/{hosted.key}/meeting/"
        (row,) = get(person, "/invitations/")
        assert row["meet"]["start_period"] == "2094-03-01T09:00:00Z"
        file = person.call("GET", f"/invitations/{row['id']}/meeting.ics/")
        assert file.status_code == 200

    def test_nobody_is_in_a_calendar_twice(
        self, hosted: Hosted, come: Come, newcomer: Newcomer
    ) -> None:
        person = newcomer()
        body = {"invitee": person.id, "deadline": PAST}
        done(hosted.owner, "POST", f"{hosted.calendar}invitee/", body)
        before = get(hosted.owner, f"{hosted.calendar}invitee/")
        for who in (person, hosted.owner):
            assert come(who).send("/guest/take/", {"token": hosted.token}).status_code == 400
        assert get(hosted.owner, f"{hosted.calendar}invitee/") == before


class TestClaiming:
    def test_a_guest_makes_an_account(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        calendar, second = make_calendar(owner), make_calendar(owner)
        address = new_address()
        invited, token = invited_guest(post, owner, calendar, f"Ana Berg <{address}>")
        _, other_token = invited_guest(post, owner, second, address)
        visitor = come()
        enter(visitor, token)
        page = visitor.see("/guest/account/")
        assert re.findall(r'name="(?:first|last)_name" value="(\w+)"', page.text) == ["Ana", "Berg"]
        username = new_username("ana")
        answer = visitor.send("/guest/account/", {"username": username, **NEW})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/home/")
        assert "Hello, Ana Berg" in visitor.see("/home/").text
        user = User.objects.get(username=username)
        assert (user.pk, user.email, user.is_active) == (invited["invitee"], address, True)
        assert Profile.objects.get(user=user).email_confirmed_at is not None
        tokens = visitor.http.post(LOGIN, json={"username": username, "password": PASSWORD}).json()
        bearer = {"Authorization": f"Bearer {tokens['access']}"}
        listed = visitor.http.get("/invitations/", headers=bearer).json()
        assert [row["calendar"] for row in listed] == [id_of(one) for one in (calendar, second)]
        for used in (token, other_token):
            assert visitor.send("/guest/", {"token": used}).status_code == 404
        assert visitor.see("/guest/account/").status_code == 404

    def test_what_is_refused_changes_nothing(self, hosted: Hosted, come: Come) -> None:
        visitor = come()
        assert visitor.see("/guest/account/").status_code == 302
        enter(visitor, hosted.token)
        for changed, said in (
            (
                {"username": hosted.owner.username},
                "Username: A user with that username already exists.",
            ),
            ({"username": "guest:x"}, "Username: Enter a valid username. This value may contain "),
            ({"confirm_password": "x"}, "Password again: Password must match"),
            ({"password": "12345678", "confirm_password": "12345678"}, "Password: This password"),
        ):
            values = {"username": new_username("ana"), **NEW, **changed}
            page = visitor.send("/guest/account/", values)
            assert page.status_code == 400
            assert errors(page)[0].startswith(said), errors(page)
        assert visitor.see(f"/guest/?token={hosted.token}").status_code == 200

    def test_an_address_that_somebody_has_confirmed_makes_no_second_account(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner, person = newcomer(), newcomer()
        _, token = invited_guest(post, owner, make_calendar(owner), address_of(person).title())
        visitor = come()
        enter(visitor, token)
        confirm(person)
        page = visitor.send("/guest/account/", {"username": new_username("ana"), **NEW})
        assert errors(page) == [
            "There is an account with your address. Log in, and open the link in the mail again."
        ]
        assert visitor.see(f"/guest/?token={token}").status_code == 200
