"""What would help, by hand."""

import pytest
from planner.monday import at, period, periods, pin, problem
from planner.reports import helps, meet, report_of

from oneonone.planner import Stretch
from oneonone.planner.report import Help, HelpKind, make_report, shorter
from oneonone.planner.report import helps as helps_module


def test_the_smallest_time_to_add() -> None:
    report = report_of(
        problem(people={"ana": periods("11:45-13:00"), "bo": periods("08:20-09:25")})
    )
    assert helps(report, HelpKind.MORE_TIME) == [
        Help(HelpKind.MORE_TIME, ("ana",), start=at("12:00"), end=at("12:15")),
        Help(HelpKind.MORE_TIME, ("bo",), start=at("08:55"), end=at("09:00")),
    ]


def test_where_the_vertex_is_whole_nothing_is_too_hard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helps_module, "MOST_COLUMNS", 0)
    test_the_smallest_time_to_add()


@pytest.mark.parametrize(
    ("owner", "offered", "opens", "closes"),
    [
        ("09:00-12:00", "11:47-13:00", "12:00", "12:20"),
        ("09:00-11:59:59", "11:30-12:00", "11:59:59", "12:00"),
        ("11:45-12:00", "11:45-12:15", "12:00", "12:15"),
        ("09:00-12:00", "08:00-08:30:59", "08:00", "08:30"),
        ("09:00-12:00", "08:40-09:20", "08:50", "09:00"),
    ],
)
def test_the_time_to_add_is_only_what_the_meeting_lacks(
    owner: str, offered: str, opens: str, closes: str
) -> None:
    asked = problem(owner=periods((owner, 1)), people={"ana": periods((offered, 1))})
    assert helps(report_of(asked), HelpKind.MORE_TIME) == [
        Help(HelpKind.MORE_TIME, ("ana",), start=at(opens), end=at(closes))
    ]


def test_a_second_too_short_for_any_time_to_add() -> None:
    asked = problem(people={"ana": periods("11:45-12:14:59")})
    assert helps(report_of(asked), HelpKind.MORE_TIME) == []


def test_a_time_to_add_before_somebody_who_moves() -> None:
    people = {"ana": periods("08:50-09:20"), "bo": periods("09:00-10:00")}
    asked = problem(people=people)
    report = make_report(asked, [meet("bo", "09:00-09:30")], budget_seconds=20)
    assert helps(report, HelpKind.MORE_TIME) == [
        Help(HelpKind.MORE_TIME, ("ana",), start=at("08:50"), end=at("09:00"))
    ]


def test_helps_by_kind_and_then_by_person() -> None:
    people = {"bo": periods(("08:10-08:40", 1)), "ana": periods(("08:20-09:10", 1))}
    asked = problem(owner=periods(("09:00-12:00", 1)), people=people, meeting_minutes=20)
    assert report_of(asked).helps == (
        Help(HelpKind.MORE_TIME, ("ana",), start=at("08:50"), end=at("09:00")),
        Help(HelpKind.MORE_TIME, ("bo",), start=at("08:10"), end=at("08:30")),
        Help(HelpKind.MORE_FREE, ("ana",), "ana", at("09:10"), at("09:20")),
        Help(HelpKind.MORE_FREE, ("bo",), "bo", at("09:00"), at("09:20")),
        Help(HelpKind.SHORTER_MEETINGS, ("ana",), minutes=10),
    )


def test_a_time_to_add_for_somebody_who_makes_way() -> None:
    people = {"ana": periods("09:00-09:30", "14:00-15:00"), "bo": periods("09:00-09:30")}
    report = report_of(problem(owner=periods("09:00-09:30"), people=people))
    (left,) = report.unplaced
    assert helps(report, HelpKind.MORE_TIME) == [
        Help(HelpKind.MORE_TIME, (left.person,), start=at("14:00"), end=at("14:30"))
    ]


def test_who_could_free_a_place() -> None:
    people = {"ana": periods("09:00-09:30", "09:40-10:00"), "bo": periods(("09:00-09:30", 3))}
    report = report_of(problem(people=people))
    assert [each.person for each in report.unplaced] == ["ana"]
    assert helps(report, HelpKind.MORE_FREE) == [
        Help(HelpKind.MORE_FREE, ("ana",), "ana", at("09:30"), at("09:40"))
    ]


def test_somebody_else_could_free_a_place_sooner() -> None:
    people = {"ana": periods("09:00-09:30", "10:00-10:25"), "bo": periods("09:00-09:30")}
    bo_first = [meet("ana", "09:00-09:30")]
    report = make_report(problem(people=people), bo_first, budget_seconds=20)
    assert helps(report, HelpKind.MORE_FREE) == [
        Help(HelpKind.MORE_FREE, ("bo",), "ana", at("09:55"), at("10:00"))
    ]


