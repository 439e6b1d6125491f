"""Problems in short: everything happens on one Monday, in UTC."""

from datetime import UTC, datetime, timedelta
from typing import Any

from oneonone.planner import Period, Pin, Plan, Problem, make_plan

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)


def at(clock: str) -> datetime:
    """Give the instant of "09:30" or "09:30:15"."""
    hours, minutes, *seconds = map(int, clock.split(":"))
    return MONDAY + timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))


def period(times: str, preference: int = 2) -> Period:
    """Give the period of "09:00-10:00"."""
    start, end = times.split("-")
    return Period(at(start), at(end), preference)


def periods(*liked: str | tuple[str, int]) -> tuple[Period, ...]:
    return tuple(period(each) if isinstance(each, str) else period(*each) for each in liked)


def pin(person: str, times: str) -> Pin:
    start, end = times.split("-")
    return Pin(person, at(start), at(end))


def problem(**fields: Any) -> Problem:
    """Give a problem of half-hour meetings with an owner from 9 to 12, but for the `fields`."""
    return Problem(**{"meeting_minutes": 30, "owner": periods("09:00-12:00"), **fields})


def plan(asked: Problem) -> Plan:
    return make_plan(asked, budget_seconds=20)


def times(made: Plan) -> dict[str, str]:
    """Give when each meets, by name: {"ana": "09:00-09:30"}."""
    return {meet.person: f"{meet.start:%H:%M}-{meet.end:%H:%M}" for meet in made.meets}
