"""Pages in German say nothing in English: neither as they are, nor of what was done or refused."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.calendars import (
    done,
    fill_both,
    fill_calendar,
    finalize,
    id_of,
    invite,
    make_calendar,
    meet,
    offer,
    set_deadline,
)
from support.entering import page_of, row, tag_in
from support.pages import PAGES, Address, Visitor, errors, notices
from support.pages import come as enter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.calendars import Filled
    from support.guests import Guest
    from support.people import Cast, Person
    from support.service import Service

    Come = Callable[..., Visitor]

ENGLISH = re.compile(
    r"\b(?:The|This|There|You|Your|It|Use|Ensure|Enter|User|No|the|of|is|are|has|have|not|no|you"
    r"|your|and|or|with|this|that|for|more|must|be|it|by|from|meeting|please)\b"
)
ATTRIBUTES = re.compile(r'(?:aria-label|title|alt|placeholder|data-[\w-]+)="([^"]* [^"]*)"')
# Scripts, what says of itself that it is in another language, and the names of zones.
APART = re.compile(
    r'<(script|style)\b.*?</\1>|<\w+[^>]* lang="en".*?>[^<]*|<option value="\w+/.*?</option>',
    re.DOTALL,
)
GERMAN = {"Accept-Language": "de"}
TOO_EARLY, TOO_LATE = "2026-01-01", "2095-01-01"


@pytest.fixture(scope="module")
def filled(cast: Cast) -> Filled:
    return fill_both(cast)


@pytest.fixture
def come(service: Service) -> Iterator[Callable[[Person | None], Visitor]]:
    """Come with a browser that asks for German."""
    came: list[Visitor] = []

    def one(who: Person | Guest | None = None) -> Visitor:
        came.append(enter(service.url, who))
        came[-1].http.headers.update(GERMAN)
        return came[-1]

    yield one
    for visitor in came:
        visitor.http.close()


def said(page: httpx.Response) -> str:
    """Gather what a page says: its text, and what stands in attributes for people or scripts."""
    body = APART.sub("", page.text)
    text = re.sub(r"<[^>]*>", " \n ", body)
    return unescape(" \n ".join([text, *ATTRIBUTES.findall(body)]))


def english_in(page: httpx.Response) -> list[str]:
    assert page.headers.get("Content-Language", "de") == "de"
    lines = (line.strip() for line in said(page).split("\n"))
    return [line for line in lines if ENGLISH.search(line)]


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_a_page(come: Come, cast: Cast, filled: Filled, address: Address) -> None:
    browser = come(address.looker(cast, filled))
    assert english_in(browser.see(address.within(filled))) == []


def test_the_search_for_english_finds_it(visitor: Come) -> None:
    page = visitor().see("/login/", headers={"Accept-Language": "en"})
    page.headers["Content-Language"] = "de"
    assert english_in(page) != []


MOVES = {
    "2094-03-01T10:00:00Z/2094-03-01T10:30:00Z": (
        "{invitee} hat die Zeit dieses Treffens nicht angeboten."
    ),
    "2094-03-01T07:00:00Z/2094-03-01T07:30:00Z": (
        "Sie haben die Zeit des Treffens von {invitee} nicht angeboten."
    ),
    "2094-04-01T09:00:00Z/2094-04-01T09:30:00Z": (
        "Das Treffen von {invitee} liegt nicht in den Tagen des Kalenders, "
        "2094-03-01 bis 2094-03-05."
    ),
    "2094-03-01T10:15:00Z/2094-03-01T10:45:00Z force": (
        "Die Treffen von {other} und {invitee} überschneiden sich oder lassen zu wenig Pause."
    ),
}


@pytest.mark.parametrize("place", MOVES)
def test_a_move_that_breaks_a_rule(come: Come, cast: Cast, filled: Filled, place: str) -> None:
    browser = come(cast.owner)
    path = f"/c/{filled.id}/schedule/"
    tag = re.findall('data-tag="(.*?)"', browser.see(path).text)[0]
    times, _, force = place.partition(" ")
    sent = {"tag": tag, "times": times, "force": "true" if force else "false"}
    page = browser.send(f"{path}{filled.invited['id']}/", sent)
    assert page.status_code == httpx.codes.BAD_REQUEST
    names = {"invitee": cast.invitee.username, "other": cast.other.username}
    assert MOVES[place].format(**names) in said(page)
    assert english_in(page) == []


def test_a_schedule_that_breaks_a_rule(come: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    meets = [meet(cast.invitee, "11:00", "11:30"), meet(cast.other, "10:00", "10:30")]
    done(cast.owner, "PUT", f"{filled.calendar}schedule/", {"meets": meets, "force": True})
    page = come(cast.owner).see(f"/c/{filled.id}/schedule/verdict/")
    told = f"{cast.invitee.username} hat die Zeit dieses Treffens nicht angeboten."
    assert told in said(page)
    assert english_in(page) == []


def test_edits_of_a_schedule_and_what_they_tell(come: Come, cast: Cast) -> None:
    filled = fill_calendar(cast)
    offer(cast.invitee, filled.calendar, "11:00", "12:00", 1)
    browser = come(cast.owner)
    path = f"/c/{filled.id}/schedule/"
    old = re.findall('data-tag="(.*?)"', browser.see(path).text)[0]
    one = f"{path}{filled.invited['id']}/"
    acts: list[tuple[str, dict[str, Any]]] = [
        (one, {"tag": old, "times": "2094-03-01T11:00:00Z/2094-03-01T11:30:00Z"}),
        (f"{path}plan/", {}),
        (f"{path}shorten/", {"meeting_minutes": "25"}),
        (f"{path}open/", {"times": "2094-03-02T09:00:00Z/2094-03-02T10:00:00Z"}),
    ]
    for address, values in acts:
        assert browser.send(address, values).status_code == httpx.codes.FOUND, address
        page = browser.see(path)
        assert notices(page)
        assert english_in(page) == [], address
    for address, values in [
        (one, acts[0][1]),
        (f"{one}out/", {"tag": old}),
        (f"{path}clear/", {"tag": old}),
    ]:
        page = browser.send(address, values)
        assert (page.status_code, english_in(page)) == (412, []), address
    page = browser.send(f"{path}plan/", {"keep": ["4611686018427387904"]})
    assert "Die Person 4611686018427387904 hat kein Treffen, das bleiben könnte." in said(page)
    assert english_in(page) == []


@pytest.mark.parametrize(
    ("query", "values", "told"),
    [
        ("list", row(0, "09:00", "10:00", day=TOO_LATE), "2094-03-01 bis 2094-03-05"),
        ("list", row(0, "9", "10:00"), "Stunden und Minuten, wie 09:30."),
        ("list", row(0, "09:00", "08:00", end_day="2094-03-02"), "Das Ende muss nach dem Anfang"),
        ("list", row(0, "09:00", "10:00", preference="7"), "Erlaubt ist 1 bis 3."),
        ("text", {"text": "Mo 9-12 manchmal", "save": "1"}, "„manchmal“ ist nicht verstanden."),
        ("text", {"text": "Di 13:00-9:00, Mi 9, Sa 9-12", "save": "1"}, "endet, bevor es beginnt"),
        ("text", {"text": "a\x01b"}, "Steuerzeichen sind nicht erlaubt."),
        ("week", {"cells": "x"}, "Das hat nicht die Seite gemacht."),
        ("week", {"cells": "1=3"}, "Diese Felder gehören nicht zu dieser Woche."),
    ],
)
def test_times_that_are_refused(
    come: Come, cast: Cast, filled: Filled, query: str, values: dict[str, str], told: str
) -> None:
    browser = come(cast.invitee)
    path = page_of(filled, f"?view={query}")
    page = browser.send(path, {"tag": tag_in(browser.see(path)), **values})
    assert (page.status_code, english_in(page)) == (httpx.codes.BAD_REQUEST, [])
    assert told in said(page)


def test_forms_that_are_refused(come: Come, cast: Cast, filled: Filled) -> None:
    owners = {
        "/c/new/": [
            {},
            {"name": "A", "start_date": TOO_EARLY, "end_date": TOO_LATE, "meeting_minutes": "7"},
            {"name": "A", "start_date": TOO_EARLY, "end_date": TOO_LATE},
            {"name": "A", "start_date": TOO_LATE, "end_date": TOO_EARLY},
            {"name": "A" * 300, "start_date": "x", "end_date": "9999-01-01", "time_zone": "Mars"},
        ],
        f"/c/{filled.id}/settings/": [{"name": "", "buffer_minutes": "1"}],
        f"/c/{filled.id}/invite/": [
            {},
            {"usernames": "niemand", "deadline": "2099-01-01T00:00"},
            {"usernames": cast.owner.username, "deadline": "2099-01-01T00:00"},
            {"usernames": cast.other.username, "deadline": "2099-01-01T00:00"},
            {"usernames": "\n".join(map(str, range(501))), "deadline": "2099-01-01T00:00"},
            {"usernames": "a", "deadline": "tomorrow"},
        ],
        f"/c/{filled.id}/invitee/{filled.invited['id']}/": [
            {"deadline": "", "meeting_minutes": "4"}
        ],
        "/me/profile/": [{"first_name": "", "email": "x", "time_zone": "Mars"}],
        "/me/password/": [
            {},
            {"current_password": "wrong", "new_password": "1", "confirm_password": "1"},
        ],
        "/me/data/delete/": [{}, {"current_password": "wrong"}],
        "/me/contacts/": [{}, {"requested": "niemand"}, {"requested": cast.owner.username}],
    }
    browser = come(cast.owner)
    for path, bodies in owners.items():
        for body in bodies:
            page = browser.send(path, body)
            assert (page.status_code, english_in(page)) == (400, []), (path, body)


def test_entering_that_is_refused(come: Come) -> None:
    browser = come()
    weak = {"username": "a b", "email": "x", "password": "123", "confirm_password": "124"}
    for path, body in [
        ("/signup/", {}),
        ("/signup/", weak),
        ("/signup/", {**weak, "confirm_password": "123"}),
        ("/login/", {}),
        ("/login/", {"username": "niemand", "password": "wrong"}),
    ]:
        page = browser.send(path, body)
        assert (page.status_code, english_in(page)) == (400, []), (path, body)


def test_pictures_that_are_refused(come: Come, cast: Cast) -> None:
    browser = come(cast.owner)
    for content, told in [
        (b"no picture", "höchstens 25 Megapixeln hochladen."),
        (b"x" * 5_000_001, "Ein Bild hat höchstens 5.000.000 Bytes."),
    ]:
        page = browser.send("/me/profile/", files={"profile_picture": ("a.png", content)})
        assert page.status_code == httpx.codes.BAD_REQUEST
        assert [error for error in errors(page) if told in error]
        assert english_in(page) == []


def test_what_is_closed(come: Come, cast: Cast) -> None:
    late, final = fill_calendar(cast), fill_calendar(cast)
    set_deadline(cast.owner, late.calendar, late.invited, "2020-01-01T00:00:00Z")
    finalize(cast.owner, final.calendar)
    for filled in (late, final):
        browser = come(cast.invitee)
        path = page_of(filled)
        page = browser.see(path)
        assert (page.status_code, english_in(page)) == (200, [])
        page = browser.send(path, {"tag": "x", "cells": ""})
        assert (page.status_code, english_in(page)) == (410, [])
    browser = come(cast.owner)
    for address in PAGES:
        if address.who == "owner" and "{calendar}" in address.path:
            assert english_in(browser.see(address.within(final))) == [], address


def test_why_somebody_has_no_meeting(come: Come, cast: Cast, newcomer: Come) -> None:
    calendar = make_calendar(cast.owner, meeting_minutes=60)
    people: list[Any] = [newcomer() for _ in range(6)]
    for person in people:
        invite(cast.owner, calendar, person)
    offer(cast.owner, calendar, "09:00", "10:00")
    for person, start, end in zip(
        people,
        ("09:00", "09:00", "09:00", "14:00", "09:30"),
        ("10:00",) * 3 + ("15:00", "10:30"),
        strict=False,
    ):
        offer(person, calendar, start, end)
    done(cast.owner, "POST", f"{calendar}schedule/")
    number = id_of(calendar)
    browser = come(cast.owner)
    for path in ("schedule/", "schedule/report/", "schedule/others/", "schedule/overview/", ""):
        page = browser.see(f"/c/{number}/{path}")
        assert (page.status_code, english_in(page)) == (200, []), path
