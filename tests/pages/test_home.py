"""What somebody sees first."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from support.calendars import (
    FUTURE,
    PAST,
    done,
    finalize,
    invite,
    make_calendar,
    meet,
    offer,
    set_deadline,
)
from support.contacts import ask as ask_contact

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from support.pages import Visitor
    from support.people import Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

DAYS = "1 Mar 2094 \N{EN DASH} 5 Mar 2094"


def rows(page: httpx.Response, section: str) -> list[str]:
    """Read what stands in each row of a section, in one line."""
    found = re.search(rf'<h2 id="{section}">.*?</section>', page.text, re.DOTALL)
    shown = re.sub("<details.*?</details>", "", found[0], flags=re.DOTALL) if found else ""
    items = re.findall("<li>(.*?)</li>", shown, re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]+>", " ", item)).split()) for item in items]


def test_somebody_new_is_told_where_to_begin(visitor: Come, newcomer: Make) -> None:
    page = visitor(newcomer()).see("/home/")
    assert rows(page, "mine") == rows(page, "invited") == rows(page, "waits") == []
    assert re.findall(r'<a class="button[^"]*" href="(/\w[^"]*)">', page.text) == [
        "/c/new/",
        "/me/contacts/",
    ]


def test_what_i_have_not_answered_waits_the_soonest_first(visitor: Come, newcomer: Make) -> None:
    owner, person = newcomer(), newcomer()
    for name, deadline in (("Later", FUTURE), ("Soon", "2098-01-01T00:00:00Z"), ("Over", PAST)):
        invite(owner, make_calendar(owner, name=name), person, deadline=deadline)
    answered, final = (make_calendar(owner, name=name) for name in ("Answered", "Final"))
    invite(owner, answered, person)
    offer(person, answered, "09:00", "10:00")
    invite(owner, final, person)
    finalize(owner, final)
    page = visitor(person).see("/home/")
    waiting = rows(page, "waits")
    assert [row.split(" Person")[0] for row in waiting] == [
        "Say when you can: Soon",
        "Say when you can: Later",
    ]
    assert re.search(r"Answer by Wed 1 Jan 2098, 00:00 \d+ years left$", waiting[0])
    assert [(row.split()[0], row.split(":")[-1].split()[-1]) for row in rows(page, "invited")] == [
        ("Final", "Final"),
        ("Answered", "Answered"),
        ("Over", "late"),
        ("Soon", "you"),
        ("Later", "you"),
    ]


def test_a_final_meeting_is_said_in_ones_own_zone(visitor: Come, newcomer: Make) -> None:
    owner, person, other = newcomer(), newcomer(), newcomer()
    calendar = make_calendar(owner)
    for invited in (person, other):
        invite(owner, calendar, invited)
        offer(invited, calendar, "09:00", "10:00")
    offer(owner, calendar, "09:00", "10:00")
    meets = {"meets": [meet(person, "09:00", "09:30")]}
    done(owner, "PUT", f"{calendar}schedule/", meets)
    done(person, "PUT", "/accounts/profile/", {"time_zone": "Asia/Tokyo"})
    (row,) = rows(visitor(person).see("/home/"), "invited")
    assert "You meet" not in row
    finalize(owner, calendar)
    days = f"Talks Person Tester · {DAYS}"
    (row,) = rows(visitor(person).see("/home/"), "invited")
    assert row == f"{days} You meet: Mon 1 Mar 2094, 18:00 Final"
    (row,) = rows(visitor(other).see("/home/"), "invited")
    assert row == f"{days} You have no meeting. Final"


def test_a_calendar_waits_to_be_planned_and_then_planned_again(
    visitor: Come, newcomer: Make
) -> None:
    owner, one, other = newcomer(), newcomer(), newcomer()
    browser = visitor(owner)
    calendar = make_calendar(owner)
    offer(owner, calendar, "09:00", "12:00")
    invited = invite(owner, calendar, one)
    late = invite(owner, calendar, other)
    offer(one, calendar, "09:00", "10:00")
    page = browser.see("/home/")
    assert rows(page, "waits") == []
    assert rows(page, "mine") == [f"Talks {DAYS} · 1 of 2 answered"]
    set_deadline(owner, calendar, late, PAST)
    assert rows(browser.see("/home/"), "waits") == [
        "Plan the schedule: Talks The time to answer is over for everybody. 1 of 2 answered"
    ]
    done(owner, "POST", f"{calendar}schedule/")
    page = browser.see("/home/")
    assert rows(page, "waits") == []
    assert rows(page, "mine") == [f"Talks {DAYS} · 1 of 2 answered Planned"]
    set_deadline(owner, calendar, invited, FUTURE)
    assert [row.split(":")[0] for row in rows(browser.see("/home/"), "waits")] == [
        "Look at the schedule again"
    ]
    finalize(owner, calendar)
    page = browser.see("/home/")
    assert rows(page, "waits") == []
    assert rows(page, "mine")[0].endswith("Final")


def test_a_request_of_a_contact_waits(visitor: Come, newcomer: Make) -> None:
    person = newcomer()
    for _ in range(2):
        ask_contact(newcomer(), person.username)
    assert rows(visitor(person).see("/home/"), "waits") == [
        "2 people would like to be your contacts Person Tester, Person Tester Contact"
    ]
