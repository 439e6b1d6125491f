"""The schedule's page, and what its forms do: the API tells the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.calendars import (
    Filled,
    done,
    fill_calendar,
    finalize,
    get,
    id_of,
    invite,
    make_calendar,
    offer,
    schedule,
)
from support.pages import Visitor, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.people import Cast

    Come = Callable[..., Visitor]

NINE, TEN, HALF_PAST = "2094-03-01T09:00:00Z", "2094-03-01T10:00:00Z", "2094-03-01T09:30:00Z"


@dataclass
class Desk:
    """The owner at the schedule of a calendar of their own."""

    browser: Visitor
    filled: Filled
    cast: Cast

    @property
    def path(self) -> str:
        return f"/c/{self.filled.id}/schedule/"

    def of(self, invited: Any) -> str:
        return f"{self.path}{invited['id']}/"

    @property
    def page(self) -> str:
        return self.browser.see(self.path).text

    @property
    def tag(self) -> str:
        return re.findall('data-tag="(.*?)"', self.page)[0]

    @property
    def meets(self) -> list[tuple[int, str, str]]:
        return schedule(self.cast.owner, self.filled.calendar)

    def do(self, path: str, **values: Any) -> list[str]:
        """Send a form that has to succeed, and read what the board then tells."""
        answer = self.browser.send(path, values)
        assert (answer.status_code, answer.headers["Location"]) == (302, self.path), answer.text
        return notices(self.browser.see(self.path))


@pytest.fixture
def desk(visitor: Come, cast: Cast) -> Desk:
    return Desk(visitor(cast.owner), fill_calendar(cast), cast)


def times(start: str, end: str) -> str:
    return f"2094-03-01T{start}:00Z/2094-03-01T{end}:00Z"


def test_what_is_missing_comes_first(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    path = f"/c/{calendar.split('/')[2]}/schedule/"
    browser = visitor(cast.owner)
    assert "Invite people" in browser.see(path).text
    invite(cast.owner, calendar, cast.invitee)
    assert "Enter your hours" in browser.see(path).text
    offer(cast.owner, calendar, "09:00", "12:00")
    assert "Plan the schedule" in browser.see(path).text


def test_one_press_plans(desk: Desk) -> None:
    desk.do(f"{desk.path}clear/", tag=desk.tag)
    assert desk.meets == []
    told = desk.do(f"{desk.path}plan/")
    assert told == ["2 people have a place. No schedule is better."]
    invitee, other = desk.cast.invitee.id, desk.cast.other.id
    assert [(who, start) for who, start, _ in desk.meets] == [(invitee, NINE), (other, TEN)]


def test_a_plan_keeps_who_is_kept(desk: Desk) -> None:
    desk.do(desk.of(desk.filled.invited), tag=desk.tag, times=times("09:30", "10:00"))
    desk.do(f"{desk.path}plan/", keep=[desk.cast.invitee.id])
    assert desk.meets[0][:2] == (desk.cast.invitee.id, HALF_PAST)
    desk.do(f"{desk.path}plan/", least_change="true")
    assert desk.meets[0][:2] == (desk.cast.invitee.id, HALF_PAST)
    desk.do(f"{desk.path}plan/")
    assert desk.meets[0][:2] == (desk.cast.invitee.id, NINE)


@pytest.mark.parametrize("values", [{"keep": ["x"]}, {"keep": ["4611686018427387904"]}])
def test_who_has_no_meeting_can_not_be_kept(desk: Desk, values: Any) -> None:
    before = desk.meets
    assert desk.browser.send(f"{desk.path}plan/", values).status_code == httpx.codes.BAD_REQUEST
    assert desk.meets == before


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_two_who_clash_by_now_are_told_apart(desk: Desk, headers: dict[str, str]) -> None:
    done(desk.cast.owner, "PUT", desk.filled.calendar, {"name": "Talks", "buffer_minutes": 45})
    before = desk.meets
    people = desk.cast.invitee, desk.cast.other
    kept = {"keep": [person.id for person in people]}
    answer = desk.browser.send(f"{desk.path}plan/", kept, headers=headers)
    names = " and ".join(person.username for person in people)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert f"{names} can't both be kept: their meetings overlap" in unescape(answer.text)
    assert desk.meets == before


def test_choices_show_level_difference_and_who_is_there(desk: Desk) -> None:
    offer(desk.cast.invitee, desk.filled.calendar, "10:00", "11:00", 3)
    page = desk.browser.see(desk.of(desk.filled.invited)).text
    labels = re.findall(r'<label class="place.*?</label>', page, re.DOTALL)
    shown = [
        (
            re.findall(r"T(\d\d:\d\d):00Z/", label)[0],
            "disabled" in label,
            "checked" in label,
            re.findall(r"data-difference>(.*?)<", label),
        )
        for label in labels
    ]
    assert shown == [
        ("09:00", False, True, []),
        ("09:30", False, False, []),
        ("10:00", True, False, []),
        ("10:30", False, False, ["+1"]),
    ]
    assert "taken by Other Tester" in page


def test_a_move_says_what_it_costs(desk: Desk) -> None:
    offer(desk.cast.invitee, desk.filled.calendar, "11:00", "12:00", 1)
    told = desk.do(desk.of(desk.filled.invited), tag=desk.tag, times=times("11:00", "11:30"))
    moved = "Invitee Tester: Mon 1 Mar, 11:00\N{EN DASH}11:30."
    assert told == [f"{moved} It costs 1 preference point; nobody loses their place."]
    told = desk.do(desk.of(desk.filled.invited), tag=desk.tag, times=times("09:00", "09:30"))
    assert told[0].endswith("1 preference point more.")
    told = desk.do(desk.of(desk.filled.invited), tag=desk.tag, times=times("09:15", "09:45"))
    assert told[0].endswith("It costs nothing.")


@pytest.mark.parametrize(
    "place",
    [
        times("10:00", "10:30"),
        times("11:30", "12:00"),
        times("13:00", "13:30"),
        times("09:30", "09:00"),
        "2094-03-01T09:00:00/2094-03-01T09:30:00",
        "2094-03-01T09:00:00Z/9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00+14:00/2094-03-01T09:30:00Z",
        "nine",
        "",
    ],
)
def test_a_move_to_where_nobody_may_be_is_refused(desk: Desk, place: str) -> None:
    before = desk.meets
    sent = {"tag": desk.tag, "times": place}
    answer = desk.browser.send(desk.of(desk.filled.invited), sent)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert desk.meets == before


def test_somebody_is_taken_out_and_put_in(desk: Desk) -> None:
    one = desk.of(desk.filled.invited)
    assert desk.do(f"{one}out/", tag=desk.tag) == ["Invitee Tester has no meeting any more."]
    assert [who for who, *_ in desk.meets] == [desk.cast.other.id]
    assert "Not placed (1)" in desk.page
    told = desk.do(one, tag=desk.tag, times=times("09:30", "10:00"))
    assert told == ["Invitee Tester: Mon 1 Mar, 09:30\N{EN DASH}10:00."]
    assert desk.meets[0][:2] == (desk.cast.invitee.id, HALF_PAST)


def test_an_old_copy_changes_nothing_and_shows_both(desk: Desk) -> None:
    old = desk.tag
    desk.do(desk.of(desk.filled.invited), tag=old, times=times("09:30", "10:00"))
    before = desk.meets
    wanted = times("09:15", "09:45")
    answer = desk.browser.send(desk.of(desk.filled.invited), {"tag": old, "times": wanted})
    assert answer.status_code == httpx.codes.PRECONDITION_FAILED
    assert "Invitee Tester: Mon 1 Mar, 09:15" in answer.text
    assert "Invitee Tester meets you Mon 1 Mar, 09:30" in answer.text
    assert desk.meets == before
    fields = dict(re.findall(r'name="(tag|times)" value="(.*?)"', answer.text))
    assert fields == {"tag": desk.tag, "times": wanted}
    desk.do(desk.of(desk.filled.invited), **fields)
    assert desk.meets[0][1] == "2094-03-01T09:15:00Z"


@pytest.mark.parametrize("act", ["clear", "out", "others", "finalize"])
def test_no_edit_is_made_from_an_old_copy(desk: Desk, act: str) -> None:
    old = desk.tag
    desk.do(desk.of(desk.filled.invited), tag=old, times=times("09:30", "10:00"))
    before = desk.meets
    path = {
        "clear": f"{desk.path}clear/",
        "out": f"{desk.of(desk.filled.invited)}out/",
        "others": f"{desk.path}others/",
        "finalize": f"/c/{desk.filled.id}/finalize/",
    }[act]
    answer = desk.browser.send(path, {"tag": old, "schedule": ""})
    assert answer.status_code == httpx.codes.PRECONDITION_FAILED
    assert "changed meanwhile" in answer.text
    assert desk.meets == before
    assert get(desk.cast.owner, desk.filled.calendar)["finalized"] is False


def test_answers_after_the_plan_are_told_and_moves_are_none(desk: Desk) -> None:
    desk.do(f"{desk.path}plan/")
    desk.do(desk.of(desk.filled.invited), tag=desk.tag, times=times("09:30", "10:00"))
    assert "since this plan" not in desk.page
    offer(desk.cast.other, desk.filled.calendar, "11:00", "12:00")
    offer(desk.cast.invitee, desk.filled.calendar, "11:00", "12:00")
    assert "2 changes since this plan" in desk.page
    desk.do(desk.of(desk.filled.invited), tag=desk.tag, times=times("09:00", "09:30"))
    assert "2 changes since this plan" in desk.page
    desk.do(f"{desk.path}plan/")
    assert "since this plan" not in desk.page


def test_the_report_says_why_and_helps(desk: Desk) -> None:
    cast, filled = desk.cast, desk.filled
    invite(cast.owner, filled.calendar, cast.stranger)
    assert "Has not answered yet." in desk.browser.see(f"{desk.path}report/").text
    offer(cast.stranger, filled.calendar, "12:00", "12:30", 3)
    page = desk.browser.see(f"{desk.path}report/").text
    assert "Offered no time that you offer too." in page
    label = "Open Mon 1 Mar, 12:00\N{EN DASH}12:30: places Stranger Tester"
    value = re.findall(f'name="times" value="([^"]*)">{label}<', page)
    assert value == [times("12:00", "12:30")]
    told = desk.do(f"{desk.path}open/", times=value[0])
    opened = "You offer Mon 1 Mar, 12:00\N{EN DASH}12:30 now."
    assert told == [opened, "3 people have a place."]
    assert desk.meets[-1][:2] == (cast.stranger.id, "2094-03-01T12:00:00Z")
    assert "Everybody has a place" in desk.browser.see(f"{desk.path}report/").text


@pytest.mark.parametrize(
    "far",
    [
        "0001-01-01T00:00:00+14:00/2094-03-01T09:00:00Z",
        "2094-03-01T09:00:00Z/9999-12-31T23:59:59-14:00",
        "9999-12-31T23:59:00Z/9999-12-31T24:00:00Z",
    ],
)
def test_no_time_centuries_away_is_opened(desk: Desk, far: str) -> None:
    before = get(desk.cast.owner, f"{desk.filled.calendar}availabilities/")
    answer = desk.browser.send(f"{desk.path}open/", {"times": far})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert get(desk.cast.owner, f"{desk.filled.calendar}availabilities/") == before


def test_shorter_meetings_make_room(desk: Desk) -> None:
    told = desk.do(f"{desk.path}shorten/", meeting_minutes="20")
    assert told == ["2 people have a place."]
    assert [end for *_, end in desk.meets] == ["2094-03-01T09:20:00Z", "2094-03-01T10:20:00Z"]
    answer = desk.browser.send(f"{desk.path}shorten/", {"meeting_minutes": "7"})
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert get(desk.cast.owner, desk.filled.calendar)["meeting_minutes"] == 20


def test_a_shorter_pause_and_asking_help_too(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner, buffer_minutes=30)
    offer(cast.owner, calendar, "09:00", "10:00")
    for person in (cast.invitee, cast.other):
        invite(cast.owner, calendar, person)
        offer(person, calendar, "09:00", "10:00")
    browser, path = visitor(cast.owner), f"/c/{calendar.split('/')[2]}/schedule/"
    assert browser.send(f"{path}plan/").status_code == httpx.codes.FOUND
    page = browser.see(f"{path}report/").text
    assert "Needs the same times as 1 other: one of them is left over." in page
    minutes = re.findall(r'name="buffer_minutes" value="(\d+)">A pause of 0 minutes: places', page)
    assert minutes == ["0"]
    assert browser.send(f"{path}shorten/", {"buffer_minutes": "0"}).status_code == httpx.codes.FOUND
    assert len(schedule(cast.owner, calendar)) == 2


def test_whom_to_ask_is_a_letter_to_copy(visitor: Come, cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    offer(cast.owner, calendar, "09:00", "10:00")
    invite(cast.owner, calendar, cast.invitee)
    offer(cast.invitee, calendar, "10:00", "11:00")
    browser = visitor(cast.owner)
    page = browser.see(f"/c/{calendar.split('/')[2]}/schedule/report/").text
    assert re.findall(r"Ask Invitee Tester for Mon 1 Mar, 09:\d\d", page)
    assert "Dear Invitee Tester," in page


def test_when_all_have_a_place_it_says_what_would_be_worth_opening(desk: Desk) -> None:
    offer(desk.cast.other, desk.filled.calendar, "13:00", "13:30", 3)
    page = desk.browser.see(f"{desk.path}report/").text
    assert "What would be worth opening" in page
    label = "Open Mon 1 Mar, 13:00\N{EN DASH}13:30: 2 preference points more"
    assert label in page


def test_the_verdict_compares_with_the_best(desk: Desk) -> None:
    assert "No schedule places more" in desk.browser.see(f"{desk.path}verdict/").text
    desk.do(f"{desk.of(desk.filled.invited)}out/", tag=desk.tag)
    assert "1 person fewer has a place." in desk.browser.see(f"{desk.path}verdict/").text


def test_costs_are_told_time_by_time(desk: Desk) -> None:
    page = desk.browser.see(f"{desk.of(desk.filled.invited)}costs/").text
    rows = re.findall(r"<tr><th.*?</tr>", page, re.DOTALL)
    assert [re.findall(r"T(\d\d:\d\d)", row) for row in rows[1:]] == [["09:00"], ["09:30"]]
    assert all("costs nothing" in row for row in rows[1:])


def test_another_plan_is_taken(desk: Desk) -> None:
    page = desk.browser.see(f"{desk.path}others/").text
    other = re.findall(r'name="schedule" value="(.*?)"', page)[0]
    before = desk.meets
    desk.do(f"{desk.path}others/", tag=desk.tag, schedule=other)
    assert len(desk.meets) == len(before)
    assert desk.meets != before


def test_a_final_schedule_is_only_read(desk: Desk) -> None:
    tag, before = desk.tag, desk.meets
    finalize(desk.cast.owner, desk.filled.calendar)
    page = desk.page
    assert 'class="badge success">Final' in page
    assert 'name="keep"' not in page
    assert "Plan again" not in page
    for path in ("plan/", "clear/", "open/", "shorten/", "others/"):
        answer = desk.browser.send(f"{desk.path}{path}", {"tag": tag})
        assert answer.status_code == httpx.codes.GONE
    assert desk.meets == before


def test_a_calendar_without_hours_or_people_has_a_page_all_the_same(
    visitor: Come, cast: Cast
) -> None:
    calendar = make_calendar(cast.owner)
    number = id_of(calendar)
    browser = visitor(cast.owner)
    for page in ("schedule/report/", "schedule/verdict/", "schedule/others/", "print/"):
        assert browser.see(f"/c/{number}/{page}").status_code == httpx.codes.OK
    overview = browser.see(f"/c/{number}/schedule/overview/").text
    assert "Nothing is planned yet." in overview


def test_a_meeting_outside_what_was_offered_is_shown_as_such(desk: Desk) -> None:
    meets = [
        {
            "meeter": desk.cast.invitee.id,
            "start_period": "2094-03-03T22:50:00Z",
            "end_period": "2094-03-04T00:10:00Z",
        }
    ]
    body = {"meets": meets, "force": True}
    done(desk.cast.owner, "PUT", f"{desk.filled.calendar}schedule/", body)
    assert "fh22 fm50 th24 tm0" in desk.page
    assert "not offered" in desk.page
