import json
from fractions import Fraction

import pytest
from planner.monday import at, period, periods, pin, plan, problem
from planner.random_problems import random_problem

from oneonone.planner import Levels, Plan, parse_problem, plan_to_json, problem_to_json

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


def test_times_are_written_in_utc() -> None:
    written = problem_to_json(parse_problem(ASKED))
    assert written["owner"][0]["start"] == "2027-03-01T09:00:00Z"
    assert written["pinned"][0]["end"] == "2027-03-01T08:30:30Z"
    assert at("09:00").isoformat() == "2027-03-01T09:00:00+00:00"
