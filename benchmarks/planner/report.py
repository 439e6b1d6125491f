"""Tables of runs in Markdown, what is wrong in them, and their place in the document."""

import statistics
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from contestants import OURS, RELAXATIONS, SLOW, Run

DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmark-planner.md"
CLOSE = 1e-6  # levels this close are equal: starts are minutes, and may be fractions

FIGURES = (
    "problems",
    "contestant",
    "instances",
    "median s",
    "slowest s",
    "median CPU s",
    "peak MB",
    "proven",
    "asked a MIP",
    "worse than ours",
)
FACTORS = ("problems", "ours against", "instances", "median", "least", "most", "median of CPU")


class Pair(NamedTuple):
    """A run, and the run of ours before it on the same problem."""

    run: Run
    ours: Run


def tables(runs: list[Run], budget: float) -> str:
    """Give all figures, and then how many times as long as ours the others take."""
    groups = list(_groups(_pairs(runs)))
    timed = [pairs for pairs in groups if pairs[0].run.contestant in SLOW + RELAXATIONS]
    figures = table(FIGURES, map(_figures, groups))
    factors = table(FACTORS, (_factors(pairs, budget) for pairs in timed))
    return f"{figures}\nProblem by problem, how many times as long as ours:\n\n{factors}"


def faults(runs: list[Run]) -> list[str]:
    """Say which of ours is unproven, and who found something better or proved something else."""
    unproven = [
        f"{run.problem}: ours is not proven"
        for run in runs
        if run.contestant == OURS and not run.proven
    ]
    return unproven + [
        f"{run.problem}: {run.contestant} has {run.levels}, ours {ours.levels}"
        for run, ours in _pairs(runs)
        if _better(run, ours) or (run.proven and _better(ours, run))
    ]


def write_into_document(section: str, text: str) -> None:
    """Put text between the markers of a section."""
    begin, end = f"<!-- {section}: written by the benchmark -->\n", f"<!-- end of {section} -->\n"
    old = DOCUMENT.read_text()
    before, after = old.index(begin) + len(begin), old.index(end)
    DOCUMENT.write_text(f"{old[:before]}\n{text}\n{old[after:]}")


def _pairs(runs: Iterable[Run]) -> Iterator[Pair]:
    ours: dict[str, Run] = {}
    for run in runs:
        if run.contestant == OURS:
            ours[run.problem] = run
        yield Pair(run, ours[run.problem])


def _groups(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """Give the runs of each contestant in each scene, in the order in which they came.

    Of one problem solved again only the first run counts.
    """
    scenes: dict[str, dict[str, dict[str, Pair]]] = {}
    for pair in pairs:
        contestants = scenes.setdefault(pair.run.scene, {})
        contestants.setdefault(pair.run.contestant, {}).setdefault(pair.run.problem, pair)
    for contestants in scenes.values():
        yield from (list(group.values()) for group in contestants.values())


def _figures(pairs: list[Pair]) -> list[object]:
    runs = [pair.run for pair in pairs]
    name = runs[0].contestant
    bare = name in RELAXATIONS
    return [
        runs[0].scene,
        name,
        len(runs),
        f"{statistics.median(run.seconds for run in runs):.3f}",
        f"{max(run.seconds for run in runs):.3f}",
        f"{statistics.median(run.cpu for run in runs):.3f}",
        f"{max(run.peak_mb for run in runs):.0f}",
        "" if bare else sum(run.proven for run in runs),
        sum(run.asked > 0 for run in runs) if name == OURS else "",
        "" if bare or name == OURS else sum(_better(pair.ours, pair.run) for pair in pairs),
    ]


def _factors(pairs: list[Pair], budget: float) -> list[object]:
    """Compare by wall time and by CPU; with a relaxation the other way round: it is shorter."""
    run = pairs[0].run
    bare = run.contestant in RELAXATIONS
    wall = [pair.run.seconds / pair.ours.seconds for pair in pairs]
    cpu = [pair.run.cpu / pair.ours.cpu for pair in pairs]
    if bare:
        wall, cpu = [1 / factor for factor in wall], [1 / factor for factor in cpu]
    cut = any(not pair.run.proven and pair.run.seconds >= budget for pair in pairs)
    cells = (statistics.median(wall), min(wall), max(wall), statistics.median(cpu))
    name = f"{run.contestant} (ours / it)" if bare else run.contestant
    return [run.scene, name, len(pairs), *(_shown(cell, cut=cut) for cell in cells)]


def _shown(factor: float, *, cut: bool) -> str:
    return f"{'≥ ' if cut else ''}{factor:.{0 if factor >= 100 else 1}f}"


def _better(one: Run, other: Run) -> bool:
    """Compare the levels that both were asked for; nothing found is worst."""
    if not one.levels or other.contestant in RELAXATIONS:
        return False
    if not other.levels:
        return True
    signs = (1, 1, -1, 1, -1)
    pairs = zip(signs, one.levels, other.levels, strict=False)
    gains = [sign * (mine - its) for sign, mine, its in pairs]
    return next((gain > 0 for gain in gains if abs(gain) > CLOSE), False)


def table(headings: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    titles = list(headings)
    lines: list[Iterable[object]] = [titles, ["---"] * len(titles), *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)
