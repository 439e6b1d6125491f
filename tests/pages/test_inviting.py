"""Inviting many at once: from one's contacts, or by names that were pasted."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import httpx
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from support.accounts import new_username
from support.calendars import done, finalize, get, id_of, invite, make_calendar, open_to_all
from support.contacts import befriend
from support.pages import Visitor, errors, notices

from oneonone.calendars.actions.invitations import Invited, invite_users
from oneonone.calendars.models import Calendar, Invitee
from oneonone.common import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast, Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

DEADLINE = {"deadline": "2094-02-27T18:00"}
TOO_MANY = "\n".join(f"n{number}" for number in range(501))


def page_of(calendar: str) -> str:
    return f"/c/{calendar.split('/')[2]}/invite/"


def results(page: httpx.Response) -> list[str]:
    """Read what is said of each name."""
    shown = re.search(r'<ul class="results".*?</ul>', page.text, re.DOTALL)
    items = re.findall("<li>(.*?)</li>", shown[0], re.DOTALL) if shown else []
    return [" ".join(unescape(re.sub("<[^>]+>", " ", item)).split()) for item in items]


def box(page: httpx.Response) -> str:
    found = re.search(
        r'<textarea name="usernames"[^>]*>\r?\n?(.*?)</textarea>', page.text, re.DOTALL
    )
    assert found
    return unescape(found[1])


def invited_to(owner: Person, calendar: str) -> list[tuple[int, str]]:
    return [(row["invitee"], row["deadline"]) for row in get(owner, f"{calendar}invitee/")]


def test_people_are_invited_by_pasted_names(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner, time_zone="Asia/Tokyo")
    browser = visitor(cast.owner)
    assert "Asia/Tokyo" in browser.see(page_of(calendar)).text
    names = f" @{cast.invitee.username}\r\n\r\n{cast.other.username}, {cast.invitee.username}"
    answer = browser.send(page_of(calendar), {"usernames": names, **DEADLINE})
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(calendar)[:-7])
    assert notices(browser.see(answer.headers["Location"])) == ["2 people are invited."]
    deadline = "2094-02-27T09:00:00Z"
    assert invited_to(cast.owner, calendar) == [
        (cast.invitee.id, deadline),
        (cast.other.id, deadline),
    ]


@pytest.mark.parametrize("far", ["0001-01-01T00:00", "2200-02-01T00:00", "9999-12-31T23:59"])
def test_a_deadline_centuries_away_is_told_beside_its_field(
    visitor: Come, cast: Cast, far: str
) -> None:
    calendar = make_calendar(cast.owner)
    names = {"usernames": cast.invitee.username}
    page = visitor(cast.owner).send(page_of(calendar), {**names, "deadline": far})
    said = "Answer by: Ensure this time is between 1971-01-01 and 2199-12-31."
    assert (page.status_code, errors(page)) == (httpx.codes.BAD_REQUEST, [said])
    assert invited_to(cast.owner, calendar) == []


@pytest.mark.parametrize("far", ["1970-12-31T00:00:00Z", "2200-01-02T00:00:00Z"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_farthest_deadlines_are_shown_in_every_zone(
    visitor: Come, newcomer: Make, zone: str, far: str
) -> None:
    owner, person = newcomer(), newcomer()
    done(person, "PUT", "/accounts/profile/", {"time_zone": zone})
    calendar = make_calendar(owner, time_zone=zone)
    invited = invite(owner, calendar, person, deadline=far)
    open_to_all(owner, calendar, deadline=far)
    home = page_of(calendar).removesuffix("invite/")
    seen = visitor(owner)
    for page in ("", "replies.csv/", "join-link/", f"invitee/{invited['id']}/"):
        assert seen.see(f"{home}{page}").status_code == httpx.codes.OK
    for page in ("/home/", f"{home}availability/"):
        assert visitor(person).see(page).status_code == httpx.codes.OK


def test_contacts_are_chosen_by_name(visitor: Come, newcomer: Make) -> None:
    owner, friend, present = newcomer(), newcomer(), newcomer()
    for person in (friend, present):
        befriend(owner, person)
    calendar = make_calendar(owner)
    invite(owner, calendar, present)
    browser = visitor(owner)
    page = browser.see(page_of(calendar)).text
    assert re.findall(r'name="contacts" value="(\w+)"', page) == [friend.username]
    answer = browser.send(page_of(calendar), {"contacts": [friend.username], **DEADLINE})
    assert answer.status_code == httpx.codes.FOUND
    assert [key for key, _ in invited_to(owner, calendar)] == [present.id, friend.id]


def test_what_came_of_each_name_is_said_and_what_failed_stays(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.other)
    names = [cast.invitee.username, cast.other.username, "no-such", cast.owner.username]
    page = visitor(cast.owner).send(page_of(calendar), {"usernames": "\n".join(names), **DEADLINE})
    assert page.status_code == httpx.codes.OK
    assert results(page) == [
        f"Invitee Tester @{cast.invitee.username} Invited",
        f"Other Tester @{cast.other.username} This user is already invited.",
        "no-such There is no such person.",
        f"Owner Tester @{cast.owner.username} You cannot invite yourself.",
    ]
    assert box(page).splitlines() == names[1:]
    assert re.search(r'name="deadline" value="2094-02-27T18:00"', page.text)
    assert [key for key, _ in invited_to(cast.owner, calendar)] == [cast.other.id, cast.invitee.id]


def test_where_nobody_could_be_invited_nothing_has_changed(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    key = id_of(calendar)
    page = visitor(cast.owner).send(page_of(calendar), {"usernames": "no-such", **DEADLINE})
    assert page.status_code == httpx.codes.BAD_REQUEST
    assert results(page) == ["no-such There is no such person."]
    assert box(page) == "no-such"
    assert invited_to(cast.owner, calendar) == []
    assert get(cast.owner, calendar)["id"] == key


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (DEADLINE, "Choose somebody, or enter a username."),
        ({"usernames": TOO_MANY, **DEADLINE}, "At most 500 people at once."),
        ({"usernames": "ana"}, "Answer by: This field is required."),
        (
            {"usernames": "a\x01a", **DEADLINE},
            "Usernames or mail addresses: Control characters are not allowed.",
        ),
    ],
)
def test_what_can_not_be_read_is_refused_and_kept(
    visitor: Come, cast: Cast, values: dict[str, str], said: str
) -> None:
    calendar = make_calendar(cast.owner)
    page = visitor(cast.owner).send(page_of(calendar), values)
    assert (page.status_code, errors(page)) == (httpx.codes.BAD_REQUEST, [said])
    assert box(page) == values.get("usernames", "")
    assert invited_to(cast.owner, calendar) == []


def test_a_final_calendar_takes_nobody(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    finalize(cast.owner, calendar)
    sent = {"usernames": cast.invitee.username, **DEADLINE}
    assert visitor(cast.owner).send(page_of(calendar), sent).status_code == httpx.codes.GONE


def test_a_hostile_name_is_only_text(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    hostile = "</textarea><script>alert(1)</script>"
    page = visitor(cast.owner).send(page_of(calendar), {"usernames": hostile, **DEADLINE})
    assert "<script>alert" not in page.text
    assert box(page) == hostile


class TestTheAct:
    """What no page shows: what it costs, and where a calendar is full."""

    pytestmark = pytest.mark.django_db

    @staticmethod
    def calendar() -> Calendar:
        days = {"start_date": "2094-03-01", "end_date": "2094-03-05"}
        owner = User.objects.create(username=new_username())
        return Calendar.objects.create(owner=owner, name="Talks", time_zone="UTC", **days)

    @staticmethod
    def crowd(number: int) -> list[User]:
        return User.objects.bulk_create(User(username=new_username()) for _ in range(number))

    @staticmethod
    def invite(calendar: Calendar, people: list[User]) -> list[Invited]:
        return invite_users(
            owner=calendar.owner,
            calendar_id=calendar.pk,
            people=[person.username for person in people],
            deadline=clock.now(),
            now=clock.now(),
        )

    @override_settings(RATE_LIMITS=True, INVITE_CONTACTS_ONLY=False)
    def test_five_hundred_cost_few_queries(self) -> None:
        calendar, people = self.calendar(), self.crowd(500)
        with CaptureQueriesContext(connection) as queries:
            assert not any(result.refused for result in self.invite(calendar, people))
        assert len(queries) <= 30
        assert Invitee.objects.filter(calendar=calendar).count() == 500
        calendar.refresh_from_db()
        assert calendar.revision == 1

    def test_a_calendar_is_filled_up_to_its_bound_and_no_further(self) -> None:
        calendar, people = self.calendar(), self.crowd(2_002)
        Invitee.objects.bulk_create(
            Invitee(calendar=calendar, invitee=person, deadline=clock.now())
            for person in people[:1_999]
        )
        full = "A calendar has at most 2,000 invitees."
        refused = [result.refused for result in self.invite(calendar, people[1_999:])]
        assert refused == ["", full, full]
        assert Invitee.objects.filter(calendar=calendar).count() == 2_000

    @override_settings(INVITE_CONTACTS_ONLY=True)
    def test_only_contacts_where_the_service_says_so(self) -> None:
        calendar, people = self.calendar(), self.crowd(1)
        (result,) = self.invite(calendar, people)
        assert result == Invited(
            people[0].username, people[0], "Only your contacts can be invited."
        )

    @override_settings(RATE_LIMITS=True)
    def test_who_is_invited_too_often_is_spared_and_the_others_are_not(self) -> None:
        one, other = self.crowd(2)
        for _ in range(100):
            assert self.invite(self.calendar(), [one])[0].refused == ""
        results = self.invite(self.calendar(), [one, other])
        too_often = "This person is invited too often right now. Please try again later."
        assert [result.refused for result in results] == [too_often, ""]

    @override_settings(RATE_LIMITS=True)
    def test_who_invites_too_often_is_told_so_line_by_line(self) -> None:
        calendar, people = self.calendar(), self.crowd(501)
        for _ in range(6):
            self.invite(calendar, people[:500])
        (result,) = self.invite(calendar, people[500:])
        assert result.refused == "Too many requests. Please try again later."
        assert Invitee.objects.filter(calendar=calendar).count() == 500
