"""Problems and plans as values for a JSON encoder, keys in the order of the stable format."""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from oneonone.planner.problem.values import (
    Alternative,
    Levels,
    Meet,
    Period,
    Pin,
    Plan,
    Problem,
    Stretch,
    Unplaced,
)


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Give what `parse_problem` reads back as an equal problem; times in UTC."""
    return {
        "meeting_minutes": problem.meeting_minutes,
        "buffer_minutes": problem.buffer_minutes,
        "step_minutes": problem.step_minutes,
        "owner": _periods(problem.owner),
        "people": {name: _periods(periods) for name, periods in problem.people.items()},
        "lengths": dict(problem.lengths),
        "pinned": _pins(problem.pinned),
        **({"forbidden": _stretches(problem.forbidden)} if problem.forbidden else {}),
        **({"current": _pins(problem.current)} if problem.current else {}),
    }


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Give a plan in the format of `oneonone plan`.

    `starts` is an int when whole, else the float nearest to the exact number of minutes (times 60
    and rounded, it is the exact number of seconds).
    """
    return {
        "meets": [_meet(meet) for meet in plan.meets],
        "unplaced": _unplaced(plan.unplaced),
        "placed": plan.placed,
        "preference": plan.preference,
        **({} if plan.moved is None else {"moved": plan.moved}),
        "levels": levels_to_json(plan.levels),
        "bound": levels_to_json(plan.bound),
        "optimal": plan.optimal,
        "seconds": plan.seconds,
    }


def alternative_to_json(alternative: Alternative) -> dict[str, Any]:
    return {
        "meets": [_meet(meet) for meet in alternative.meets],
        "unplaced": _unplaced(alternative.unplaced),
        "levels": levels_to_json(alternative.levels),
        "changes": [
            {
                "person": change.person,
                "before": change.before and _meet(change.before),
                "after": change.after and _meet(change.after),
            }
            for change in alternative.changes
        ],
    }


def _meet(meet: Meet) -> dict[str, Any]:
    return {
        "person": meet.person,
        "start": iso_time(meet.start),
        "end": iso_time(meet.end),
        "preference": meet.preference,
    }


def _unplaced(unplaced: tuple[Unplaced, ...]) -> list[dict[str, str]]:
    return [
        {"person": someone.person, "reason": someone.reason.value, "detail": someone.detail}
        for someone in unplaced
    ]


def _periods(periods: tuple[Period, ...]) -> list[dict[str, Any]]:
    return [
        {
            "start": iso_time(period.start),
            "end": iso_time(period.end),
            "preference": period.preference,
        }
        for period in periods
    ]


def _stretches(forbidden: Mapping[str, tuple[Stretch, ...]]) -> dict[str, Any]:
    return {
        name: [{"start": iso_time(each.start), "end": iso_time(each.end)} for each in stretches]
        for name, stretches in forbidden.items()
    }


def _pins(pins: tuple[Pin, ...]) -> list[dict[str, Any]]:
    return [
        {"person": pin.person, "start": iso_time(pin.start), "end": iso_time(pin.end)}
        for pin in pins
    ]


def iso_time(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def levels_to_json(levels: Levels) -> list[int | float]:
    return [*levels[:4], _minutes(levels.starts)]


def _minutes(exact: Fraction) -> int | float:
    return exact.numerator if exact.denominator == 1 else float(exact)
