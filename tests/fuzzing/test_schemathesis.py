"""What the API says of itself, thrown at it: only documented statuses and shapes, never a 5xx."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from support.calendars import fill_calendar
from support.people import Cast, Person
from support.service import InsideService, Service
from support.soak import SOAK

ROOT = Path(__file__).parents[2]
COMMAND = ROOT / ".venv-schemathesis" / "bin" / "schemathesis"
ROLES = ("owner", "invitee", "stranger", "anonymous") if SOAK else ("owner",)
EXAMPLES = 200 if SOAK else 10
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("role", ROLES)
def test_nothing_undocumented_comes_back(
    service: Service | InsideService, newcomer: Callable[[], Person], role: str, tmp_path: Path
) -> None:
    people = {name: newcomer() for name in ("owner", "invitee", "other", "stranger")}
    with httpx.Client(base_url=service.url) as anonymous:
        fill_calendar(Cast(**people, anonymous=anonymous))
    token = "none" if role == "anonymous" else people[role].http.headers["Authorization"]
    fuzzed = subprocess.run(
        [
            COMMAND,
            "run",
            ROOT / "docs" / "openapi.json",
            f"--url={service.url}",
            f"--header=Authorization: {token}",
            f"--checks={','.join(CHECKS)}",
            "--phases=examples,coverage,fuzzing",
            f"--max-examples={EXAMPLES}",
            "--warnings=off",
            "--no-color",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert fuzzed.returncode == 0, fuzzed.stdout[-5000:]