def test_forbidden_time_is_no_help() -> None:
    people = {"ana": periods("08:00-08:30")}
    forbidden = {"ana": (Stretch(at("08:30"), at("11:00")),)}
    report = report_of(problem(people=people, forbidden=forbidden))
    assert helps(report, HelpKind.MORE_FREE) == [
        Help(HelpKind.MORE_FREE, ("ana",), "ana", at("11:00"), at("11:30"))
    ]


@pytest.mark.parametrize(
    ("forbidden", "opens", "closes"),
    [
        ("09:30-11:00", "09:00", "09:30"),
        ("08:30-09:00", "09:00", "09:30"),
        ("09:29-11:00", "11:00", "11:30"),
        ("08:30-09:01", "09:05", "09:35"),
    ],
)
def test_help_may_touch_what_is_forbidden(forbidden: str, opens: str, closes: str) -> None:
    there = period(forbidden)
    asked = problem(
        people={"ana": periods("08:00-08:30")},
        forbidden={"ana": (Stretch(there.start, there.end),)},
    )
    assert helps(report_of(asked), HelpKind.MORE_FREE) == [
        Help(HelpKind.MORE_FREE, ("ana",), "ana", at(opens), at(closes))
    ]


def test_the_longest_shorter_meeting() -> None:
    people = {"ana": periods("09:00-09:40"), "bo": periods("09:00-09:40")}
    report = report_of(problem(people=people))
    (left,) = report.unplaced
    assert helps(report, HelpKind.SHORTER_MEETINGS) == [
        Help(HelpKind.SHORTER_MEETINGS, (left.person,), minutes=20)
    ]


def test_a_pin_gets_no_shorter() -> None:
    hour = periods("09:00-10:00")
    asked = problem(
        owner=hour, people={"ana": hour, "bo": hour}, pinned=(pin("ana", "09:00-09:50"),)
    )
    assert helps(report_of(asked), HelpKind.SHORTER_MEETINGS) == [
        Help(HelpKind.SHORTER_MEETINGS, ("bo",), minutes=10)
    ]


def test_shorter_meetings_where_nobody_has_to_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shorter, "MOST_FITTED", 0)
    test_the_longest_shorter_meeting()
    test_a_pin_gets_no_shorter()


def test_the_largest_smaller_buffer() -> None:
    people = {"ana": periods("09:00-10:10"), "bo": periods("09:00-10:10")}
    report = report_of(problem(people=people, buffer_minutes=20))
    (left,) = report.unplaced
    assert helps(report, HelpKind.SMALLER_BUFFER) == [
        Help(HelpKind.SMALLER_BUFFER, (left.person,), minutes=10)
    ]


def test_the_longest_meetings_and_buffers_could_be_shorter() -> None:
    people = {"ana": periods("09:00-12:00"), "bo": periods("09:00-12:00")}
    day_long = report_of(problem(people=people, meeting_minutes=1440, lengths={"bo": 30}))
    assert helps(day_long, HelpKind.SHORTER_MEETINGS) == [
        Help(HelpKind.SHORTER_MEETINGS, ("ana",), minutes=150)
    ]
    a_day_apart = report_of(problem(people=people, buffer_minutes=1440))
    (left,) = a_day_apart.unplaced
    assert helps(a_day_apart, HelpKind.SMALLER_BUFFER) == [
        Help(HelpKind.SMALLER_BUFFER, (left.person,), minutes=120)
    ]


def test_no_buffer_at_all() -> None:
    people = {"ana": periods("09:00-10:00"), "bo": periods("09:00-10:00")}
    report = report_of(problem(people=people, buffer_minutes=5))
    (left,) = report.unplaced
    assert helps(report, HelpKind.SMALLER_BUFFER) == [
        Help(HelpKind.SMALLER_BUFFER, (left.person,), minutes=0)
    ]


def test_shorter_meetings_where_others_have_to_move() -> None:
    people = {"ana": periods("09:20-10:00"), "bo": periods("09:00-09:50")}
    asked = problem(people=people, owner=periods("09:00-09:50"))
    bo_in_the_middle = [meet("bo", "09:10-09:40")]
    (left,) = helps(
        make_report(asked, bo_in_the_middle, budget_seconds=20), HelpKind.SHORTER_MEETINGS
    )
    assert left == Help(HelpKind.SHORTER_MEETINGS, ("ana",), minutes=25)
