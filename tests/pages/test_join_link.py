"""The owner's page for the join link, and how one comes there."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from support.calendars import FUTURE, ask, get, make_calendar, open_to_all
from support.pages import errors, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from support.pages import Visitor
    from support.people import Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]

VALUES = {"most_people": "3", "deadline": "2099-01-01T00:00"}


def link_on(page: httpx.Response) -> str:
    found = re.search(r'<textarea id="address"[^>]*>([^<]*)</textarea>', page.text)
    return unescape(found[1]) if found else ""


def test_it_is_made_changed_and_turned_off(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    calendar = make_calendar(owner)
    page = f"/c/{calendar.split('/')[2]}/join-link/"
    browser = visitor(owner)
    off = browser.see(page)
    assert (off.status_code, link_on(off)) == (200, "")
    assert "Make a join link" in off.text
    assert "Turn off" not in off.text
    made = browser.send(page, VALUES)
    assert (made.status_code, made.headers["Location"]) == (302, page)
    on = browser.see(page)
    assert notices(on) == ["Here is the link. Whoever has it may join."]
    shown = get(owner, f"{calendar}join-link/")
    assert shown == {"link": link_on(on), "deadline": FUTURE, "most_people": 3, "joined": 0}
    assert "0 of 3 have joined" in on.text
    browser.send(page, {**VALUES, "most_people": "4"})
    changed = browser.see(page)
    assert notices(changed) == ["The join link is changed."]
    assert link_on(changed) == shown["link"]
    assert browser.send(f"{page}end/").headers["Location"] == page
    ended = browser.see(page)
    assert notices(ended) == ["The join link is off. Nobody can join by it any more."]
    assert link_on(ended) == ""
    assert ask(owner, "GET", f"{calendar}join-link/")[0] == 404
    assert browser.send(f"{page}end/").status_code == 404


def test_what_is_refused_stands_beside_its_field(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    page = f"/c/{make_calendar(owner).split('/')[2]}/join-link/"
    browser = visitor(owner)
    refused = browser.send(page, {"most_people": "0", "deadline": ""})
    assert refused.status_code == 400
    assert errors(refused) == [
        "How many may join: Ensure this value is between 1 and 2000.",
        "Answer by: This field is required.",
    ]
    assert link_on(refused) == ""


def test_two_pages_lead_there(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    home = f"/c/{make_calendar(owner).split('/')[2]}/"
    browser = visitor(owner)
    for page in (home, f"{home}invite/"):
        assert f'href="{home}join-link/"' in browser.see(page).text


def test_the_export_tells_of_it_without_the_link(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    calendar = make_calendar(owner)
    make_calendar(owner)
    link = open_to_all(owner, calendar)
    export = visitor(owner).see("/me/data/export/")
    kept = [one["join_link"] for one in export.json()["calendars"]]
    assert kept == [{"deadline": FUTURE, "most_people": 3}, None]
    assert link.partition("token=")[2] not in export.text
