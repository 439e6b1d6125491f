"""Each figure of a report, by hand."""

from dataclasses import replace

import pytest
from planner.monday import at, periods, pin, problem
from planner.reports import choice, helps, meet, report_of, span

from oneonone.planner import Pin, ProblemError, Reason
from oneonone.planner.report import (
    Help,
    HelpKind,
    Placed,
    Robustness,
    exact_costs,
    find_room,
    make_report,
)


def test_room_before_anybody_answered() -> None:
    report = report_of(problem(people={"ana": (), "bo": ()}, buffer_minutes=10))
    assert (report.room, report.people, report.possible) == (4, 2, 0)
    assert report.robust == Robustness(3, 3)
    assert report.complete


def test_room_counts_pins_and_spans_a_gap() -> None:
    asked = problem(
        owner=periods(("09:00-09:50", 1), ("09:55-10:30", 1)),
        buffer_minutes=10,
        people={"ana": ()},
        pinned=(pin("ana", "12:00-13:00"),),
    )
    assert (report_of(asked).room, find_room(asked)) == (3, 3)


def test_a_buffer_takes_room_beyond_a_gap() -> None:
    asked = problem(owner=periods("09:00-09:30", "09:35-10:05"), buffer_minutes=10)
    assert report_of(asked).room == 1


def test_an_owner_without_time() -> None:
    report = report_of(problem(owner=(), people={"ana": periods("09:00-10:00")}))
    assert (report.room, report.possible, report.robust) == (0, 0, Robustness(0, 0))
    assert [each.reason for each in report.unplaced] == [Reason.NO_OVERLAP]
    assert helps(report, HelpKind.MORE_TIME) == [
        Help(HelpKind.MORE_TIME, ("ana",), start=at("09:00"), end=at("09:30"))
    ]


def test_placed_with_their_other_times() -> None:
    people = {"ana": periods(("09:00-10:00", 3), ("10:00-10:30", 1)), "bo": periods("09:00-09:30")}
    asked = problem(people=people)
    ana, bo = report_of(asked).placed
    assert ana == Placed(
        "ana",
        *span("09:30-10:00"),
        3,
        (choice("09:00-09:30", 3, -1, 0), choice("10:00-10:30", 1, 0, -2)),
    )
    assert bo == Placed("bo", *span("09:00-09:30"), 2, ())
    assert exact_costs(asked, "ana", budget_seconds=20) == (
        choice("09:00-09:30", 3, -1, 0),
        choice("09:30-10:00", 3, 0, 0),
        choice("10:00-10:30", 1, 0, -2),
    )


def test_what_a_place_for_somebody_left_out_costs() -> None:
    people = {"ana": periods(("09:00-09:30", 3)), "bo": periods(("09:00-09:30", 1))}
    assert exact_costs(problem(people=people), "bo", budget_seconds=20) == (
        choice("09:00-09:30", 1, 0, -2),
    )


def test_nothing_to_choose() -> None:
    asked = problem(
        people={"ana": periods("09:00-10:00"), "bo": (), "cy": periods("14:00-15:00")},
        pinned=(pin("ana", "09:00-09:30"),),
    )
    assert [exact_costs(asked, name, budget_seconds=20) for name in asked.people] == [()] * 3
    assert report_of(asked).placed == (Placed("ana", *span("09:00-09:30"), 2, ()),)


def test_nobody_of_that_name() -> None:
    with pytest.raises(ProblemError, match=r"^person: no such person$"):
        exact_costs(problem(), "ana", budget_seconds=20)
    with pytest.raises(ProblemError, match=r"^meets\[0\].person: no such person$"):
        make_report(problem(), [meet("ana", "09:00-09:30")], budget_seconds=20)


def test_robust_against_some_cancellations() -> None:
    asked = problem(people={"ana": periods("09:00-10:00"), "bo": periods("10:30-11:30")})
    assert report_of(asked).robust == Robustness(2, 3)


def test_a_meeting_may_end_when_the_cancelled_hour_begins() -> None:
    people = {"ana": periods(("09:30-10:00", 1), ("10:15-10:45", 3))}
    assert report_of(problem(people=people, buffer_minutes=15)).robust == Robustness(3, 3)


@pytest.mark.parametrize(
    ("cancelled", "other"), [("10:00-10:30", "09:30-10:00"), ("10:30-11:00", "11:00-11:30")]
)
def test_somebody_too_close_takes_the_place_of_a_cancelled_meeting(
    cancelled: str, other: str
) -> None:
    people = {"ana": periods((cancelled, 3)), "zoe": periods(other)}
    assert report_of(problem(people=people, buffer_minutes=15)).robust == Robustness(3, 3)


def test_two_may_not_move_to_the_same_time() -> None:
    either = periods(("09:00-09:30", 2), ("10:00-11:00", 3))
    people = {"ana": either, "bo": either, "cy": periods("09:30-10:00")}
    asked = problem(owner=periods("09:00-11:00"), people=people)
    assert report_of(asked).robust == Robustness(0, 2)


def test_whoever_moves_last_may_not_move_to_the_time_of_the_first() -> None:
    people = {
        "ana": periods("09:00-09:30", "10:00-10:30"),
        "bo": periods("09:00-09:30", "10:30-11:00"),
        "cy": periods("10:00-11:00", "12:00-13:00"),
    }
    asked = problem(owner=periods("09:00-13:00"), people=people, lengths={"cy": 60})
    assert report_of(asked).robust == Robustness(2, 4)


def test_nobody_makes_way_for_themselves() -> None:
    people = {
        "ana": periods(("10:00-10:30", 3), "11:00-11:30"),
        "bo": periods("09:30-10:00", ("11:00-11:30", 3)),
    }
    assert report_of(problem(people=people, buffer_minutes=15)).robust == Robustness(2, 3)


def test_hours_are_cut_to_the_time_of_the_owner() -> None:
    asked = problem(
        owner=periods("09:40-10:10", "10:50-11:20"), people={"ana": periods("09:40-12:00")}
    )
    assert report_of(asked).robust == Robustness(2, 3)


def test_the_present_schedule_does_not_count() -> None:
    ana = periods(("09:00-09:30", 3), ("10:00-10:30", 1))
    asked = problem(people={"ana": ana, "bo": periods("11:00-12:00")})
    current = (Pin("ana", at("10:00"), at("10:30")),)
    costs = exact_costs(replace(asked, current=current), "ana", budget_seconds=20)
    assert costs == exact_costs(asked, "ana", budget_seconds=20)
    meets = [meet("ana", "09:00-09:30", 3)]
    report = make_report(replace(asked, current=current), meets, budget_seconds=20)
    assert report == make_report(asked, meets, budget_seconds=20)


def test_room_between_pins() -> None:
    pinned = (pin("ana", "10:00-10:10"), pin("bo", "11:00-11:30"))
    asked = problem(people={"ana": (), "bo": ()}, pinned=pinned, buffer_minutes=10)
    assert report_of(asked).room == 2 + 1 + 1 + 0
