"""The link in a guest's mails: what it opens, and for how long."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING

from support.calendars import done, finalize, get, id_of, make_calendar, meet
from support.guests import enter, invite_by_mail, invited_guest, token_in
from support.mail import PostOffice, address_of
from support.people import new_address

from oneonone.calendars.models import Calendar, Invitee

if TYPE_CHECKING:
    from collections.abc import Callable

    from mail.conftest import Hosted
    from support.pages import Visitor
    from support.people import Person

    Newcomer = Callable[[], Person]
    Come = Callable[..., Visitor]


class TestTheLink:
    def test_it_opens_its_calendar_and_nothing_else(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        calendar, second = make_calendar(owner), make_calendar(owner)
        address = new_address()
        _, token = invited_guest(post, owner, calendar, address)
        _, other_token = invited_guest(post, owner, second, address)
        visitor, key = come(), id_of(calendar)
        assert token != other_token
        assert enter(visitor, token) == f"/c/{key}/availability/"
        page = visitor.see(f"/c/{key}/availability/")
        assert (page.status_code, page.headers["Referrer-Policy"]) == (200, "same-origin")
        assert token not in page.text
        assert visitor.see(f"/c/{key}/meeting/").status_code == 200
        for path in (
            "/home/",
            "/me/profile/",
            "/me/data/",
            "/me/contacts/",
            f"/c/{key}/",
            f"/c/{key}/schedule/",
            f"/c/{key}/invite/",
            f"/c/{id_of(second)}/availability/",
            f"/c/{id_of(second)}/meeting/",
        ):
            answer = visitor.see(path)
            assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
                302,
                "/login/",
            ), path
        assert visitor.see("/calendars/").status_code == 401

    def test_looking_changes_nothing(self, hosted: Hosted, come: Come) -> None:
        visitor = come()
        for method in ("GET", "HEAD", "GET"):
            assert visitor.http.request(method, f"/guest/?token={hosted.token}").status_code == 200
        assert "sessionid" not in visitor.http.cookies
        assert visitor.see(f"/c/{hosted.key}/availability/").status_code == 302
        unforged = visitor.http.post("/guest/", data={"token": hosted.token})
        assert unforged.status_code == 403

    def test_guests_answer_like_everybody_else(self, hosted: Hosted, come: Come) -> None:
        visitor = come()
        times = enter(visitor, hosted.token)
        tag = re.search(r'name="tag" value="([^"]+)"', visitor.see(f"{times}?view=text").text)
        assert tag
        written = {"text": "1 March 9-12 best", "tag": unescape(tag[1]), "save": "1"}
        assert visitor.send(f"{times}?view=text", written).status_code == 302
        shown = get(hosted.owner, f"{hosted.calendar}availabilities/")
        assert [row["user"] for row in shown] == [hosted.invited["invitee"]]
        assert visitor.send(f"/c/{hosted.key}/none/").status_code == 302
        assert get(hosted.owner, f"{hosted.calendar}availabilities/") == []
        left = visitor.send(f"/c/{hosted.key}/leave/")
        assert (left.status_code, left.headers["Location"]) == (302, "/")
        assert get(hosted.owner, f"{hosted.calendar}invitee/") == []
        assert visitor.see(times).status_code == 302

    def test_it_ends_with_the_invitation(self, hosted: Hosted, come: Come) -> None:
        visitor = come()
        times = enter(visitor, hosted.token)
        done(hosted.owner, "DELETE", f"{hosted.calendar}invitee/{hosted.invited['id']}/")
        assert visitor.see(times).status_code == 302
        assert visitor.see(f"/guest/?token={hosted.token}").status_code == 404
        assert visitor.send("/guest/", {"token": hosted.token}).status_code == 404

    def test_it_ends_a_month_after_the_calendar(self, hosted: Hosted, come: Come) -> None:
        today = datetime.now(UTC).date()
        for ago, status in ((29, 200), (32, 404)):
            day = today - timedelta(days=ago)
            Calendar.objects.filter(pk=hosted.key).update(start_date=day, end_date=day)
            assert come().see(f"/guest/?token={hosted.token}").status_code == status

    def test_every_mail_has_the_same_one(self, post: PostOffice, newcomer: Newcomer) -> None:
        owner, other = newcomer(), newcomer()
        calendar = make_calendar(owner)
        invited, token = invited_guest(post, owner, calendar)
        in_a_day = datetime.now(UTC) + timedelta(hours=23)
        Invitee.objects.filter(pk=invited["id"]).update(deadline=in_a_day)
        post.deliver()
        (reminder,) = post.take()
        assert (reminder.subject, token_in(reminder)) == ("Please answer soon: Talks", token)
        assert "/me/mails/" not in reminder.text
        done(other, "GET", "/calendars/")
        meets = [{**meet(other, "09:00", "09:30"), "meeter": invited["invitee"]}]
        done(owner, "PUT", f"{calendar}schedule/", {"meets": meets, "force": True})
        finalize(owner, calendar)
        post.deliver()
        (final,) = [mail for mail in post.take() if mail.to != [address_of(owner)]]
        assert (final.subject, token_in(final)) == ("Your meeting: Talks", token)

    def test_in_the_database_there_is_no_token(self, hosted: Hosted) -> None:
        row = Invitee.objects.get(pk=hosted.invited["id"])
        assert hosted.token not in (row.link_digest or "", str(row.link_key))

    def test_after_finalizing_it_leads_to_the_meeting(self, hosted: Hosted, come: Come) -> None:
        meets = [{**meet(hosted.owner, "09:00", "09:30"), "meeter": hosted.invited["invitee"]}]
        done(hosted.owner, "PUT", f"{hosted.calendar}schedule/", {"meets": meets, "force": True})
        finalize(hosted.owner, hosted.calendar)
        visitor = come()
        assert enter(visitor, hosted.token) == f"/c/{hosted.key}/meeting/"
        assert "You meet Person Tester" in visitor.see(f"/c/{hosted.key}/meeting/").text
        file = visitor.see(f"/c/{hosted.key}/meeting.ics/")
        assert file.headers["Content-Type"].startswith("text/calendar")

    def test_a_guest_may_end_the_mails(
        self, post: PostOffice, come: Come, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        address = new_address()
        invite_by_mail(owner, make_calendar(owner), address)
        post.deliver()
        (mail,) = post.take()
        stop = str(mail.message["List-Unsubscribe"]).strip(" <>")
        path = stop.removeprefix("http://127.0.0.1:8000")
        assert come().http.post(path).status_code == 200
        invite_by_mail(owner, make_calendar(owner), address)
        post.deliver()
        assert post.take() == []
