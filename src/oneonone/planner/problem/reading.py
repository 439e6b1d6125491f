"""A problem from JSON: shapes here, values in `rules`."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from oneonone.planner.problem.rules import ProblemError, fail, member
from oneonone.planner.problem.values import Period, Pin, Problem, Stretch

REQUIRED = ("meeting_minutes", "buffer_minutes", "step_minutes", "owner", "people")
OPTIONAL = ("lengths", "pinned", "forbidden", "current")

Item = TypeVar("Item")


def parse_problem(text: str | bytes) -> Problem:
    """Read a problem from the text of its JSON file.

    Raises `ProblemError`, one line naming the place, for whatever is wrong with it.
    """
    fields = _object("problem", _decode(text), REQUIRED, OPTIONAL)
    people = _mapping("people", fields["people"])
    return Problem(
        meeting_minutes=fields["meeting_minutes"],
        buffer_minutes=fields["buffer_minutes"],
        step_minutes=fields["step_minutes"],
        owner=_items("owner", fields["owner"], _period),
        people={
            name: _items(member("people", name), periods, _period)
            for name, periods in people.items()
        },
        lengths=_mapping("lengths", fields.get("lengths", {})),
        pinned=_items("pinned", fields.get("pinned", []), _pin),
        forbidden={
            name: _items(member("forbidden", name), stretches, _stretch)
            for name, stretches in _mapping("forbidden", fields.get("forbidden", {})).items()
        },
        current=_items("current", fields.get("current", []), _pin),
    )


def parse_meets(text: str | bytes) -> tuple[Pin, ...]:
    """Read the meetings of a plan, as `plan_to_json` writes it; what else it says is not read.

    Raises `ProblemError` as `parse_problem` does.
    """
    plan = _mapping("plan", _decode(text))
    if "meets" not in plan:
        fail("plan", "meets is missing")
    return _items("meets", plan["meets"], _held)


def _held(place: str, value: object) -> Pin:
    fields = _mapping(place, value)
    return _pin(place, {name: fields[name] for name in fields if name != "preference"})


def _decode(text: str | bytes) -> object:
    try:
        return json.loads(text, object_pairs_hook=_distinct)
    except ProblemError:
        raise
    except RecursionError:
        fail("problem", "nested too deeply")
    except json.JSONDecodeError as error:
        fail("problem", f"no JSON, line {error.lineno} column {error.colno}: {error.msg}")
    except ValueError:  # bytes that are no text, or a number of thousands of digits
        fail("problem", "no JSON in UTF-8")


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members: dict[str, object] = {}
    for name, value in pairs:
        if name in members:
            fail("problem", f"{json.dumps(name)} stands twice in one object")
        members[name] = value
    return members


def _mapping(place: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        fail(place, "must be an object")
    return value


def _object(
    place: str, value: object, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Any]:
    fields = _mapping(place, value)
    for name in required:
        if name not in fields:
            fail(place, f"{name} is missing")
    for name in fields:
        if name not in required and name not in optional:
            fail(place, f"{json.dumps(name)} is unknown")
    return fields


def _items(place: str, value: object, read: Callable[[str, object], Item]) -> tuple[Item, ...]:
    if not isinstance(value, list):
        fail(place, "must be a list")
    return tuple(read(f"{place}[{position}]", item) for position, item in enumerate(value))


def _period(place: str, value: object) -> Period:
    fields = _object(place, value, ("start", "end", "preference"))
    return Period(*_times(place, fields), fields["preference"])


def _stretch(place: str, value: object) -> Stretch:
    return Stretch(*_times(place, _object(place, value, ("start", "end"))))


def _pin(place: str, value: object) -> Pin:
    fields = _object(place, value, ("person", "start", "end"))
    if not isinstance(fields["person"], str):
        fail(f"{place}.person", "must be text")
    return Pin(fields["person"], *_times(place, fields))


def _times(place: str, fields: dict[str, object]) -> tuple[datetime, datetime]:
    return _time(f"{place}.start", fields["start"]), _time(f"{place}.end", fields["end"])


def _time(place: str, value: object) -> datetime:
    if not isinstance(value, str):
        fail(place, "must be text, a date and time of ISO 8601")
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        fail(place, "must be a date and time of ISO 8601")
