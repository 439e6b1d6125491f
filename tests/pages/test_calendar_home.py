"""A calendar's own page: who has answered, whether there is room, what comes next."""

from __future__ import annotations

import csv
import re
from html import unescape
from io import StringIO
from typing import TYPE_CHECKING

import httpx
import pytest
from support.calendars import (
    PAST,
    done,
    fill_calendar,
    finalize,
    get,
    id_of,
    invite,
    make_calendar,
    offer,
    set_deadline,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.pages import Visitor
    from support.people import Cast, Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]


def page_of(calendar: str, rest: str = "") -> str:
    return f"/c/{calendar.split('/')[2]}/{rest}"


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def rows(page: httpx.Response) -> list[str]:
    found = re.search(r'<ul class="rows tracker".*?</ul>', page.text, re.DOTALL)
    items = re.findall("<li.*?</li>", found[0], re.DOTALL) if found else []
    return [text_of(item) for item in items]


def figures(page: httpx.Response) -> dict[str, str]:
    """Read the figures at the head, each by its name."""
    found = re.search(r'<dl class="figures-row">.*?</dl>', page.text, re.DOTALL)
    assert found
    return {
        text_of(name): text_of(value)
        for name, value in re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", found[0], re.DOTALL)
    }


def step(page: httpx.Response) -> str:
    """Read what comes next."""
    found = re.search(r'<div class="plan-next">(.*?)</div>', page.text, re.DOTALL)
    assert found
    return text_of(found[1])


def test_a_calendar_says_what_comes_next(visitor: Come, newcomer: Make) -> None:
    owner, person, other = newcomer(), newcomer(), newcomer()
    browser = visitor(owner)
    calendar = make_calendar(owner)

    def next_step() -> str:
        return step(browser.see(page_of(calendar)))

    assert next_step() == "You have not said yet when you have time. Enter your hours"
    offer(owner, calendar, "09:00", "09:30")
    assert next_step() == "Nobody is invited yet. Invite people"
    invite(owner, calendar, person)
    waiting = "1 person has not answered yet. You can plan now, and again later."
    assert next_step() == f"{waiting} Plan the schedule"
    invited = invite(owner, calendar, other)
    no_room = "There is no room for 1 person. You could offer more hours."
    assert next_step() == f"{no_room} Plan the schedule"
    done(owner, "DELETE", f"{calendar}invitee/{invited['id']}/")
    offer(person, calendar, "09:00", "10:00")
    assert next_step() == "Everybody has answered. Plan the schedule"
    assert browser.send(page_of(calendar, "schedule/plan/")).status_code == httpx.codes.FOUND
    assert next_step() == "There is a schedule. You can still change it. Open the schedule"
    offer(person, calendar, "10:00", "11:00")
    changed = "1 change since this plan: an answer, a person or a setting."
    assert next_step() == f"{changed} Open the schedule"
    finalize(owner, calendar)
    unless = "Nothing can change any more, unless you reopen it."
    assert next_step() == f"{unless} Reopen … Look at the schedule"


