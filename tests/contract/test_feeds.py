"""Feeds: final meetings at an address that is a secret, and ends when its owner says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from support.accounts import deactivate, delete
from support.calendars import NOT_FOUND, ask, done, fill_calendar, finalize, get, reopen
from support.clients import client
from support.feeds import make_feed, path_of, read_feed
from support.fingerprint import changed_tables, fingerprint
from support.ics import entries

from oneonone.schedules.models import Appointment

if TYPE_CHECKING:
    from support.people import Cast, Person

Make = Callable[[], "Person"]
UNKNOWN = {"detail": "Not found."}
KINDS = ("meetings", "calendars")
NO_KIND = "is not a valid choice."


def refused(answer: httpx.Response) -> bool:
    return (answer.status_code, answer.json()) == (404, UNKNOWN)


def test_an_address_is_told_once_and_only_its_digest_is_kept(newcomer: Make) -> None:
    person = newcomer()
    before = datetime.now(UTC) - timedelta(seconds=2)
    feed = make_feed(person)
    assert list(feed) == ["id", "kind", "made_at", "address"]
    assert datetime.fromisoformat(feed["made_at"]) >= before
    address = re.fullmatch(r"http://127\.0\.0\.1:\d+/feeds/([\w-]{43})\.ics", feed["address"])
    assert address
    listed = {name: feed[name] for name in ("id", "kind", "made_at")}
    assert get(person, "/feeds/") == [listed]
    assert address[1] not in str(fingerprint())


def test_a_feed_of_meetings_holds_ones_own_final_ones(cast: Cast, newcomer: Make) -> None:
    owner, person = newcomer(), newcomer()
    feed = make_feed(person)
    assert entries(read_feed(person, feed)) == []
    acting = type(cast)(owner, person, cast.other, cast.stranger, cast.anonymous)
    for name in ("Draft", "Talks"):
        filled = fill_calendar(acting, name=name)
    finalize(owner, filled.calendar)
    (entry,) = entries(read_feed(person, feed))
    assert (entry.summary, entry.start) == ("Talks · Person Tester", "2094-03-01T09:00:00Z")
    assert entries(read_feed(owner, make_feed(owner))) == []


def test_a_feed_of_calendars_holds_everybodys_in_them(cast: Cast, newcomer: Make) -> None:
    owner, person = newcomer(), newcomer()
    feed = make_feed(owner, "calendars")
    acting = type(cast)(owner, person, cast.other, cast.stranger, cast.anonymous)
    finalize(owner, fill_calendar(acting).calendar)
    finalize(cast.owner, fill_calendar(cast, name="Another's").calendar)
    found = entries(read_feed(owner, feed))
    assert [entry.summary for entry in found] == ["Talks · Other Tester", "Talks · Person Tester"]
    assert entries(read_feed(person, make_feed(person, "calendars"))) == []
    done(owner, "DELETE", f"/calendars/{get(owner, '/calendars/')[0]['id']}/")
    assert entries(read_feed(owner, feed)) == []


def test_what_is_long_past_is_left_out(cast: Cast, newcomer: Make) -> None:
    person = newcomer()
    acting = type(cast)(cast.owner, person, cast.other, cast.stranger, cast.anonymous)
    filled = fill_calendar(acting)
    finalize(cast.owner, filled.calendar)
    feed = make_feed(person)
    for days, kept in ((300, 1), (400, 0)):
        start = datetime.now(UTC) - timedelta(days=days)
        Appointment.objects.filter(calendar=filled.id).update(
            start_period=start, end_period=start + timedelta(minutes=30)
        )
        assert len(entries(read_feed(person, feed))) == kept


def test_what_somebody_was_told_stays_until_they_are_told_otherwise(
    cast: Cast, newcomer: Make
) -> None:
    person = newcomer()
    acting = type(cast)(cast.owner, person, cast.other, cast.stranger, cast.anonymous)
    filled = fill_calendar(acting)
    finalize(cast.owner, filled.calendar)
    feed = make_feed(person)
    told = entries(read_feed(person, feed))
    reopen(cast.owner, filled.calendar)
    assert entries(read_feed(person, feed)) == told
    done(cast.owner, "DELETE", f"{filled.calendar}schedule/")
    finalize(cast.owner, filled.calendar)
    assert entries(read_feed(person, feed)) == []


RENAMED = {"name": "Draft", "location": "Nowhere yet", "description": "Not for you."}


def test_other_details_are_not_told_before_they_are_final(cast: Cast, newcomer: Make) -> None:
    owner, person = newcomer(), newcomer()
    acting = type(cast)(owner, person, cast.other, cast.stranger, cast.anonymous)
    filled = fill_calendar(acting, location="Room 7", description="Bring notes.")
    finalize(owner, filled.calendar)
    feeds = [(person, make_feed(person)), (owner, make_feed(owner, "calendars"))]
    told = [read_feed(*feed).content for feed in feeds]
    own = person.http.get(f"/invitations/{filled.invited['id']}/meeting.ics/").content
    reopen(owner, filled.calendar)
    done(owner, "PUT", filled.calendar, RENAMED)
    assert [read_feed(*feed).content for feed in feeds] == told
    assert person.http.get(f"/invitations/{filled.invited['id']}/meeting.ics/").content == own
    finalize(owner, filled.calendar)
    for feed in feeds:
        for entry in entries(read_feed(*feed)):
            assert (entry.sequence, entry.location) == (1, RENAMED["location"])
            assert entry.summary.startswith("Draft · ")


def test_whoever_has_read_it_is_told_that_nothing_has_changed(cast: Cast, newcomer: Make) -> None:
    person = newcomer()
    feed = make_feed(person)
    first = read_feed(person, feed)
    tag = first.headers["ETag"]
    for known in (tag, f'"another", {tag}', f"W/{tag}", "*"):
        again = read_feed(person, feed, **{"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    for known in ('"another"', "nonsense", '"'):
        assert read_feed(person, feed, **{"If-None-Match": known}).content == first.content
    acting = type(cast)(cast.owner, person, cast.other, cast.stranger, cast.anonymous)
    finalize(cast.owner, fill_calendar(acting).calendar)
    newer = read_feed(person, feed, **{"If-None-Match": tag})
    assert newer.headers["ETag"] != tag
    assert len(entries(newer)) == 1


def test_it_is_nobody_elses_to_keep_and_tells_nobody_where_one_was(newcomer: Make) -> None:
    person = newcomer()
    answer = read_feed(person, make_feed(person))
    headers = {
        "Cache-Control": "private, no-cache",
        "Content-Disposition": 'attachment; filename="oneonone.ics"',
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
    assert {name: answer.headers[name] for name in headers} == headers
    assert "Set-Cookie" not in answer.headers
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in answer.content


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_reading_changes_nothing(newcomer: Make, method: str) -> None:
    person = newcomer()
    path = path_of(make_feed(person))
    before = fingerprint()
    with client(str(person.http.base_url)) as anybody:
        answers = [anybody.request(method, path) for _ in range(3)]
    assert changed_tables(before, fingerprint()) == []
    assert [answer.status_code for answer in answers] == [200] * 3


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_it_can_only_be_read(newcomer: Make, method: str) -> None:
    person = newcomer()
    path = path_of(make_feed(person))
    with client(str(person.http.base_url)) as anybody:
        assert anybody.request(method, path).status_code == httpx.codes.METHOD_NOT_ALLOWED


def test_a_new_address_ends_the_old_one_of_its_kind_alone(newcomer: Make) -> None:
    person = newcomer()
    old, other = (make_feed(person, kind) for kind in KINDS)
    new = make_feed(person)
    assert new["id"] == old["id"]
    assert new["address"] != old["address"]
    assert refused(read_feed(person, old))
    for feed in (new, other):
        assert entries(read_feed(person, feed)) == []
    assert [row["kind"] for row in get(person, "/feeds/")] == sorted(KINDS)


def test_an_ended_address_is_like_one_that_never_was(newcomer: Make) -> None:
    person = newcomer()
    feed = make_feed(person)
    assert ask(person, "DELETE", f"/feeds/{feed['id']}/") == (200, {})
    assert refused(read_feed(person, feed))
    assert get(person, "/feeds/") == []
    assert ask(person, "DELETE", f"/feeds/{feed['id']}/") == NOT_FOUND
    invented = {"address": f"/feeds/{'a' * 43}.ics"}
    assert read_feed(person, invented).content == read_feed(person, feed).content


def test_nobody_ends_the_address_of_another(cast: Cast, newcomer: Make) -> None:
    person = newcomer()
    feed = make_feed(person)
    assert ask(cast.stranger, "DELETE", f"/feeds/{feed['id']}/") == NOT_FOUND
    assert entries(read_feed(person, feed)) == []


@pytest.mark.parametrize("goes", [deactivate, delete])
def test_a_feed_ends_with_its_account(newcomer: Make, goes: Callable[[Person], None]) -> None:
    person = newcomer()
    feed = make_feed(person)
    goes(person)
    assert refused(read_feed(person, feed))


@pytest.mark.parametrize("kind", ["", "others", "MEETINGS", 1, None, [], {}, ["meetings"], True])
def test_there_is_no_other_kind(newcomer: Make, kind: object) -> None:
    person = newcomer()
    status, refusal = ask(person, "POST", "/feeds/", json={"kind": kind})
    assert (status, list(refusal)) == (400, ["kind"])
    assert ask(person, "POST", "/feeds/") == (400, {"kind": ["This field is required."]})
    assert get(person, "/feeds/") == []


@pytest.mark.parametrize(
    "secret", ["a", "a" * 7000, "%00", "%FF", "..", "%2e%2e", "*", "'", "%0d%0aX: y", "1"]
)
def test_odd_addresses_are_no_feeds(cast: Cast, secret: str) -> None:
    for end in (".ics", ".ics/"):
        answer = cast.anonymous.get(f"/feeds/{secret}{end}")
        assert answer.status_code in {400, 404, 414}
        assert "X" not in answer.headers
