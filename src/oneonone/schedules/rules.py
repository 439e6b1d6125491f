"""What a schedule that the owner makes by hand must obey, one function a rule."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from oneonone import planner
from oneonone.calendars.models import Calendar
from oneonone.common.errors import Invalid
from oneonone.planner.spans import Span, join, lowest_level


@dataclass(frozen=True, slots=True)
class HandMeet:
    """A meeting as the owner wants it, of any length."""

    meeter: int
    start_period: datetime
    end_period: datetime


def refuse_uninvited(meets: Iterable[HandMeet], names: Mapping[int, str]) -> None:
    for meet in meets:
        if meet.meeter not in names:
            refuse(f"User {meet.meeter} is not invited.")


def refuse_twice(meets: Iterable[HandMeet], names: Mapping[int, str]) -> None:
    for meeter, times in Counter(meet.meeter for meet in meets).items():
        if times > 1:
            refuse(f"{names[meeter]} has more than one meeting.")


def refuse_outside_days(
    meets: Iterable[HandMeet], calendar: Calendar, names: Mapping[int, str]
) -> None:
    for meet in meets:
        if not calendar.covers(meet.start_period, meet.end_period):
            refuse(
                f"The meeting of {names[meet.meeter]} is outside the calendar's days, "
                f"{calendar.start_date} to {calendar.end_date}."
            )


def refuse_overlaps(meets: Sequence[HandMeet], buffer: timedelta, names: Mapping[int, str]) -> None:
    by_start = sorted(meets, key=lambda meet: meet.start_period)
    for first, second in pairwise(by_start):
        if second.start_period < first.end_period + buffer:
            one, other = names[first.meeter], names[second.meeter]
            refuse(f"The meetings of {one} and {other} overlap, or leave less than the buffer.")


def refuse_not_offered(
    meets: Iterable[HandMeet],
    calendar: Calendar,
    periods: Mapping[int, Iterable[planner.Period]],
    names: Mapping[int, str],
) -> None:
    owner = join_periods(periods.get(calendar.owner_id, ()))
    for meet in meets:
        person = join_periods(periods.get(meet.meeter, ()))
        for timeline, who in ((owner, "You have"), (person, f"{names[meet.meeter]} has")):
            if not lowest_level(timeline, meet.start_period, meet.end_period):
                refuse(f"{who} not offered the time of the meeting of {names[meet.meeter]}.")


def join_periods(periods: Iterable[planner.Period]) -> tuple[Span[datetime], ...]:
    return join(Span(period.start, period.end, period.preference) for period in periods)


def refuse(message: str) -> None:
    raise Invalid({"meets": [message]})
