"""The contestants, each in a process of its own: HiGHS and OR-tools clash within one."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ORTOOLS = HERE.parents[1] / ".venv-bench" / "bin" / "python"
SPARE_SECONDS = 120  # for what a budget does not count, reading and writing

OURS = "ours"
RELAXATIONS = ("relaxation", "relaxation-ipm")
CPSAT = {
    "cpsat": ("step", "intervals"),
    "cpsat-cliques": ("step", "cliques"),
    "cpsat-lattice": ("lattice", "intervals"),
    "cpsat-lattice-cliques": ("lattice", "cliques"),
}
NAMES = (OURS, *RELAXATIONS, *CPSAT, "mip", "first-come")
SLOW = (*CPSAT, "mip")


@dataclass(frozen=True)
class Run:
    """What one contestant did with one problem; levels as far as it was asked for them."""

    scene: str
    problem: str
    contestant: str
    seconds: float
    cpu: float
    peak_mb: float
    levels: list[float]
    proven: bool
    asked: int = 0  # calls of branch and bound, of ours
    solver_seconds: float = 0.0  # the part of the seconds that is CP-SAT's own
    bound: list[float] = field(default_factory=list)

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def play(contestant: str, path: Path, scene: str, budget: float) -> Run:
    """Let a contestant solve the problem in a file."""
    figures = (
        _ask_cpsat(*CPSAT[contestant], path, budget)
        if contestant in CPSAT
        else _output(sys.executable, HERE / "child.py", contestant, path, budget, limit=budget)
    )
    return Run(scene=scene, problem=path.stem, contestant=contestant, **figures)


def _ask_cpsat(starts: str, model: str, path: Path, budget: float) -> dict[str, Any]:
    target = path.with_suffix(f".{starts}")
    if not target.exists():
        command = (sys.executable, HERE / "candidates.py", path, starts, target)
        subprocess.run(command, check=True)  # noqa: S603  our own program
    return _output(ORTOOLS, HERE / "cpsat.py", target, model, budget, limit=budget)


def _output(*command: object, limit: float) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603  our own program
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        check=True,
        timeout=limit + SPARE_SECONDS,
    )
    return dict(json.loads(done.stdout))
