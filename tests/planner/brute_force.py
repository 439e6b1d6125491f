"""The best five levels by trying every start on the step: for tiny problems only.

Shares no code with the planner but its input values; works in seconds since the epoch.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

from oneonone.planner import Levels, Period, Pin, Problem, Stretch

NOTHING = (0, 0, 0, 0, 0, 0)


def best_levels(problem: Problem) -> Levels:
    """Walk the steps in time order, each time placing somebody who waits, or nobody."""
    pinned = {pin.person for pin in problem.pinned}
    waiting = frozenset(set(problem.people) - pinned)
    starts = _grid(problem)
    options = {
        (name, start): gain
        for name in waiting
        for start in starts
        if (gain := _gain(problem, name, start)) is not None
    }

    @cache
    def best(at: int, left: frozenset[str]) -> tuple[int, ...]:
        if at == len(starts):
            return NOTHING
        outcomes = [best(at + 1, left)]
        for name in left:
            gain = options.get((name, starts[at]))
            if gain is not None:
                free = starts[at] + (_minutes(problem, name) + problem.buffer_minutes) * 60
                after = next((i for i, start in enumerate(starts) if start >= free), len(starts))
                outcomes.append(_sum(gain, best(after, left - {name})))
        return max(outcomes)

    gains = [best(0, waiting), *(_pin_gain(problem, pin) for pin in problem.pinned)]
    placed, stays, preference, at_one, owner, starts_sum = map(sum, zip(*gains, strict=True))
    moved = len(problem.current) - stays
    return Levels(placed, preference, -at_one, owner, Fraction(-starts_sum, 60), moved)


def _grid(problem: Problem) -> list[int]:
    step = problem.step_minutes * 60
    first = min((_seconds(period)[0] for period in problem.owner), default=0)
    last = max((_seconds(period)[1] for period in problem.owner), default=0)
    return [start for start in range(first - first % step, last, step) if start >= first]


def _gain(problem: Problem, name: str, start: int) -> tuple[int, ...] | None:
    end = start + _minutes(problem, name) * 60
    liked = _lowest(problem.people[name], start, end)
    owner = _lowest(problem.owner, start, end)
    gap = problem.buffer_minutes * 60
    pins = [_seconds(pin) for pin in problem.pinned]
    clash = any(start < pin_end + gap and pin_start < end + gap for pin_start, pin_end in pins)
    if clash or not liked or not owner or _is_forbidden(problem, name, start, end):
        return None
    return _values(problem, name, (start, end), (liked, owner))


def _pin_gain(problem: Problem, pin: Pin) -> tuple[int, ...]:
    start, end = _seconds(pin)
    liked = _lowest(problem.people[pin.person], start, end)
    owner = _lowest(problem.owner, start, end)
    return _values(problem, pin.person, (start, end), (liked, owner))


def _is_forbidden(problem: Problem, name: str, start: int, end: int) -> bool:
    stretches = (_seconds(each) for each in problem.forbidden.get(name, ()))
    return any(opens < end and start < closes for opens, closes in stretches)


def _values(
    problem: Problem, name: str, times: tuple[int, int], levels: tuple[int, int]
) -> tuple[int, ...]:
    zero = min(_seconds(each)[0] for each in (problem.owner or problem.pinned))
    stays = any(held.person == name and _seconds(held) == times for held in problem.current)
    liked, owner = levels
    return (1, stays, liked, -(liked == 1), owner, zero - times[0])


def _lowest(periods: Iterable[Period], start: int, end: int) -> int:
    """Look at the start and just after every boundary inside."""
    known = [(*_seconds(period), period.preference) for period in periods]
    looks = [start] + [edge for known_ in known for edge in known_[:2] if start < edge < end]
    return min(
        max((level for opens, closes, level in known if opens <= look < closes), default=0)
        for look in looks
    )


def _minutes(problem: Problem, name: str) -> int:
    return problem.lengths.get(name, problem.meeting_minutes)


def _seconds(times: Period | Pin | Stretch) -> tuple[int, int]:
    return int(times.start.timestamp()), int(times.end.timestamp())


def _sum(one: Iterable[int], other: Iterable[int]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))
