import json
import time
from pathlib import Path
from typing import Any

import pytest
from cli.test_plan import PROBLEM
from support.command import run_oneonone

from oneonone.cli.progress import showing_progress

TABLE = """\
2 of 3 placed, preference 4 (proven best, {seconds} s)

Monday 2094-03-01 (UTC)
  09:00 to 09:30  *    bo
  09:30 to 10:00  ***  ana

Without a meeting
  cy  cy has not offered any time.
"""
FREE = [{"start": "2094-03-01T09:00:00Z", "end": "2094-03-01T10:00:00Z", "preference": 3}]


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    return write(tmp_path / "problem.json", PROBLEM)


def write(file: Path, content: Any) -> Path:
    file.write_text(json.dumps(content))
    return file


def test_a_table_is_for_people(problem: Path) -> None:
    printed = run_oneonone("plan", str(problem), "--format", "table").stdout
    seconds = printed.partition("proven best, ")[2].partition(" s")[0]
    assert printed == TABLE.format(seconds=seconds)


def test_other_plans_are_asked_for(tmp_path: Path) -> None:
    file = write(tmp_path / "both.json", PROBLEM | {"people": {"ana": FREE, "bo": FREE}})
    plan = json.loads(run_oneonone("plan", str(file), "--alternatives", "2").stdout)
    [other] = plan["alternatives"]
    assert [meet["person"] for meet in other["meets"]] == [
        meet["person"] for meet in reversed(plan["meets"])
    ]
    assert [change["person"] for change in other["changes"]] == ["ana", "bo"]
    table = run_oneonone("plan", str(file), "--alternatives", "1", "--format", "table").stdout
    assert "Another plan, 1: 2 at another time\n" in table


def test_a_plan_to_keep_is_changed_as_little_as_possible(problem: Path, tmp_path: Path) -> None:
    kept = write(tmp_path / "plan.json", json.loads(run_oneonone("plan", str(problem)).stdout))
    changed = write(tmp_path / "changed.json", PROBLEM | {"people": {"ana": FREE, "bo": FREE}})
    plan = json.loads(run_oneonone("plan", str(changed), "--keep", str(kept)).stdout)
    assert [meet["person"] for meet in plan["meets"]] == ["bo", "ana"]
    assert plan["moved"] == 0
    alone = write(tmp_path / "alone.json", PROBLEM | {"people": {"ana": FREE}})
    refused = run_oneonone("plan", str(alone), "--keep", str(kept))
    assert (refused.returncode, refused.stderr) == (
        2,
        "oneonone: current[0].person: no such person\n",
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ([], "plan: must be an object"),
        ({}, "plan: meets is missing"),
        ({"meets": [1]}, "meets[0]: must be an object"),
        ({"meets": [{"person": "ana"}]}, "meets[0]: start is missing"),
    ],
)
def test_what_is_no_plan_can_not_be_kept(
    problem: Path, tmp_path: Path, content: Any, told: str
) -> None:
    file = write(tmp_path / "plan.json", content)
    refused = run_oneonone("plan", str(problem), "--keep", str(file))
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", f"oneonone: {told}\n")


def test_fewer_than_no_other_plans(problem: Path) -> None:
    refused = run_oneonone("plan", str(problem), "--alternatives=-1")
    assert (refused.returncode, refused.stderr) == (2, "oneonone: --alternatives: less than none\n")


def test_what_takes_long_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress(60):
        time.sleep(2.1)
    assert capsys.readouterr().err == (
        "\rplanning: 1 s of at most 60\rplanning: 2 s of at most 60\n"
    )
    with showing_progress(60):
        pass
    assert capsys.readouterr().err == ""


def test_why_and_what_would_help(tmp_path: Path) -> None:
    late = {**FREE[0], "end": "2094-03-01T10:30:00Z"}
    people = {"ana": FREE, "bo": FREE, "cy": [late]}
    file = write(tmp_path / "crowd.json", PROBLEM | {"people": people})
    told = json.loads(run_oneonone("plan", str(file), "--explain").stdout)["report"]
    [unplaced] = told["unplaced"]
    assert sorted([unplaced["person"], *unplaced["competing"]]) == ["ana", "bo", "cy"]
    assert told["room"] == 2
    table = run_oneonone("plan", str(file), "--explain", "--format", "table").stdout
    assert "Room for 2 meetings, 3 people\n" in table
    assert "share only Mon 01 Mar 09:00 to" in table
    for help_ in told["helps"]:
        assert f"places {', '.join(help_['places'])}\n" in table
    assert told["helps"]
