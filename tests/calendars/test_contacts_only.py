"""With ONEONONE_INVITE_CONTACTS_ONLY=on the owner invites accepted contacts and nobody else."""

from itertools import count
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings
from support.calendars import JOIN_LINK

from oneonone.accounts import tokens
from oneonone.calendars.models import Calendar, Invitee
from oneonone.contacts.models import Contact

numbers = count(1)

pytestmark = pytest.mark.django_db


def make_user() -> User:
    return User.objects.create(username=f"acquaintance{next(numbers)}")


@pytest.fixture(autouse=True)
def contacts_only(settings: Settings) -> None:
    settings.INVITE_CONTACTS_ONLY = True


@pytest.fixture
def calendar() -> Calendar:
    days = {"start_date": "2094-03-01", "end_date": "2094-03-05"}
    return Calendar.objects.create(owner=make_user(), name="Talks", time_zone="UTC", **days)


def invite(calendar: Calendar, user_id: int) -> tuple[int, Any]:
    answer = Client().post(
        f"/calendars/{calendar.pk}/invitee/",
        {"invitee": user_id, "deadline": "2094-02-01T00:00:00Z"},
        headers={"Authorization": f"Bearer {tokens.issue(calendar.owner, 'access')}"},
        content_type="application/json",
    )
    return answer.status_code, answer.json()


@pytest.mark.parametrize("asked", ["by me", "by them"])
def test_an_accepted_contact_is_invited_whoever_asked(calendar: Calendar, asked: str) -> None:
    friend = make_user()
    pair = (calendar.owner, friend) if asked == "by me" else (friend, calendar.owner)
    Contact.objects.create(requester=pair[0], requested=pair[1], accepted=True)
    status, invited = invite(calendar, friend.pk)
    assert (status, invited["invitee"]) == (200, friend.pk)


@pytest.mark.parametrize("acquaintance", ["none", "asked", "of somebody else"])
def test_anybody_else_is_refused(calendar: Calendar, acquaintance: str) -> None:
    person = make_user()
    if acquaintance == "asked":
        Contact.objects.create(requester=calendar.owner, requested=person, accepted=False)
    if acquaintance == "of somebody else":
        Contact.objects.create(requester=make_user(), requested=person, accepted=True)
    refusal = (400, {"invitee": ["Only your contacts can be invited."]})
    assert invite(calendar, person.pk) == refusal
    assert not Invitee.objects.filter(calendar=calendar).exists()


def test_nobody_at_all_is_still_404(calendar: Calendar) -> None:
    assert invite(calendar, 2**62) == (404, {"detail": "Not found."})


def test_off_anybody_is_invited(calendar: Calendar, settings: Settings) -> None:
    settings.INVITE_CONTACTS_ONLY = False
    assert invite(calendar, make_user().pk)[0] == 200


def test_there_is_no_join_link(calendar: Calendar, settings: Settings) -> None:
    headers = {"Authorization": f"Bearer {tokens.issue(calendar.owner, 'access')}"}
    path, body = f"/calendars/{calendar.pk}/join-link/", {**JOIN_LINK}

    def put() -> tuple[int, Any]:
        answer = Client().put(path, body, headers=headers, content_type="application/json")
        return answer.status_code, answer.json()

    said = "Only your contacts can be invited, so there is no join link."
    assert put() == (400, {"detail": said})
    settings.INVITE_CONTACTS_ONLY = False
    status, made = put()
    assert status == 200
    link = made["link"].removeprefix(settings.BASE_URL)
    assert Client().get(link).status_code == 200
    settings.INVITE_CONTACTS_ONLY = True
    assert Client().get(link).status_code == 404
    browser = Client(headers={"Accept": "text/html"})
    browser.force_login(calendar.owner)
    page = browser.get(f"/c/{calendar.pk}/join-link/").content.decode()
    assert said in page
    assert "Make a join link" not in page