def test_who_has_answered_and_how_stands_there_by_name(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    calendar = make_calendar(owner)
    offer(owner, calendar, "09:00", "11:00")
    offer(owner, calendar, "2094-03-02T09:00:00Z", "2094-03-02T09:30:00Z")
    people = [newcomer() for _ in range(4)]
    for number, person in enumerate(people):
        names = {"first_name": f"{number}", "last_name": "Doe"}
        person.call("PUT", "/accounts/profile/", names)
    one, declined, late, silent = people
    invited = {person.username: invite(owner, calendar, person) for person in people}
    offer(one, calendar, "09:00", "10:00")
    done(declined, "PUT", f"/invitations/{invited[declined.username]['id']}/", {"answered": True})
    set_deadline(owner, calendar, invited[late.username], PAST)
    browser = visitor(owner)
    page = browser.see(page_of(calendar))
    until = "until Thu 1 Jan, 00:00 Change"
    assert rows(page) == [
        f"0D 0 Doe @{one.username} Answered {until} 0 Doe",
        f"1D 1 Doe @{declined.username} None suits {until} 1 Doe",
        f"2D 2 Doe @{late.username} No answer until Wed 1 Jan, 00:00 Change 2 Doe",
        f"3D 3 Doe @{silent.username} Not answered {until} 3 Doe",
    ]
    assert figures(page) == {
        "Answered": "2 of 4",
        "Room": "5 meetings, 4 people",
        "Your hours": "2.5 hours on 2 days",
    }
    shown = {
        kind: [row.split()[1] for row in rows(browser.see(f"{page_of(calendar)}?show={kind}"))]
        for kind in ("waiting", "answered", "none")
    }
    assert shown == {"waiting": ["2", "3"], "answered": ["0"], "none": ["1"]}
    done(owner, "POST", f"{calendar}schedule/")
    page = browser.see(f"{page_of(calendar)}?show=unplaced")
    assert [row.split()[1] for row in rows(page)] == ["1", "2", "3"]
    assert all("no place" in row for row in rows(page))
    assert figures(page)["Have a meeting"] == "1 of 4"
    assert "Mon 1 Mar, 09:00" in rows(browser.see(f"{page_of(calendar)}?show=answered"))[0]


def test_what_nobody_can_ask_for_is_not_there(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    browser = visitor(cast.owner)
    for query in ("show=secrets", "page=0", "page=x", "page=99999999999"):
        assert browser.see(f"{page_of(calendar)}?{query}").status_code == httpx.codes.NOT_FOUND
    assert browser.see(f"{page_of(calendar)}?page=9").status_code == httpx.codes.OK


def test_an_invitee_is_led_to_their_times_and_then_to_their_meeting(
    visitor: Come, cast: Cast
) -> None:
    filled = fill_calendar(cast)
    browser = visitor(cast.invitee)
    answer = browser.see(page_of(filled.calendar))
    assert answer.headers["Location"] == page_of(filled.calendar, "availability/")
    finalize(cast.owner, filled.calendar)
    answer = browser.see(page_of(filled.calendar))
    assert answer.headers["Location"] == page_of(filled.calendar, "meeting/")


def period(start: str, end: str, preference: int) -> dict[str, object]:
    day, _ = start.split("T")
    times = {"start_period": f"{start}:00Z", "end_period": f"{day}T{end}:00Z"}
    return {**times, "preference": preference}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1"])
def test_replies_are_downloaded_and_nothing_in_them_is_calculated(
    visitor: Come, newcomer: Make, name: str
) -> None:
    owner, person, silent = newcomer(), newcomer(), newcomer()
    person.call("PUT", "/accounts/profile/", {"first_name": name, "last_name": "Doe"})
    calendar = make_calendar(owner, time_zone="Asia/Tokyo")
    invite(owner, calendar, person, deadline="2093-12-24T09:00:00Z", meeting_minutes=45)
    invite(owner, calendar, silent)
    offer(owner, calendar, "00:00", "05:00")
    periods = [period("2094-03-01T00:00", "01:00", 3), period("2094-03-02T02:00", "02:30", 1)]
    done(owner, "PUT", f"{calendar}availabilities/", {"user": person.id, "periods": periods})
    answer = visitor(owner).see(page_of(calendar, "replies.csv"))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    key = id_of(calendar)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="replies-{key}.csv"'
    head, first, second = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
    zone = "(Asia/Tokyo)"
    assert head == [
        "Name",
        "Username",
        "Reply",
        f"Answered at {zone}",
        f"Answer by {zone}",
        "Minutes",
        f"Times {zone}",
    ]
    guarded = f"'{name} Doe" if name[0] in "=+-@" else f"{name} Doe"
    times = "2094-03-01 09:00 to 2094-03-01 10:00 (+++); 2094-03-02 11:00 to 2094-03-02 11:30 (+)"
    assert [*first[:3], *first[4:]] == [
        guarded,
        person.username,
        "Answered",
        "2093-12-24 18:00",
        "45",
        times,
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", first[3])
    assert second[1:] == [silent.username, "Not answered", "", "2099-01-01 09:00", "30", ""]
    assert len(get(owner, f"{calendar}invitee/")) == 2
