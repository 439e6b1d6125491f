"""Every message of the pages is there in every language, and compiled."""

import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "messages.py"


def test_the_catalogues_are_complete() -> None:
    done = subprocess.run(
        [sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("Every message is there, in every language.\n", "")
