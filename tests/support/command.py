"""The installed command, run as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

ONEONONE = Path(sys.executable).parent / "oneonone"


def run_oneonone(
    *arguments: str, stdin: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ONEONONE, *arguments],
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
