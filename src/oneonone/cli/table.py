"""A plan as people read it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from oneonone import planner
from oneonone.planner.report import Help, HelpKind, Report


def write_tables(
    plan: planner.Plan, others: Sequence[planner.Alternative], told: Report | None
) -> str:
    lines = [summary(plan), "", *schedule(plan.meets)]
    if plan.unplaced:
        width = max(len(someone.person) for someone in plan.unplaced)
        lines += ["", "Without a meeting"]
        lines += [f"  {some.person:{width}}  {some.detail}" for some in plan.unplaced]
    if told:
        lines += ["", *report(told)]
    for number, other in enumerate(others, 1):
        lines += ["", f"Another plan, {number}: {difference(other, plan)}", ""]
        lines += schedule(other.meets)
    return "\n".join(lines)


def summary(plan: planner.Plan) -> str:
    people = plan.placed + len(plan.unplaced)
    proof = "proven best" if plan.optimal else f"not proven: {plan.bound.placed} at most"
    moved = "" if plan.moved is None else f", {plan.moved} moved"
    placed = f"{plan.placed} of {people} placed, preference {plan.preference}{moved}"
    return f"{placed} ({proof}, {plan.seconds:.2f} s)"


def schedule(meets: Iterable[planner.Meet]) -> list[str]:
    """Give a line for each meeting, in UTC, under one for each day."""
    lines: list[str] = []
    day = None
    for meet in meets:
        if meet.start.date() != day:
            day = meet.start.date()
            lines.append(f"{day:%A} {day} (UTC)")
        liked = "*" * meet.preference
        lines.append(f"  {meet.start:%H:%M} to {meet.end:%H:%M}  {liked:3}  {meet.person}")
    return lines


def difference(other: planner.Alternative, plan: planner.Plan) -> str:
    less = plan.preference - other.levels.preference
    cost = f", {less} less in preference" if less else ""
    return f"{len(other.changes)} at another time{cost}"


def report(told: Report) -> list[str]:
    lines = [f"Room for {told.room} meetings, {told.people} people"]
    if told.robust:
        lines.append(
            f"Survives {told.robust.survived} of {told.robust.of} cancelled hours of the owner's"
        )
    for someone in told.unplaced:
        if someone.competing:
            names = ", ".join((someone.person, *someone.competing))
            lines.append(f"{names} share only {spans(someone.times)}")
    return [*lines, *(advice(each) for each in told.helps)]


def advice(each: Help) -> str:
    when = spans([(each.start, each.end)]) if each.start and each.end else ""
    what = {
        HelpKind.MORE_TIME: f"Open {when}",
        HelpKind.MORE_FREE: f"Ask {each.person} for {when}",
        HelpKind.SHORTER_MEETINGS: f"Make meetings {each.minutes} minutes long",
        HelpKind.SMALLER_BUFFER: f"Leave a buffer of {each.minutes} minutes",
    }[each.kind]
    return f"{what}: places {', '.join(each.places)}"


def spans(times: Iterable[tuple[datetime, datetime]]) -> str:
    return ", ".join(f"{start:%a %d %b %H:%M} to {end:%H:%M}" for start, end in times)
