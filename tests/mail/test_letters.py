"""What a mail is made of, whatever names and places people have."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx
import pytest
from django.contrib.auth.models import User
from support.accounts import NOT_ASCII
from support.calendars import done, finalize, invite, make_calendar, meet
from support.mail import Mail, PostOffice, address_of
from support.pages import notices, visit

from oneonone.accounts.models import Profile
from oneonone.calendars.models import Invitee
from oneonone.jobs.actions import enqueue
from oneonone.jobs.models import Job
from oneonone.schedules.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person
    from support.service import InsideService, Service

    Newcomer = Callable[[], Person]

HOSTILE = [
    "Ada, Lovelace",
    'Ada "Bcc: evil@example.net" Lovelace',
    "Ada\r\nBcc: evil@example.net",
    "<evil@example.net>",
    "Ada <evil@example.net>, Bo",
    "<script>alert(1)</script><img src=x>",
    "=?utf-8?q?evil=40example.net?=",
    "Zoë 🙂 \u202elive\x00\x07",
    "{{ unsubscribe }}{% now 'Y' %}",
]


def remind(invited: dict[str, int], post: PostOffice) -> None:
    """Let the time come for the reminder of an invitation."""
    soon = datetime.fromtimestamp(datetime.now(UTC).timestamp() + 3600, UTC)
    Invitee.objects.filter(pk=invited["id"]).update(deadline=soon)
    post.deliver()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_no_header_no_recipient_and_no_markup(
    post: PostOffice, newcomer: Newcomer, name: str
) -> None:
    owner, invited = newcomer(), newcomer()
    for person in (owner, invited):
        User.objects.filter(pk=person.id).update(first_name=name.replace("\0", ""), last_name="")
    calendar = make_calendar(owner)
    invite(owner, calendar, invited)
    post.deliver()
    (mail,) = post.take()
    assert mail.to == [address_of(invited)]
    for header, person in (("To", invited), ("Reply-To", owner)):
        pairs = getaddresses([str(mail.message[header])])
        assert [address for _, address in pairs] == [address_of(person)]
    assert mail.message["Bcc"] is None
    assert len(mail.message.get_all("Subject", [])) == 1
    assert mail.subject.endswith("invites you: Talks")
    assert "\u202e" not in f"{mail.html}{mail.text}{mail.subject}{mail.message['To']}"
    assert "<script" not in mail.html
    assert "<img" not in mail.html


def test_a_mail_is_text_and_html_and_says_who_sends_it(
    post: PostOffice, newcomer: Newcomer
) -> None:
    owner, invited = newcomer(), newcomer()
    invite(owner, make_calendar(owner), invited)
    post.deliver()
    message = post.take()[0].message
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["From"] == "OneOnOne <oneonone@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"<[0-9a-f-]{36}@localhost>", message["Message-ID"])
    assert "http-equiv" not in message.as_string()
    assert not re.findall(r"src=", message.as_string())


@pytest.mark.parametrize("own", ["America/New_York", "Asia/Kolkata", "Europe/Berlin"])
@pytest.mark.parametrize("day", ["2094-01-12", "2094-07-12", "2094-03-28"])  # clocks change on it
def test_times_are_the_same_instant_in_each_zone_named(
    post: PostOffice, newcomer: Newcomer, own: str, day: str
) -> None:
    owner, invited = newcomer(), newcomer()
    Profile.objects.filter(user=invited.id).update(time_zone=own)
    days = {"start_date": day, "end_date": day, "time_zone": "Europe/Berlin"}
    calendar = make_calendar(owner, **days)
    start = datetime.fromisoformat(f"{day}T10:00:00+00:00")
    deadline = start - timedelta(days=1)  # on the other side of the change
    invite(owner, calendar, invited, deadline=deadline.isoformat())
    post.deliver()
    (invitation,) = post.take()
    times = {"meets": [meet(invited, start.isoformat(), f"{day}T10:30:00Z")], "force": True}
    done(owner, "PUT", f"{calendar}schedule/", times)
    finalize(owner, calendar)
    told = Appointment.objects.get(person=invited.id)
    enqueue("schedules.day_before", {"appointment": told.pk, "sequence": told.sequence})
    post.deliver()
    mails = {mail.subject: mail for mail in post.take() if mail.to == [address_of(invited)]}
    zones = {own, "Europe/Berlin"}
    assert said_in(invitation) == dict.fromkeys(zones, deadline)
    assert said_in(mails["Your meeting: Talks"]) == dict.fromkeys(zones, start)
    assert said_in(mails["Soon: Talks"]) == dict.fromkeys(zones, start)


def said_in(mail: Mail) -> dict[str, datetime]:
    """Read the first instant that a mail names in each zone."""
    said = re.findall(r"(\w+ \d+ \w+ \d{4}, \d\d:\d\d)\S* \(([\w/ ]+)\)", mail.text)
    zones = [(time, zone.replace(" ", "_")) for time, zone in said]
    return {
        zone: datetime.strptime(f"{time} +0000", "%a %d %b %Y, %H:%M %z")
        .replace(tzinfo=ZoneInfo(zone))
        .astimezone(UTC)
        for time, zone in zones
    }


def test_one_press_ends_reminders_and_looking_does_not(
    post: PostOffice, service: Service | InsideService, newcomer: Newcomer
) -> None:
    owner, invited = newcomer(), newcomer()
    row = invite(owner, make_calendar(owner), invited)
    remind(row, post)
    (reminder,) = [mail for mail in post.take() if mail.subject.startswith("Please")]
    parts = urlsplit(str(reminder.message["List-Unsubscribe"]).strip().strip("<>"))
    stop = f"{service.url}{parts.path}?{parts.query}"
    for method in ("GET", "HEAD"):
        assert httpx.request(method, stop).status_code == 200
    assert Profile.objects.get(user=invited.id).unwanted_mails == []
    pressed = httpx.post(stop, data={"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    assert Profile.objects.get(user=invited.id).unwanted_mails == ["reminders"]
    Invitee.objects.filter(pk=row["id"]).update(reminder_sent_at=None)
    remind(row, post)
    assert post.take() == []


@pytest.mark.parametrize("token", ["", "nonsense", '[1, "reminders"]:forged'])
def test_a_token_that_is_not_ours_ends_nothing(
    service: Service | InsideService, token: str
) -> None:
    for method in ("GET", "POST"):
        asked = httpx.request(method, f"{service.url}/mails/stop/", params={"token": token})
        assert asked.status_code == 404


def test_a_person_chooses_which_mails_they_get(
    post: PostOffice, service: Service | InsideService, newcomer: Newcomer
) -> None:
    owner, invited = newcomer(), newcomer()
    visitor = visit(service.url, invited.username)
    saved = visitor.send("/me/mails/", {"wanted_mails": ["meetings"], "language": "de"})
    assert saved.headers["Location"] == "/me/mails/"
    page = visitor.see("/me/mails/")
    assert notices(page) == ["Your choice is saved."]
    assert re.findall(r'value="(\w+)"[^>]* checked', page.text) == ["meetings"]
    refused = visitor.send("/me/mails/", {"wanted_mails": ["everything"], "language": "xx"})
    assert refused.status_code == 400
    visitor.http.close()
    calendar = make_calendar(owner)
    invite(owner, calendar, invited)
    times = {"meets": [meet(invited, "09:00", "09:30")], "force": True}
    done(owner, "PUT", f"{calendar}schedule/", times)
    post.deliver()
    assert post.take() == []
    finalize(owner, calendar)
    post.deliver()
    (mail,) = [mail for mail in post.take() if mail.to == [address_of(invited)]]
    assert "Mo 1. Mär 2094, 09:00" in mail.text


def test_somebody_deactivated_or_without_an_address_gets_none(
    post: PostOffice, newcomer: Newcomer
) -> None:
    owner, inactive, unreachable = newcomer(), newcomer(), newcomer()
    User.objects.filter(pk=inactive.id).update(is_active=False)
    User.objects.filter(pk=unreachable.id).update(email="")
    calendar = make_calendar(owner)
    for person in (inactive, unreachable):
        invite(owner, calendar, person)
    post.deliver()
    assert post.take() == []


@pytest.mark.parametrize("address", NOT_ASCII)
def test_an_old_address_that_no_header_takes_stops_nobody_elses_mails(
    post: PostOffice, newcomer: Newcomer, address: str
) -> None:
    owner, invited, unreachable = newcomer(), newcomer(), newcomer()
    User.objects.filter(pk__in=(owner.id, unreachable.id)).update(email=address)
    calendar = make_calendar(owner)
    for person in (invited, unreachable):
        invite(owner, calendar, person)
    post.deliver()
    (mail,) = post.take()
    assert (mail.to, mail.message["Reply-To"]) == ([address_of(invited)], None)
    assert not Job.objects.exists()
