"""The README's tour, run as it stands."""

import json
import re
import subprocess
from pathlib import Path

from support.service import InsideService, Service

README = Path(__file__).parents[2] / "README.md"


def test_the_tour_ends_with_the_best_schedule(service: Service | InsideService) -> None:
    tour = "\n".join(re.findall(r"```bash\n(.*?)```", README.read_text(), re.DOTALL))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", tour.replace("http://127.0.0.1:8000", service.url)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    planned, finalized = done.stdout.split('{"detail":')
    plan = json.loads(planned[planned.rindex("\n{\n") :])
    assert [meet["start_period"] for meet in plan["meets"]] == [
        "2030-03-04T08:00:00Z",
        "2030-03-04T08:30:00Z",
    ]
    assert (plan["optimal"], plan["placed"], plan["unplaced"]) == (True, 2, [])
    (invitation,) = json.loads(finalized[finalized.index("[") :])
    assert invitation["meet"] == {
        "start_period": "2030-03-04T08:30:00Z",
        "end_period": "2030-03-04T09:00:00Z",
    }
