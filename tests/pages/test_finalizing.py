"""Making a schedule final, what invitees then see, and the schedule on paper and in tables."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import httpx
import pytest
from support.calendars import done, fill_calendar, finalize, get, invite
from support.ics import entries
from support.pages import Visitor, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast, Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]


def tag_on(page: httpx.Response) -> str:
    return str(re.findall('name="tag" value="(.*?)"', page.text)[0])


def test_it_says_what_will_happen_and_does_it_once(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    invite(cast.owner, filled.calendar, cast.stranger)
    browser, path = visitor(cast.owner), f"/c/{filled.id}/finalize/"
    page = browser.see(path)
    assert "Make it final for 2 people" in page.text
    assert "1 person gets no place" in page.text
    assert "Stranger Tester" in page.text
    assert get(cast.owner, filled.calendar)["finalized"] is False
    answer = browser.send(path, {"tag": tag_on(page)})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/c/{filled.id}/schedule/")
    told = notices(browser.see(answer.headers["Location"]))
    assert told == ["The schedule is final, and everybody is told."]
    assert get(cast.owner, filled.calendar)["finalized"] is True
    for again in (browser.see(path), browser.send(path, {"tag": tag_on(page)})):
        assert again.status_code == httpx.codes.GONE


def test_an_invitee_sees_their_meeting_when_it_is_final(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    done(cast.owner, "PUT", filled.calendar, {"name": "Talks", "location": "Room 2"})
    done(cast.invitee, "PUT", "/accounts/profile/", {"time_zone": "Asia/Tokyo"})
    browser, path = visitor(cast.invitee), f"/c/{filled.id}/meeting/"
    before = browser.see(path).text
    assert "Not final yet" in before
    assert "09:00" not in before
    finalize(cast.owner, filled.calendar)
    page = browser.see(path).text
    assert "You meet Owner Tester" in page
    for shown in ("18:00</time>", "09:00</time>", "Asia/Tokyo", "Room 2"):
        assert shown in page
    done(cast.invitee, "PUT", "/accounts/profile/", {"time_zone": "UTC"})


def test_a_meeting_goes_into_ones_calendar_from_its_page(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    browser, path = visitor(cast.invitee), f"/c/{filled.id}/meeting.ics/"
    assert browser.see(path).status_code == httpx.codes.NOT_FOUND
    finalize(cast.owner, filled.calendar)
    assert f'href="{path}"' in browser.see(f"/c/{filled.id}/meeting/").text
    (entry,) = entries(browser.see(path))
    assert (entry.summary, entry.start) == ("Talks · Owner Tester", "2094-03-01T09:00:00Z")


def test_the_schedule_goes_into_its_owners_calendar(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    browser, path = visitor(cast.owner), f"/c/{filled.id}/schedule.ics/"
    assert path not in browser.see(f"/c/{filled.id}/schedule/").text
    assert browser.see(path).status_code == httpx.codes.NOT_FOUND
    finalize(cast.owner, filled.calendar)
    assert f'href="{path}"' in browser.see(f"/c/{filled.id}/schedule/").text
    found = [entry.summary for entry in entries(browser.see(path))]
    assert found == ["Talks · Invitee Tester", "Talks · Other Tester"]
    for person in (cast.invitee, cast.stranger):
        assert visitor(person).see(path).status_code == httpx.codes.FORBIDDEN
    assert browser.see(f"/c/{filled.id}/meeting.ics/").status_code == httpx.codes.NOT_FOUND


def test_who_got_no_place_is_told_kindly(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    invite(cast.owner, filled.calendar, cast.stranger)
    finalize(cast.owner, filled.calendar)
    page = visitor(cast.stranger).see(f"/c/{filled.id}/meeting/").text
    assert "There was no place for you this time" in page
    assert "Please ask Owner Tester" in page


def test_the_owner_is_led_to_the_schedule(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    answer = visitor(cast.owner).see(f"/c/{filled.id}/meeting/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/c/{filled.id}/schedule/")


def test_the_table_holds_every_meeting(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    answer = visitor(cast.owner).see(f"/c/{filled.id}/schedule.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(answer.text.lstrip("\ufeff").splitlines()))
    assert [row[1:7] for row in rows[1:]] == [
        ["09:00", "09:30", "UTC", "Invitee Tester", cast.invitee.username, "good"],
        ["10:00", "10:30", "UTC", "Other Tester", cast.other.username, "if needed"],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum"])
def test_no_name_is_a_formula(visitor: Come, cast: Cast, newcomer: Make, name: str) -> None:
    filled = fill_calendar(cast)
    person = newcomer()
    done(person, "PUT", "/accounts/profile/", {"first_name": name, "last_name": "X"})
    invite(cast.owner, filled.calendar, person)
    meets = [
        {
            "meeter": person.id,
            "start_period": "2094-03-01T11:00:00Z",
            "end_period": "2094-03-01T11:30:00Z",
        }
    ]
    done(cast.owner, "PUT", f"{filled.calendar}schedule/", {"meets": meets, "force": True})
    answer = visitor(cast.owner).see(f"/c/{filled.id}/schedule.csv/")
    *_, row = csv.reader(answer.text.splitlines())
    assert row[4] == f"'{name} X"


def test_paper_and_picture_show_everybody(visitor: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    browser = visitor(cast.owner)
    paper = browser.see(f"/c/{filled.id}/print/").text
    assert "Not final yet" in paper
    picture = browser.see(f"/c/{filled.id}/schedule/overview/").text
    for page in (paper, picture):
        assert "Invitee Tester" in page
        assert "Other Tester" in page
    assert picture.count('class="frame"') == 2
