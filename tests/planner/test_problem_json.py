import json
import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from planner.monday import at, period, periods, pin, plan, problem
from planner.random_problems import random_problem

from oneonone.planner import (
    Levels,
    Plan,
    Stretch,
    alternative_to_json,
    find_alternatives,
    parse_meets,
    parse_problem,
    plan_to_json,
    problem_to_json,
)

ASKED = b"""{
  "meeting_minutes": 30, "buffer_minutes": 5, "step_minutes": 5,
  "owner": [{"start": "2027-03-01T10:00:00+01:00", "end": "2027-03-01T12:00Z", "preference": 3}],
  "people": {"ana": [{"start": "2027-03-01 09:00Z", "end": "2027-03-01T10:00Z", "preference": 1}],
             "bo": []},
  "lengths": {"ana": 45},
  "pinned": [{"person": "bo", "start": "2027-03-01T08:00:00Z", "end": "2027-03-01T08:30:30Z"}]
}"""


def test_a_problem_is_read() -> None:
    assert parse_problem(ASKED) == problem(
        buffer_minutes=5,
        owner=(period("09:00-12:00", 3),),
        people={"ana": (period("09:00-10:00", 1),), "bo": ()},
        lengths={"ana": 45},
        pinned=(pin("bo", "08:00:00-08:30:30"),),
    )


def test_text_is_as_good_as_bytes() -> None:
    assert parse_problem(ASKED.decode()) == parse_problem(ASKED)


def test_lengths_and_pins_are_optional() -> None:
    text = b"""{"meeting_minutes": 30, "buffer_minutes": 0, "step_minutes": 15,
                "owner": [], "people": {}}"""
    assert parse_problem(text) == problem(step_minutes=15, owner=(), people={})


STEERED = problem(
    people={"ana": periods("09:00-10:00"), "Bo B.": ()},
    forbidden={"ana": (Stretch(at("09:00"), at("09:10")),), "Bo B.": ()},
    current=(pin("ana", "09:30-10:00"),),
)


def test_what_steers_a_plan_is_written_and_read() -> None:
    written = problem_to_json(STEERED)
    assert (written["forbidden"], written["current"]) == (
        {"ana": [{"start": "2027-03-01T09:00:00Z", "end": "2027-03-01T09:10:00Z"}], "Bo B.": []},
        [{"person": "ana", "start": "2027-03-01T09:30:00Z", "end": "2027-03-01T10:00:00Z"}],
    )
    assert parse_problem(json.dumps(written)) == STEERED
    assert list(problem_to_json(problem())) == [
        *("meeting_minutes", "buffer_minutes", "step_minutes", "owner", "people"),
        *("lengths", "pinned"),
    ]


def test_a_plan_that_had_one_to_keep_tells_who_moved() -> None:
    assert plan_to_json(plan(STEERED))["moved"] == 0
    elsewhere = replace(STEERED, current=(pin("ana", "11:00-11:30"),))
    assert plan_to_json(plan(elsewhere))["moved"] == 1


def test_the_meetings_of_a_plan_are_read() -> None:
    made = plan(STEERED)
    assert parse_meets(json.dumps(plan_to_json(made))) == (pin("ana", "09:30-10:00"),)


def test_another_plan_in_json() -> None:
    only = periods("09:00-09:30")
    asked = problem(people={"ana": only, "bo": periods(("09:00-09:30", 3))})
    (other,) = find_alternatives(asked, plan(asked), count=1, budget_seconds=20)
    nine = {"start": "2027-03-01T09:00:00Z", "end": "2027-03-01T09:30:00Z"}
    ana, bo = {"person": "ana", **nine, "preference": 2}, {"person": "bo", **nine, "preference": 3}
    assert alternative_to_json(other) == {
        "meets": [ana],
        "unplaced": [
            {
                "person": "bo",
                "reason": "crowded_out",
                "detail": "ana holds the times bo could have had.",
            }
        ],
        "levels": [1, 2, 0, 2, 0],
        "changes": [
            {"person": "ana", "before": None, "after": ana},
            {"person": "bo", "before": bo, "after": None},
        ],
    }


@pytest.mark.parametrize("seed", range(50))
def test_a_written_problem_reads_back_equal(seed: int) -> None:
    made = random_problem(seed)
    assert parse_problem(json.dumps(problem_to_json(made))) == made


def test_a_plan_is_written_in_the_stable_format() -> None:
    people = {"ana": periods(("09:00-10:00", 3)), "bo": ()}
    made = plan(problem(people=people))
    written = plan_to_json(made)
    assert json.dumps(written) == json.dumps(
        {
            "meets": [
                {
                    "person": "ana",
                    "start": "2027-03-01T09:00:00Z",
                    "end": "2027-03-01T09:30:00Z",
                    "preference": 3,
                }
            ],
            "unplaced": [
                {"person": "bo", "reason": "no_reply", "detail": "bo has not offered any time."}
            ],
            "placed": 1,
            "preference": 3,
            "levels": [1, 3, 0, 2, 0],
            "bound": [1, 3, 0, 2, 0],
            "optimal": True,
            "seconds": made.seconds,
        }
    )


def test_a_fraction_of_a_minute_is_the_nearest_float() -> None:
    levels = Levels(1, 1, 1, 1, Fraction(61, 60))
    made = Plan(meets=(), unplaced=(), levels=levels, bound=levels, optimal=True, seconds=0.0)
    assert plan_to_json(made)["levels"] == [1, 1, 1, 1, 61 / 60]


@pytest.fixture
def in_india(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "IST-5:30")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_times_are_written_in_utc(in_india: None) -> None:
    written = problem_to_json(parse_problem(ASKED))
    assert written["owner"][0]["start"] == "2027-03-01T09:00:00Z"
    assert written["pinned"][0]["end"] == "2027-03-01T08:30:30Z"
    assert at("09:00").isoformat() == "2027-03-01T09:00:00+00:00"
