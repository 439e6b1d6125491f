"""Opening a calendar, changing it and deleting it, as pages do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest
from support.calendars import (
    DAYS,
    FUTURE,
    NOT_FOUND,
    ask,
    done,
    fill_calendar,
    finalize,
    get,
    invite,
    make_calendar,
    offer,
)
from support.pages import Visitor, errors, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast, Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

DETAILS = {
    "name": "Talks",
    "meeting_minutes": "45",
    "buffer_minutes": "5",
    "time_zone": "Asia/Tokyo",
    "location": "Room 2",
    "description": "Bring\r\nyour thesis",
}


def page_of(calendar: str, rest: str = "") -> str:
    return f"/c/{calendar.split('/')[2]}/{rest}"


def test_a_calendar_is_opened_and_leads_to_ones_hours(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    browser = visitor(owner)
    answer = browser.send("/c/new/", {**DETAILS, **DAYS})
    assert answer.status_code == httpx.codes.FOUND
    (made,) = get(owner, "/calendars/")
    assert answer.headers["Location"] == f"/c/{made['id']}/availability/"
    assert made == {
        "id": made["id"],
        "owner": owner.id,
        "finalized": False,
        **DAYS,
        **DETAILS,
        "meeting_minutes": 45,
        "buffer_minutes": 5,
    }
    told = notices(browser.see(answer.headers["Location"]))
    assert told == ["“Talks” is open. Now say when you have time."]


def test_a_calendar_starts_in_ones_own_zone(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    owner.call("PUT", "/accounts/profile/", {"time_zone": "Europe/Berlin"})
    page = visitor(owner).see("/c/new/").text
    assert re.search(r'name="time_zone" value="Europe/Berlin"', page)
    assert '<option value="Africa/Abidjan">' in page


def test_a_calendar_is_refused_beside_its_fields(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    backwards = {"start_date": "2094-03-05", "end_date": "2094-03-01"}
    values = {**DETAILS, **backwards, "name": " ", "meeting_minutes": "7", "time_zone": "Berlin"}
    page = visitor(owner).send("/c/new/", values)
    assert page.status_code == httpx.codes.BAD_REQUEST
    assert errors(page) == [
        "Name: This field may not be blank.",
        "Minutes a meeting: Ensure this value is a multiple of 5.",
        "Time zone: Not a time zone. Use an IANA name like Europe/Berlin.",
    ]
    assert 'value="2094-03-05"' in page.text
    page = visitor(owner).send("/c/new/", {**DETAILS, **backwards})
    assert errors(page) == ["The last day is before the first."]
    assert get(owner, "/calendars/") == []


def test_settings_are_changed_and_the_days_stay(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    before = get(cast.owner, calendar)
    browser = visitor(cast.owner)
    answer = browser.send(page_of(calendar, "settings/"), {**DETAILS, "start_date": "2094-01-01"})
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(calendar))
    assert notices(browser.see(page_of(calendar))) == ["The calendar is changed."]
    assert get(cast.owner, calendar) == {
        **before,
        **DETAILS,
        "meeting_minutes": 45,
        "buffer_minutes": 5,
    }


def test_the_zone_stays_once_somebody_has_answered(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    browser = visitor(cast.owner)
    shown = browser.see(page_of(calendar, "settings/")).text
    assert not re.search(r'name="time_zone"[^>]* disabled', shown)
    offer(cast.owner, calendar, "09:00", "10:00")
    before = get(cast.owner, calendar)
    page = browser.see(page_of(calendar, "settings/")).text
    assert re.search(r'name="time_zone"[^>]* disabled', page)
    assert "change any more: somebody has said when they have time." in page
    refused = browser.send(page_of(calendar, "settings/"), DETAILS)
    assert refused.status_code == httpx.codes.BAD_REQUEST
    assert errors(refused) == [
        "Time zone: The time zone can't change any more: somebody has given an availability."
    ]
    assert get(cast.owner, calendar) == before
    without = {name: value for name, value in DETAILS.items() if name != "time_zone"}
    assert browser.send(page_of(calendar, "settings/"), without).status_code == httpx.codes.FOUND
    assert get(cast.owner, calendar)["time_zone"] == "UTC"


SAME = {name: DETAILS[name] for name in ("name", "location", "description")}


@pytest.mark.parametrize(
    ("setting", "changes"),
    [
        ({"name": "Thesis talks"}, 0),
        ({"location": "Room 8", "description": "Bring it."}, 0),
        ({"meeting_minutes": "30", "buffer_minutes": "0", "time_zone": "UTC"}, 0),
        ({"name": "Thesis talks", "meeting_minutes": "20"}, 1),
        ({"buffer_minutes": "5"}, 1),
    ],
)
def test_a_setting_outdates_a_plan_that_depends_on_it(
    visitor: Come, cast: Cast, setting: dict[str, str], changes: int
) -> None:
    calendar = fill_calendar(cast).calendar
    done(cast.owner, "POST", f"{calendar}schedule/")
    browser = visitor(cast.owner)
    form = {**SAME, "meeting_minutes": "30", "buffer_minutes": "0", **setting}
    for _ in range(2):
        answer = browser.send(page_of(calendar, "settings/"), form)
        assert answer.status_code == httpx.codes.FOUND
    assert changes_since_plan(browser, calendar) == changes


def test_another_name_does_not_hide_what_was_answered_before(visitor: Come, cast: Cast) -> None:
    calendar = fill_calendar(cast).calendar
    done(cast.owner, "POST", f"{calendar}schedule/")
    offer(cast.other, calendar, "11:00", "12:00")
    done(cast.owner, "PUT", calendar, {"name": "Thesis talks"})
    assert changes_since_plan(visitor(cast.owner), calendar) == 1


def changes_since_plan(browser: Visitor, calendar: str) -> int:
    page = browser.see(page_of(calendar, "schedule/")).text
    said = re.search(r"(\d+) changes? since this plan", page)
    return int(said[1]) if said else 0


def test_a_calendar_is_deleted_with_what_the_page_says(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    for person in (cast.invitee, cast.other):
        invite(cast.owner, calendar, person)
    offer(cast.owner, calendar, "09:00", "12:00")
    offer(cast.invitee, calendar, "09:00", "10:00")
    browser = visitor(cast.owner)
    page = browser.see(page_of(calendar, "delete/")).text
    assert re.findall("<li>(.*?)</li>", page) == [
        "2 invitations",
        "1 reply, with all its times",
        "your hours",
        "0 planned meetings",
    ]
    answer = browser.send(page_of(calendar, "delete/"))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/home/")
    assert notices(browser.see("/home/")) == ["“Talks” is deleted."]
    assert ask(cast.owner, "GET", calendar) == NOT_FOUND


def test_a_final_calendar_can_be_deleted_but_not_changed(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    finalize(cast.owner, calendar)
    browser = visitor(cast.owner)
    page = browser.see(page_of(calendar)).text
    assert page_of(calendar, "delete/") in page
    assert page_of(calendar, "settings/") not in page
    assert browser.see(page_of(calendar, "settings/")).status_code == httpx.codes.GONE
    assert browser.send(page_of(calendar, "settings/"), DETAILS).status_code == httpx.codes.GONE
    assert "0 final meetings" in browser.see(page_of(calendar, "delete/")).text
    assert browser.send(page_of(calendar, "delete/")).status_code == httpx.codes.FOUND
    assert ask(cast.owner, "GET", calendar) == NOT_FOUND


def test_an_invitation_is_changed_and_taken_back(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner, time_zone="Asia/Tokyo")
    invited = invite(cast.owner, calendar, cast.invitee, deadline=FUTURE, meeting_minutes=45)
    address = page_of(calendar, f"invitee/{invited['id']}/")
    browser = visitor(cast.owner)
    page = browser.see(address).text
    assert re.search(r'name="deadline" value="2099-01-01T09:00"', page)
    assert re.search(r'name="meeting_minutes" value="45"', page)
    answer = browser.send(address, {"deadline": "2094-02-27T18:00", "meeting_minutes": ""})
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(calendar))
    told = notices(browser.see(page_of(calendar)))
    assert told == ["The invitation of Invitee Tester is changed."]
    path = f"{calendar}invitee/{invited['id']}/"
    changed = {**invited, "deadline": "2094-02-27T09:00:00Z", "meeting_minutes": None}
    assert get(cast.owner, path) == changed
    assert "Remove Invitee Tester?" in browser.see(f"{address}remove/").text
    answer = browser.send(f"{address}remove/")
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(calendar))
    assert notices(browser.see(page_of(calendar))) == ["Invitee Tester is not invited any more."]
    assert ask(cast.owner, "GET", path) == NOT_FOUND


def test_an_invitation_is_refused_beside_its_fields(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invited = invite(cast.owner, calendar, cast.invitee)
    address = page_of(calendar, f"invitee/{invited['id']}/")
    page = visitor(cast.owner).send(address, {"deadline": "", "meeting_minutes": "7"})
    assert page.status_code == httpx.codes.BAD_REQUEST
    assert errors(page) == [
        "Answer by: This field is required.",
        "Minutes of this meeting: Ensure this value is a multiple of 5.",
    ]
    assert get(cast.owner, f"{calendar}invitee/{invited['id']}/") == invited
