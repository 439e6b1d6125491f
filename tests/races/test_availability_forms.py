"""Of many forms sent from one old copy of somebody's times, one is saved; the rest show both."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import httpx
from support.calendars import get, invite, make_calendar, offer
from support.entering import tag_in
from support.pages import HTML, TOKEN, visit
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds, statuses

if TYPE_CHECKING:
    from support.pages import Visitor

pytestmark = LONG

FIRST = datetime(2094, 3, 1, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def one_form_from_a_copy_is_saved(track: Track) -> None:
    """Sixteen tabs hold the same week; each paints a quarter hour of its own."""
    calendar = make_calendar(track.cast.owner)
    invite(track.cast.owner, calendar, track.cast.invitee)
    held = offer(track.cast.invitee, calendar, "09:00", "10:00", 1)
    browser = visit(track.url, track.cast.invitee.username)
    path = f"/c/{calendar.split('/')[2]}/availability/"
    tag = tag_in(browser.see(path))
    forms = [{"tag": tag, "cells": f"{seconds(number)}=3"} for number in range(RUNNERS)]
    answers = track.race([partial(send, browser, path, form) for form in forms])
    browser.http.close()
    assert statuses(answers) == {302: 1, 412: RUNNERS - 1}
    (saved,) = (n for n, answer in enumerate(answers) if answer.status_code == httpx.codes.FOUND)
    rows = get(track.cast.owner, f"{calendar}availabilities/")
    painted = (FIRST + saved * QUARTER, FIRST + (saved + 1) * QUARTER)
    assert [(row["start_period"], row["end_period"], row["preference"]) for row in rows] == [
        (*(f"{moment:%FT%TZ}" for moment in painted), 3),
        (held["start_period"], held["end_period"], 1),
    ]
    for number, answer in enumerate(answers):
        if number != saved:
            assert answer.headers["Content-Type"] == HTML
            assert holds(answer, number)


def seconds(quarter: int) -> int:
    return int((FIRST + quarter * QUARTER).timestamp())


def send(browser: Visitor, path: str, form: dict[str, str], client: httpx.Client) -> httpx.Response:
    """Send a form as that browser does, over a connection that stands already."""
    cookies = dict(browser.http.cookies.items())
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    values = {"csrfmiddlewaretoken": cookies[TOKEN], **form}
    url = browser.http.base_url.join(path)
    return client.post(url, data=values, headers={**headers, "Accept": "text/html"})


def holds(refused: httpx.Response, quarter: int) -> bool:
    """Tell whether a page of both still holds what was painted, to save it after all."""
    kept = re.findall(r'name="keep" value="([^"]*)"', refused.text)[0]
    best = re.findall(r"(\d+)-(\d+)=3", kept)
    first, last = seconds(quarter), seconds(quarter + 1)
    return any(int(start) <= first and last <= int(end) for start, end in best)


def test_one_form_from_a_copy_is_saved(track: Track) -> None:
    run_rounds(one_form_from_a_copy_is_saved, track)


def test_several_forms_from_a_copy_would_be_saved(breaks_without: Breaks) -> None:
    breaks_without("claim", one_form_from_a_copy_is_saved)
