"""Why somebody has no meeting, what would help, and what other times would cost."""

from typing import Any

from support.calendars import Json, ask, day, done, get, make_calendar, meet, offer
from support.people import Cast
from support.problems import make_problem

HALF_HOUR = [
    ("owner", "09:00", "09:30", 3),
    ("invitee", "09:00", "09:30", 2),
    ("other", "09:00", "10:00", 3),
]


def report(cast: Cast, calendar: str) -> Any:
    before = get(cast.owner, f"{calendar}schedule/")
    told = get(cast.owner, f"{calendar}schedule/report/")
    assert get(cast.owner, f"{calendar}schedule/") == before
    assert told["complete"]
    return told


def times(start: str, end: str) -> Json:
    return {"start_period": day(start), "end_period": day(end)}


def test_whoever_is_crowded_out_learns_by_whom_and_what_would_help(cast: Cast) -> None:
    calendar = make_problem(cast, HALF_HOUR)
    done(cast.owner, "POST", f"{calendar}schedule/")
    told = report(cast, calendar)
    assert (told["room"], told["people"], told["possible"]) == (1, 2, 1)
    [placed] = told["placed"]
    assert placed["meeter"] == cast.other.id
    [unplaced] = told["unplaced"]
    assert (unplaced["meeter"], unplaced["reason"]) == (cast.invitee.id, "crowded_out")
    assert unplaced["competing"] == [cast.other.id]
    assert unplaced["times"] == [times("09:00", "09:30")]
    [more] = [each for each in told["helps"] if each["kind"] == "more_time"]
    assert more["places"] == [cast.invitee.id]
    assert more["end_period"] == day("10:00")


def test_what_helps_does_help(cast: Cast) -> None:
    calendar = make_problem(cast, HALF_HOUR)
    assert done(cast.owner, "POST", f"{calendar}schedule/")["placed"] == 1
    told = report(cast, calendar)
    [more] = [each for each in told["helps"] if each["kind"] == "more_time"]
    offer(cast.owner, calendar, more["start_period"], more["end_period"])
    assert done(cast.owner, "POST", f"{calendar}schedule/")["placed"] == 2


def test_before_anything_is_planned_it_says_what_there_is_room_for(cast: Cast) -> None:
    calendar = make_problem(cast, [("owner", "09:00", "12:00", 3)])
    told = report(cast, calendar)
    assert (told["room"], told["people"], told["possible"]) == (6, 2, 0)
    assert told["placed"] == []
    assert {someone["reason"] for someone in told["unplaced"]} == {"no_reply"}
    empty = report(cast, make_calendar(cast.owner))
    assert (empty["room"], empty["people"], empty["possible"]) == (0, 0, 0)


def test_it_tells_of_a_schedule_made_by_hand(cast: Cast) -> None:
    offers = [
        ("owner", "09:00", "11:00", 3),
        ("invitee", "09:00", "10:00", 3),
        ("other", "10:00", "11:00", 1),
    ]
    calendar = make_problem(cast, offers)
    body = {"meets": [meet(cast.invitee, "09:15", "09:45")]}
    done(cast.owner, "PUT", f"{calendar}schedule/", body)
    told = report(cast, calendar)
    [placed] = told["placed"]
    assert placed["start_period"] == day("09:15")
    assert [someone["reason"] for someone in told["unplaced"]] == ["has_room"]
    assert told["robust"]["of"] == 2


def test_the_costs_of_other_times(cast: Cast) -> None:
    offers = [
        ("owner", "09:00", "10:00", 3),
        ("invitee", "09:00", "10:00", 2),
        ("other", "09:00", "09:30", 3),
    ]
    calendar = make_problem(cast, offers)
    for row in get(cast.owner, f"{calendar}invitee/"):
        costs = get(cast.owner, f"{calendar}invitee/{row['id']}/costs/")
        found = {each["start_period"]: tuple(each["cost"].values()) for each in costs}
        if row["invitee"] == cast.invitee.id:
            assert found == {day("09:00"): (-1, 0), day("09:30"): (0, 0)}
        else:
            assert found == {day("09:00"): (0, 0)}


def test_a_report_takes_no_other_method(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    for method in ("POST", "PUT", "DELETE"):
        assert ask(cast.owner, method, f"{calendar}schedule/report/")[0] == 405
