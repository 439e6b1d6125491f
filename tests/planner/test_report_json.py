"""A report as a client reads it."""

from planner.monday import periods, problem
from planner.reports import choice, meet, report_of

from oneonone.planner.report import choice_to_json, make_report, report_to_json


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


def test_the_other_times_in_json() -> None:
    people = {"ana": periods(("09:00-10:00", 3)), "bo": periods("09:00-09:30")}
    ana, bo = report_to_json(report_of(problem(people=people)))["placed"]
    assert ana["others"] == [choice_to_json(choice("09:00-09:30", 3, -1, 0))]
    assert bo["others"] == []


def test_a_choice_in_json() -> None:
    assert choice_to_json(choice("09:00-09:30", 3, 0, -2)) == {
        "start": "2027-03-01T09:00:00Z",
        "end": "2027-03-01T09:30:00Z",
        "preference": 3,
        "cost": {"placed": 0, "preference": -2},
    }
