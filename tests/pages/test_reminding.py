"""One press reminds all who have not answered; it is there only while there are some."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
from support.calendars import finalize, invite, make_calendar, offer, set_deadline
from support.pages import notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.pages import Visitor
    from support.people import Person

    Come = Callable[..., Visitor]
    Make = Callable[[], Person]


def buttons(page: httpx.Response) -> list[str]:
    return re.findall(r"<button[^>]*>(Remind [^<]*)</button>", page.text)


def test_the_button_says_whom_it_reminds_and_the_page_what_was_done(
    visitor: Come, newcomer: Make
) -> None:
    owner, one, other, late = (newcomer() for _ in range(4))
    calendar = make_calendar(owner)
    page = f"/c/{calendar.split('/')[2]}/"
    browser = visitor(owner)
    assert buttons(browser.see(page)) == []
    for person in (one, other):
        invite(owner, calendar, person)
    set_deadline(owner, calendar, invite(owner, calendar, late), "2020-01-01T00:00:00Z")
    assert buttons(browser.see(page)) == ["Remind the 2 who have not answered"]
    sent = browser.send(f"{page}remind/")
    assert (sent.status_code, sent.headers["Location"]) == (302, page)
    assert notices(browser.see(page)) == ["2 people are reminded."]
    offer(one, calendar, "09:00", "10:00")
    assert buttons(browser.see(page)) == ["Remind the one who has not answered"]
    browser.send(f"{page}remind/")
    assert notices(browser.see(page)) == ["1 person is reminded."]
    offer(other, calendar, "09:00", "10:00")
    assert buttons(browser.see(page)) == []


def test_a_final_calendar_reminds_nobody(visitor: Come, newcomer: Make) -> None:
    owner = newcomer()
    calendar = make_calendar(owner)
    invite(owner, calendar, newcomer())
    finalize(owner, calendar)
    page = f"/c/{calendar.split('/')[2]}/"
    browser = visitor(owner)
    assert buttons(browser.see(page)) == []
    assert browser.send(f"{page}remind/").status_code == httpx.codes.GONE
