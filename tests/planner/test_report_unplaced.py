"""Why somebody has no meeting as things stand, by hand."""

from typing import Any

import pytest
from planner.monday import at, periods, pin, problem
from planner.reports import helps, meet, report_of, span

from oneonone.planner import Reason
from oneonone.planner.report import HAS_ROOM, Help, HelpKind, Robustness, Unplaced, make_report


def test_who_shares_too_few_times() -> None:
    only = periods("09:00-10:00")
    people = {
        "ana": only,
        "bo": only,
        "cy": periods(("09:30-10:00", 1)),
        "dee": periods("09:00-12:00"),
    }
    (cy,) = report_of(problem(people=people)).unplaced
    assert cy == Unplaced(
        "cy",
        Reason.CROWDED_OUT,
        "ana, bo and cy share too few times.",
        ("ana", "bo"),
        (span("09:00-10:00"),),
    )


def test_times_are_long_enough_for_somebody_of_their_own_length() -> None:
    asked = problem(
        owner=periods("09:00-14:00"),
        people={"ana": periods("09:00-09:30"), "bo": periods("09:00-10:00", "13:00-13:30")},
        lengths={"bo": 60},
    )
    (bo,) = make_report(asked, [meet("ana", "09:00-09:30")], budget_seconds=20).unplaced
    assert (bo.reason, bo.competing) == (Reason.CROWDED_OUT, ("ana",))
    assert bo.times == (span("09:00-10:00"),)


@pytest.mark.parametrize(
    ("first", "second"), [("09:35-10:05", "09:00-09:30"), ("09:00-09:30", "09:35-10:05")]
)
def test_who_would_come_too_close_is_one_of_the_group(first: str, second: str) -> None:
    people = {"ana": periods(first), "bo": periods(second), "cy": periods("11:00-12:00")}
    meets = [meet("ana", first), meet("cy", "11:00-11:30")]
    report = make_report(
        problem(owner=periods(("09:00-12:00", 1)), people=people, buffer_minutes=10),
        meets,
        budget_seconds=20,
    )
    (bo,) = report.unplaced
    assert (bo.reason, bo.competing) == (Reason.CROWDED_OUT, ("ana",))


@pytest.mark.parametrize(
    ("offered", "met"), [("10:00-11:00", "09:30-10:00"), ("09:00-10:00", "09:00-09:40")]
)
def test_a_meeting_that_breaks_a_rule_keeps_nobody_out(offered: str, met: str) -> None:
    """Ana meets outside what she offered, or for too long."""
    people = {"ana": periods(offered), "bo": periods("09:30-10:00")}
    report = make_report(problem(people=people), [meet("ana", met)], budget_seconds=20)
    assert report.unplaced == (Unplaced("bo", HAS_ROOM, "There is room for bo when others move."),)
    assert report.robust == Robustness(3, 3)


def test_more_than_a_few_share_too_few_times() -> None:
    names = ("ana", "bo", "cy", "dee", "eve", "fay")
    asked = problem(
        owner=periods(("09:00-11:30", 1)), people=dict.fromkeys(names, periods("09:00-11:30"))
    )
    (left,) = report_of(asked).unplaced
    assert sorted([left.person, *left.competing]) == list(names)
    assert left.detail == "ana, bo, cy, dee, eve and fay share too few times."


def test_a_pin_is_one_of_the_group() -> None:
    people = {"ana": (), "bo": periods("09:00-09:30"), "cy": periods("11:00-11:30")}
    asked = problem(people=people, pinned=(pin("ana", "09:10-09:20"),))
    (bo,) = report_of(asked).unplaced
    assert (bo.competing, bo.times) == (("ana",), (span("09:00-09:30"),))
    assert bo.detail == "ana and bo share too few times."


@pytest.mark.parametrize(
    ("offered", "reason"),
    [
        ((), Reason.NO_REPLY),
        (periods("08:00-09:00"), Reason.NO_OVERLAP),
        (periods("08:00-09:20"), Reason.TOO_SHORT),
    ],
)
def test_reasons_that_nobody_else_is_part_of(offered: Any, reason: Reason) -> None:
    (ana,) = report_of(problem(people={"ana": offered})).unplaced
    assert (ana.reason, ana.competing, ana.times) == (reason, (), ())


def test_before_anything_is_planned() -> None:
    people = {"ana": periods(("09:00-09:30", 3)), "bo": periods("09:00-09:30")}
    report = make_report(problem(people=people), (), budget_seconds=20)
    assert (report.placed, report.possible) == ((), 1)
    assert report.unplaced == (
        Unplaced("ana", HAS_ROOM, "There is room for ana."),
        Unplaced(
            "bo",
            Reason.CROWDED_OUT,
            "ana and bo share too few times.",
            ("ana",),
            (span("09:00-09:30"),),
        ),
    )
    assert report.robust == Robustness(2, 3)
    assert helps(report, HelpKind.MORE_FREE) == [
        Help(HelpKind.MORE_FREE, ("bo",), "bo", at("09:30"), at("10:00"))
    ]


def test_a_schedule_edited_by_hand() -> None:
    people = {
        "ana": periods("09:00-10:00"),
        "bo": periods("09:00-09:30"),
        "cy": periods("10:00-11:00"),
        "dee": (),
    }
    meets = [meet("dee", "14:00-14:40", 3), meet("ana", "09:00-09:30")]
    report = make_report(problem(people=people), meets, budget_seconds=20)
    assert [(each.person, each.preference, len(each.others)) for each in report.placed] == [
        ("ana", 2, 1),
        ("dee", 0, 0),
    ]
    assert report.unplaced == (
        Unplaced("bo", HAS_ROOM, "There is room for bo when others move."),
        Unplaced("cy", HAS_ROOM, "There is room for cy beside the others."),
    )
    assert report.helps == ()
    assert (report.possible, report.robust) == (3, Robustness(3, 3))


def test_clashing_meetings_count_once() -> None:
    people = {"ana": periods("09:00-10:00"), "bo": periods("09:00-09:30")}
    meets = [meet("ana", "09:00-09:30"), meet("bo", "09:00-09:30")]
    report = make_report(problem(people=people), meets, budget_seconds=20)
    assert len(report.placed) == 2
    assert report.unplaced == ()
    assert report.robust == Robustness(2, 3)
