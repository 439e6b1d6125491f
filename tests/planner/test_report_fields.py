"""Each field of a report, by hand."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from planner.monday import at, period, periods, pin, plan, problem

from oneonone.planner import Meet, Pin, Problem, ProblemError, Reason, Stretch
from oneonone.planner.report import (
    HAS_ROOM,
    Choice,
    Cost,
    FurtherTime,
    Help,
    HelpKind,
    Placed,
    Report,
    Robustness,
    Times,
    Unplaced,
    choice_to_json,
    exact_costs,
    make_report,
    report_to_json,
)


def report_of(asked: Problem) -> Report:
    return make_report(asked, plan(asked).meets, budget_seconds=20)


def meet(person: str, times: str, preference: int = 2) -> Meet:
    fact = pin(person, times)
    return Meet(person, fact.start, fact.end, preference)


def span(times: str) -> Times:
    there = period(times)
    return Times(there.start, there.end)


def choice(times: str, preference: int, placed: int, below: int) -> Choice:
    return Choice(*span(times), preference, Cost(placed, below))


def helps(report: Report, kind: HelpKind) -> list[Help]:
    return [each for each in report.helps if each.kind == kind]


def test_room_before_anybody_answered() -> None:
    report = report_of(problem(people={"ana": (), "bo": ()}, buffer_minutes=10))
    assert (report.room, report.people, report.possible) == (4, 2, 0)
    assert report.robust == Robustness(3, 3)
    assert report.complete


def test_room_counts_pins_and_spans_a_gap() -> None:
    asked = problem(
        owner=periods("09:00-09:50", "09:55-10:30"),
        buffer_minutes=10,
        people={"ana": ()},
        pinned=(pin("ana", "12:00-13:00"),),
    )
    assert report_of(asked).room == 3


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


def test_the_smallest_time_to_add() -> None:
    report = report_of(
        problem(people={"ana": periods("11:45-13:00"), "bo": periods("08:20-09:25")})
    )
    assert helps(report, HelpKind.MORE_TIME) == [
        Help(HelpKind.MORE_TIME, ("ana",), start=at("12:00"), end=at("12:15")),
        Help(HelpKind.MORE_TIME, ("bo",), start=at("08:55"), end=at("09:00")),
    ]


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


def test_the_longest_shorter_meeting() -> None:
    people = {"ana": periods("09:00-09:40"), "bo": periods("09:00-09:40")}
    report = report_of(problem(people=people))
    (left,) = report.unplaced
    assert helps(report, HelpKind.SHORTER_MEETINGS) == [
        Help(HelpKind.SHORTER_MEETINGS, (left.person,), minutes=20)
    ]


def test_the_largest_smaller_buffer() -> None:
    people = {"ana": periods("09:00-10:10"), "bo": periods("09:00-10:10")}
    report = report_of(problem(people=people, buffer_minutes=20))
    (left,) = report.unplaced
    assert helps(report, HelpKind.SMALLER_BUFFER) == [
        Help(HelpKind.SMALLER_BUFFER, (left.person,), minutes=10)
    ]


def test_shorter_meetings_where_others_have_to_move() -> None:
    people = {"ana": periods("09:20-10:00"), "bo": periods("09:00-09:50")}
    asked = problem(people=people, owner=periods("09:00-09:50"))
    bo_in_the_middle = [meet("bo", "09:10-09:40")]
    (left,) = helps(
        make_report(asked, bo_in_the_middle, budget_seconds=20), HelpKind.SHORTER_MEETINGS
    )
    assert left == Help(HelpKind.SHORTER_MEETINGS, ("ana",), minutes=25)


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


def test_robust_against_some_cancellations() -> None:
    asked = problem(people={"ana": periods("09:00-10:00"), "bo": periods("10:30-11:30")})
    assert report_of(asked).robust == Robustness(2, 3)


def test_hours_are_cut_to_the_time_of_the_owner() -> None:
    asked = problem(
        owner=periods("09:40-10:10", "10:50-11:20"), people={"ana": periods("09:40-12:00")}
    )
    assert report_of(asked).robust == Robustness(2, 3)


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


def test_the_present_schedule_does_not_count() -> None:
    asked = problem(people={"ana": periods(("09:00-09:30", 3), ("10:00-10:30", 1))})
    current = (Pin("ana", at("10:00"), at("10:30")),)
    costs = exact_costs(replace(asked, current=current), "ana", budget_seconds=20)
    assert costs == exact_costs(asked, "ana", budget_seconds=20)


def test_too_much_for_memory_is_left_out() -> None:
    day = period("00:00-23:00")
    wide = replace(day, end=day.end + timedelta(days=60))
    names = [f"p{number}" for number in range(250)]
    asked = problem(
        meeting_minutes=5,
        step_minutes=1,
        owner=(wide,),
        people=dict.fromkeys(names, (wide,)),
        lengths={"p0": 35},
    )
    report = make_report(asked, [meet("p0", "09:00-09:35")], budget_seconds=20)
    assert not report.complete
    assert (report.possible, report.robust, report.further) == (None, None, ())
    assert exact_costs(asked, "p0", budget_seconds=20) == ()


def test_years_of_time_are_too_much_to_help_with() -> None:
    for_ever = period("08:00-09:00")
    for_ever = replace(for_ever, end=for_ever.end + timedelta(days=9_999))
    people = {"ana": (for_ever,), "bo": periods("08:00-09:00")}
    asked = problem(people=people, owner=periods("08:00-08:20"))
    report = report_of(asked)
    assert [each.kind for each in report.helps] == [HelpKind.SHORTER_MEETINGS]
    assert not report.complete
    assert len(report.further) == 10
    assert report.further[0] == FurtherTime(*span("08:00-08:30"), 1, 2)
    assert report_of(replace(asked, owner=(for_ever,), meeting_minutes=60)).room == 239_977


def test_at_most_ten_half_hours() -> None:
    report = report_of(problem(people={"ana": periods("13:00-20:00")}))
    first = at("13:00")
    assert report.further == tuple(
        FurtherTime(first + half, first + half + timedelta(minutes=30), 1, 2)
        for half in (timedelta(minutes=30) * number for number in range(10))
    )


def test_room_between_pins() -> None:
    pinned = (pin("ana", "10:00-10:10"), pin("bo", "11:00-11:30"))
    asked = problem(people={"ana": (), "bo": ()}, pinned=pinned, buffer_minutes=10)
    assert report_of(asked).room == 2 + 1 + 1 + 0


def test_json() -> None:
    people = {"ana": periods("09:00-10:00"), "bo": periods("09:00-09:30"), "cy": ()}
    meets = [meet("ana", "09:00-09:30")]
    report = make_report(
        problem(owner=periods("09:00-09:30"), people=people), meets, budget_seconds=20
    )
    nine, half_past, ten = ("2027-03-01T09:00:00Z", "2027-03-01T09:30:00Z", "2027-03-01T10:00:00Z")
    first, second = {"start": nine, "end": half_past}, {"start": half_past, "end": ten}
    assert report_to_json(report) == {
        "room": 1,
        "people": 3,
        "possible": 1,
        "placed": [{"person": "ana", **first, "preference": 2, "others": []}],
        "unplaced": [
            {
                "person": "bo",
                "reason": "crowded_out",
                "detail": "ana and bo share too few times.",
                "competing": ["ana"],
                "times": [first],
            },
            {
                "person": "cy",
                "reason": "no_reply",
                "detail": "cy has not offered any time.",
                "competing": [],
                "times": [],
            },
        ],
        "helps": [
            {"kind": "more_time", "places": ["bo"], "person": None, **second, "minutes": None},
            {
                "kind": "shorter_meetings",
                "places": ["bo"],
                "person": None,
                "start": None,
                "end": None,
                "minutes": 15,
            },
        ],
        "further": [{**second, "placed": 1, "preference": 2}],
        "robust": {"survived": 0, "of": 1},
        "complete": True,
    }


def test_a_choice_in_json() -> None:
    assert choice_to_json(choice("09:00-09:30", 3, 0, -2)) == {
        "start": "2027-03-01T09:00:00Z",
        "end": "2027-03-01T09:30:00Z",
        "preference": 3,
        "cost": {"placed": 0, "preference": -2},
    }
