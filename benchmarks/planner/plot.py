"""Draws time and memory as SVG: a column for each thing they depend on, all axes logarithmic."""

from collections.abc import Callable, Iterator
from math import ceil, floor, log, log10
from typing import NamedTuple

WIDTH, HEIGHT = 270, 190  # of a panel
LEFT, TOP, BETWEEN_X, BETWEEN_Y = 60, 34, 34, 74
LEAST_MB = 20
STYLE = """
  .paper { fill: #ffffff } text { fill: #24292f; font: 12px system-ui, sans-serif }
  .grid { stroke: #d8dee4; fill: none } .range { stroke: #0969da; opacity: .35; stroke-width: 5 }
  .line { stroke: #0969da; fill: none; stroke-width: 2 } .dot { fill: #0969da }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } text { fill: #e6edf3 }
    .grid { stroke: #30363d } .range { stroke: #58a6ff }
    .line { stroke: #58a6ff } .dot { fill: #58a6ff }
  }
"""


class Point(NamedTuple):
    place: int
    seconds: float
    quickest: float
    slowest: float
    megabytes: float


class Panel(NamedTuple):
    title: str
    points: list[Point]


class Axis(NamedTuple):
    """A logarithmic axis from `low` to `high`, drawn from pixel `start` to pixel `end`.

    Each tick is `factor` times the one before.
    """

    low: float
    high: float
    start: float
    end: float
    factor: int = 10

    def at(self, value: float) -> float:
        share = log10(value / self.low) / log10(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 1)


def draw(panels: list[Panel]) -> str:
    """Give the text of the SVG: seconds in the upper row, megabytes in the lower one."""
    points = [point for panel in panels for point in panel.points]
    quickest = min(point.quickest for point in points)
    slowest = max(point.slowest for point in points)
    most = max(point.megabytes for point in points)
    lower = TOP + HEIGHT + BETWEEN_Y
    seconds = Axis(_tick(quickest, 10, floor), _tick(slowest, 10, ceil), TOP + HEIGHT, TOP)
    megabytes = Axis(LEAST_MB, LEAST_MB * _tick(most / LEAST_MB, 2, ceil), lower + HEIGHT, lower, 2)
    width = LEFT + len(panels) * (WIDTH + BETWEEN_X)
    height = lower + HEIGHT + BETWEEN_Y
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>The planner's time and memory by people, days and step</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        _text(8, TOP - 14, "seconds (line: median, bar: quickest to slowest)"),
        _text(8, lower - 14, "megabytes, the most"),
    ]
    for number, panel in enumerate(panels):
        across = _across(panel, LEFT + number * (WIDTH + BETWEEN_X))
        lines += _curve(panel, across, seconds, lambda point: point.seconds, with_range=True)
        lines += _curve(panel, across, megabytes, lambda point: point.megabytes)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _tick(value: float, factor: int, rounded: Callable[[float], int]) -> float:
    return float(factor ** rounded(log(value, factor)))


def _across(panel: Panel, left: float) -> Axis:
    places = [point.place for point in panel.points]
    return Axis(min(places), max(places), left + 14, left + WIDTH - 14)


def _curve(
    panel: Panel,
    across: Axis,
    up: Axis,
    value: Callable[[Point], float],
    *,
    with_range: bool = False,
) -> Iterator[str]:
    yield from _grid(panel, across, up)
    for point in panel.points if with_range else ():
        x = across.at(point.place)
        ends = f'y1="{up.at(point.quickest)}" y2="{up.at(point.slowest)}"'
        yield f'<line class="range" x1="{x}" x2="{x}" {ends}/>'
    dots = [(across.at(point.place), up.at(value(point))) for point in panel.points]
    yield f'<polyline class="line" points="{" ".join(f"{x},{y}" for x, y in dots)}"/>'
    yield from (f'<circle class="dot" cx="{x}" cy="{y}" r="3.5"/>' for x, y in dots)


def _grid(panel: Panel, across: Axis, up: Axis) -> Iterator[str]:
    left, right = across.start - 14, across.end + 14
    tick = up.low
    while tick <= up.high * 1.001:
        y = up.at(tick)
        yield f'<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>'
        if left == LEFT:
            yield _text(left - 6, y + 4, f"{tick:g}", "end")
        tick *= up.factor
    for point in panel.points:
        yield _text(across.at(point.place), up.start + 16, f"{point.place:,}", "middle")
    yield _text((left + right) / 2, up.start + 32, panel.title, "middle")


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'
