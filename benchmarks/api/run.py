"""Write the CPU time of requests into docs/benchmarks.md, on SQLite and PostgreSQL.

    .venv/bin/python benchmarks/api/run.py

Each database is measured by a process of its own: `measure.py`, which prints its figures.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests"))

from support.cluster import Cluster, find_binaries

DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- requests: written by make bench -->\n", "<!-- end of requests -->\n"
HEADINGS = (
    "request",
    "queries",
    "ours",
    "viewset",
    "bare function",
    "less than the viewset",
    "more than bare",
)


def main() -> None:
    with cluster() as url:
        tables = [
            f"### {name}\n\n{requests_table(found['requests'])}\n{steps_table(found['steps'])}"
            for name, found in (("SQLite", measure("")), ("PostgreSQL", measure(url)))
        ]
    text = DOCUMENT.read_text()
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    DOCUMENT.write_text("\n".join([text[:begin], *tables, text[end:]]))


@contextmanager
def cluster() -> Iterator[str]:
    binaries = find_binaries()
    if binaries is None:
        sys.exit("PostgreSQL's server programs are not on this machine.")
    started = Cluster(binaries)
    try:
        yield started.url
    finally:
        started.stop()


def measure(database_url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "static").mkdir()
        settings = {
            "ONEONONE_HOME": home,
            "ONEONONE_RATE_LIMITS": "off",
            "DJANGO_SETTINGS_MODULE": "oneonone.settings",
        }
        if database_url:
            settings["DATABASE_URL"] = database_url
        done = subprocess.run(  # noqa: S603  our own program
            [sys.executable, Path(__file__).with_name("measure.py")],
            env=os.environ | settings,
            stdout=subprocess.PIPE,
            check=True,
        )
    return dict(json.loads(done.stdout))


def requests_table(requests: list[dict[str, Any]]) -> str:
    lines = [row(*HEADINGS), row(*["---"] * len(HEADINGS))]
    for request in requests:
        ours, plain, bare = request["ours"], request["plain"], request["bare"]
        lines.append(
            row(
                request["name"],
                request["queries"],
                f"{ours:.2f}",
                f"{plain:.2f}" if plain else "",
                f"{bare:.2f}",
                f"{plain / ours:.1f} times" if plain else "",
                f"{ours / bare:.1f} times",
            )
        )
    return "".join(lines)


def steps_table(steps: dict[str, float]) -> str:
    lines = [row("what answers", "ms"), row("---", "---")]
    return "".join([*lines, *(row(name, f"{took:.2f}") for name, took in steps.items())])


def row(*cells: object) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |\n"


if __name__ == "__main__":
    main()
