import json
import re
from pathlib import Path

import pytest
from support.command import run_oneonone


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    home = tmp_path_factory.mktemp("demo")
    made = run_in(home, "demo")
    return home, made


def run_in(home: Path, *arguments: str) -> str:
    database = f"sqlite:///{home / 'db.sqlite3'}"
    done = run_oneonone(*arguments, ONEONONE_HOME=str(home), DATABASE_URL=database)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_it_says_how_to_log_in(demonstration: tuple[Path, str]) -> None:
    _, made = demonstration
    assert re.fullmatch(
        r"[\w .'-]+ and 40 students are here; calendar 1 is ready to schedule\.\n"
        r"Log in at http://127\.0\.0\.1:\d+/login/ as [a-z.'-]+ with the password \S{12}\n"
        r"\(the students have the same password; one of them is [a-z.'-]+\)\.\n",
        made,
    )


def test_a_second_time_it_changes_nothing(demonstration: tuple[Path, str]) -> None:
    home, _ = demonstration
    before = run_in(home, "manage", "dumpdata")
    assert run_in(home, "demo") == (
        "There are users here already: nothing was changed. Try a new ONEONONE_HOME.\n"
    )
    assert run_in(home, "manage", "dumpdata") == before


def test_its_problem_is_planned_best_and_is_worth_planning(
    demonstration: tuple[Path, str], tmp_path: Path
) -> None:
    home, _ = demonstration
    exported = run_in(home, "manage", "export_problem", "1")
    problem = tmp_path / "problem.json"
    problem.write_text(exported)
    plan = json.loads(run_in(home, "plan", str(problem)))
    people = json.loads(exported)["people"]
    assert len(people) == 40
    assert plan["optimal"] is True
    assert plan["placed"] + len(plan["unplaced"]) == len(people)
    assert 30 <= plan["placed"] < len(people)
    assert {someone["reason"] for someone in plan["unplaced"]} >= {"no_reply", "crowded_out"}


def test_an_unknown_calendar_is_told_in_a_line(demonstration: tuple[Path, str]) -> None:
    home, _ = demonstration
    refused = run_oneonone("manage", "export_problem", "99", ONEONONE_HOME=str(home))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "There is no calendar 99." in refused.stderr
