"""The real command line client, in an environment and a home of its own."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

COMMAND = Path(__file__).parents[2] / ".venv-coreapi" / "bin" / "coreapi"


class CoreApiClient:
    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        self.run("get", f"{url}/docs/")

    def run(self, *arguments: str) -> str:
        environment = {**os.environ, "HOME": str(self.home)}
        done = subprocess.run(
            [COMMAND, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.stdout + done.stderr

    def log_in(self, access: str) -> None:
        self.run("credentials", "add", "127.0.0.1", f"Bearer {access}")

    def action(self, keys: str, *options: str) -> Any:
        """Run one action and read what it prints: an answer, or an error's status and body."""
        printed = self.run("action", *keys.split(), *options)
        if printed.startswith("<Error:"):
            status, _, body = printed.partition("\n")
            return status, body.strip()
        return json.loads(printed) if printed.strip() else None

    def call(self, keys: str, **parameters: object) -> Any:
        """Run one action with `-p name=value` for each parameter."""
        pairs = (("-p", f"{name}={value}") for name, value in parameters.items())
        return self.action(keys, *(word for pair in pairs for word in pair))
