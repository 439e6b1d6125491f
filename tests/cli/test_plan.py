import json
from pathlib import Path
from typing import Any

from support.command import run_oneonone

PROBLEM: dict[str, Any] = {
    "meeting_minutes": 30,
    "buffer_minutes": 0,
    "step_minutes": 5,
    "owner": [
        {"start": "2094-03-01T09:00:00Z", "end": "2094-03-01T10:00:00+00:00", "preference": 3}
    ],
    "people": {
        "ana": [{"start": "2094-03-01T09:00:00Z", "end": "2094-03-01T10:00:00Z", "preference": 3}],
        "bo": [
            {
                "start": "2094-03-01T10:00:00+01:00",
                "end": "2094-03-01T10:30:00+01:00",
                "preference": 1,
            }
        ],
        "cy": [],
    },
}
PLAN = {
    "meets": [
        {
            "person": "bo",
            "start": "2094-03-01T09:00:00Z",
            "end": "2094-03-01T09:30:00Z",
            "preference": 1,
        },
        {
            "person": "ana",
            "start": "2094-03-01T09:30:00Z",
            "end": "2094-03-01T10:00:00Z",
            "preference": 3,
        },
    ],
    "placed": 2,
    "preference": 4,
    "levels": [2, 4, 1, 6, 30],
    "bound": [2, 4, 1, 6, 30],
    "optimal": True,
}


def test_a_problem_in_a_file_is_planned(tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(PROBLEM))
    planned = run_oneonone("plan", str(file))
    assert (planned.returncode, planned.stderr) == (0, "")
    plan = json.loads(planned.stdout)
    assert list(plan) == [
        "meets", "unplaced", "placed", "preference", "levels", "bound", "optimal", "seconds",
    ]  # fmt: skip
    assert 0 < plan.pop("seconds") < 60
    (unplaced,) = plan.pop("unplaced")
    assert (unplaced["person"], unplaced["reason"]) == ("cy", "no_reply")
    assert plan == PLAN


def test_standard_input_is_a_file_too() -> None:
    planned = run_oneonone("plan", "-", stdin=json.dumps(PROBLEM))
    assert json.loads(planned.stdout)["levels"] == [2, 4, 1, 6, 30]


def test_a_bad_problem_is_told_in_one_line_that_names_the_place() -> None:
    ana = [PROBLEM["owner"][0]] * 2 + [
        {"start": "2094-03-01T09:00:00Z", "end": "2094-03-01T08:00:00Z", "preference": 3}
    ]
    refused = run_oneonone("plan", "-", stdin=json.dumps(PROBLEM | {"people": {"ana": ana}}))
    assert (refused.returncode, refused.stdout, refused.stderr) == (
        2,
        "",
        "oneonone: people.ana[2].end: before its start\n",
    )


def test_a_file_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    refused = run_oneonone("plan", str(tmp_path / "none.json"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith("oneonone: ")
    assert refused.stderr.count("\n") == 1


def test_a_file_of_bytes_that_are_no_text_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    file.write_bytes(b"\xff\xfe\x00")
    refused = run_oneonone("plan", str(file))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
