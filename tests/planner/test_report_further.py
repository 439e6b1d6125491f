"""What further half hours are worth, by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest
from planner.monday import at, period, periods, problem
from planner.reports import report_of, span

from oneonone.planner import Period
from oneonone.planner.report import FurtherTime, columns


def test_further_half_hours_best_first() -> None:
    people = {
        "ana": periods(("09:00-09:30", 1), ("12:00-12:30", 3)),
        "bo": periods("08:20-09:00"),
        "cy": periods(("13:15-14:15", 1)),
    }
    assert report_of(problem(people=people)).further == (
        FurtherTime(*span("08:30-09:00"), 1, 2),
        FurtherTime(*span("13:30-14:00"), 1, 1),
        FurtherTime(*span("12:00-12:30"), 0, 2),
    )


def test_half_hours_that_the_owner_offers_in_part() -> None:
    asked = problem(
        owner=periods(("09:50-12:10", 1)),
        people={"ana": periods("12:00-13:00"), "bo": periods("09:20-10:00")},
    )
    assert report_of(asked).further == (
        FurtherTime(*span("09:30-10:00"), 1, 2),
        FurtherTime(*span("12:00-12:30"), 1, 2),
        FurtherTime(*span("12:30-13:00"), 1, 2),
    )


def test_a_meeting_may_begin_with_its_half_hour() -> None:
    asked = problem(
        owner=periods("09:00-09:10"),
        people={"ana": periods("09:00-11:00")},
        lengths={"ana": 25},
    )
    assert report_of(asked).further == (
        FurtherTime(*span("09:00-09:30"), 1, 2),
        FurtherTime(*span("09:30-10:00"), 1, 2),
        FurtherTime(*span("10:00-10:30"), 1, 2),
        FurtherTime(*span("10:30-11:00"), 1, 2),
    )


def test_a_half_hour_that_is_a_second_too_short() -> None:
    people = {"ana": periods("09:40-10:10")}
    assert report_of(problem(owner=periods("10:00:01-12:00"), people=people)).further == ()
    assert report_of(problem(owner=periods("10:00-12:00"), people=people)).further == (
        FurtherTime(*span("09:30-10:00"), 1, 2),
    )


def test_half_hours_a_month_away_are_not_looked_at() -> None:
    near, far = (
        Period(at("09:00") + timedelta(days=days), at("09:30") + timedelta(days=days), 2)
        for days in (28, 29)
    )
    asked = problem(people={"ana": (near, far)})
    assert report_of(asked).further == (FurtherTime(near.start, near.end, 1, 2),)
    assert report_of(replace(asked, owner=())).further == tuple(
        FurtherTime(each.start, each.end, 1, 2) for each in (near, far)
    )


@pytest.mark.parametrize("most", [1, 2])
def test_who_cannot_meet_at_all_is_looked_at_first(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "MOST_HALVES", most)
    better = (period("11:30-12:30", 3),)
    asked = problem(
        owner=periods("11:30-12:00"),
        people={**dict.fromkeys(("ana", "bo", "cy"), better), "dee": periods("14:00-14:30")},
    )
    assert (
        report_of(asked).further
        == (
            FurtherTime(*span("12:00-12:30"), 1, 3),
            FurtherTime(*span("14:00-14:30"), 1, 2),
        )[-most:]
    )


def test_at_most_ten_half_hours() -> None:
    report = report_of(problem(people={"ana": periods("13:00-20:00")}))
    first = at("13:00")
    assert report.further == tuple(
        FurtherTime(first + half, first + half + timedelta(minutes=30), 1, 2)
        for half in (timedelta(minutes=30) * number for number in range(10))
    )
