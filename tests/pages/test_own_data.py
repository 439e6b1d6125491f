"""What is kept about somebody: taken along, and deleted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
from support.accounts import shown_profile
from support.calendars import (
    NOT_FOUND,
    ask,
    done,
    finalize,
    get,
    invite,
    make_calendar,
    meet,
    offer,
    schedule,
)
from support.contacts import ask as ask_contact
from support.contacts import befriend, friends, shown
from support.pages import Visitor, errors, notices
from support.people import PASSWORD
from support.pictures import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

DATA, EXPORT, DELETE = "/me/data/", "/me/data/export/", "/me/data/delete/"


def test_everything_is_taken_along_and_nobody_elses(visitor: Come, newcomer: Make) -> None:
    me, owner, friend, other = newcomer(), newcomer(), newcomer(), newcomer()
    befriend(me, friend)
    ask_contact(other, me.username)
    mine = make_calendar(me, name="Mine")
    invited = invite(me, mine, other)
    given = offer(other, mine, "09:00", "10:00")
    offered = offer(me, mine, "09:00", "10:00")
    done(me, "PUT", f"{mine}schedule/", {"meets": [meet(other, "09:00", "09:30")]})
    theirs = make_calendar(owner, name="Theirs")
    for person in (me, other):
        invite(owner, theirs, person)
        offer(person, theirs, "09:00", "10:00")
    answer = visitor(me).see(EXPORT)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="oneonone.json"'
    record = answer.json()
    account = record["account"]
    assert {name: account[name] for name in ("user", "profile_picture", "time_zone")} == (
        shown_profile(me)
    )
    assert record["contacts"] == {
        "friends": [shown(friend)],
        "asked_by": [shown(other)],
        "asked": [],
        "blocked": [],
    }
    (calendar,) = record["calendars"]
    (row,) = calendar.pop("invitees")
    assert re.match(r"\d{4}-", row.pop("answered_at"))
    assert row == {"person": shown(other), "deadline": invited["deadline"], "meeting_minutes": None}
    assert calendar == {
        **get(me, mine),
        "availabilities": [given, offered],
        "join_link": None,
        "schedule": get(me, f"{mine}schedule/"),
    }
    (invitation,) = record["invitations"]
    assert [period["user"] for period in invitation.pop("availabilities")] == [me.id]
    assert re.match(r"\d{4}-", invitation.pop("answered_at"))
    assert [invitation] == get(me, "/invitations/")
    assert f"{other.username}@example.org" not in answer.text
    assert answer.text.count("@example.org") == 1


def test_an_account_is_deleted_with_what_is_ones_own(visitor: Come, newcomer: Make) -> None:
    me, owner, other = newcomer(), newcomer(), newcomer()
    befriend(me, owner)
    mine = make_calendar(me)
    invite(me, mine, other)
    theirs = make_calendar(owner)
    for person in (owner, me, other):
        if person is not owner:
            invite(owner, theirs, person)
        offer(person, theirs, "09:00", "11:00")
    meets = [meet(me, "09:00", "09:30"), meet(other, "09:30", "10:00")]
    done(owner, "PUT", f"{theirs}schedule/", {"meets": meets})
    finalize(owner, theirs)
    browser = visitor(me)
    picture = {"profile_picture": ("me.png", drawn("PNG"), "image/png")}
    browser.send("/me/profile/", files=picture)
    portrait = me.call("GET", "/accounts/profile/").json()["profile_picture"]
    assert re.findall("<li>(.*?)</li>", browser.see(DELETE).text)[:2] == [
        "1 calendar of yours, with everybody's replies and meetings",
        "1 invitation to the calendar of somebody else, with your reply and your meeting",
    ]
    answer = browser.send(DELETE, {"password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert notices(browser.see("/")) == ["Your account is deleted, and everything with it."]
    assert browser.see("/home/").status_code == httpx.codes.FOUND
    assert me.call("GET", "/calendars/").status_code == httpx.codes.UNAUTHORIZED
    assert browser.see(portrait).status_code == httpx.codes.NOT_FOUND
    assert ask(other, "GET", f"{mine}availabilities/") == NOT_FOUND
    assert schedule(owner, theirs) == [
        (other.id, "2094-03-01T09:30:00Z", "2094-03-01T10:00:00Z"),
    ]
    assert [row["user"] for row in get(owner, f"{theirs}availabilities/")] == [owner.id, other.id]
    assert friends(owner)["friends"] == []


def test_an_account_stays_without_its_password(visitor: Come, newcomer: Make) -> None:
    me = newcomer()
    make_calendar(me)
    browser = visitor(me)
    for password, said in (
        ("", "Your password: This field may not be blank."),
        ("wrong-Kite-1", "Current password is incorrect"),
    ):
        page = browser.send(DELETE, {"password": password})
        assert (page.status_code, errors(page)) == (httpx.codes.BAD_REQUEST, [said])
        assert "wrong-Kite-1" not in page.text
    assert len(get(me, "/calendars/")) == 1


def test_a_plan_that_knew_who_went_is_known_to_be_old(visitor: Come, newcomer: Make) -> None:
    me, owner, other = newcomer(), newcomer(), newcomer()
    calendar = make_calendar(owner)
    for person in (me, other):
        invite(owner, calendar, person)
    for person in (owner, me):
        offer(person, calendar, "09:00", "10:00")
    done(owner, "POST", f"{calendar}schedule/")
    visitor(me).send(DELETE, {"password": PASSWORD})
    assert schedule(owner, calendar) == []
    page = visitor(owner).see(f"/c/{calendar.split('/')[2]}/").text
    assert "1 change since this plan" in page


def test_what_is_kept_is_counted(visitor: Come, newcomer: Make) -> None:
    me = newcomer()
    offer(me, make_calendar(me), "09:00", "10:00")
    page = visitor(me).see(DATA).text
    assert re.findall(r"<dd>(\d+) ", page) == ["1", "0", "1"]
