"""What a schedule that the owner makes by hand must obey, one function a rule.

Each gives a sentence for whatever breaks it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext

from oneonone import planner
from oneonone.calendars.models import Calendar
from oneonone.common.errors import Invalid
from oneonone.planner.spans import Span, join, lowest_level
from oneonone.schedules.loading import LoadedProblem


@dataclass(frozen=True, slots=True)
class HandMeet:
    """A meeting as the owner wants it, of any length."""

    meeter: int
    start_period: datetime
    end_period: datetime


def find_broken(
    meets: Sequence[HandMeet], calendar: Calendar, loaded: LoadedProblem, *, force: bool = False
) -> Iterator[str]:
    """Give what breaks a rule; `force` lifts the last one, that both must have offered the time."""
    uninvited = list(find_uninvited(meets, loaded))
    yield from uninvited
    if uninvited:
        return
    yield from find_twice(meets, loaded)
    yield from find_outside_days(meets, calendar, loaded)
    yield from find_overlaps(meets, loaded)
    if not force:
        yield from find_not_offered(meets, loaded)


def refuse_broken(
    meets: Sequence[HandMeet], calendar: Calendar, loaded: LoadedProblem, *, force: bool
) -> None:
    for broken in find_broken(meets, calendar, loaded, force=force):
        raise Invalid({"meets": [broken]})


def refuse_broken_move(
    moved: HandMeet,
    others: Iterable[HandMeet],
    calendar: Calendar,
    loaded: LoadedProblem,
    *,
    force: bool,
) -> None:
    """Judge one meeting beside the others, whatever these break among themselves."""
    broken = list(find_broken([moved], calendar, loaded, force=force))
    for other in others:
        broken += find_overlaps([moved, other], loaded)
    if broken:
        raise Invalid({"non_field_errors": broken[:1]})


def find_uninvited(meets: Iterable[HandMeet], loaded: LoadedProblem) -> Iterator[str]:
    for meet in meets:
        if meet.meeter not in loaded.names:
            yield gettext("User %s is not invited.") % meet.meeter


def find_twice(meets: Iterable[HandMeet], loaded: LoadedProblem) -> Iterator[str]:
    for meeter, times in Counter(meet.meeter for meet in meets).items():
        if times > 1:
            yield gettext("%s has more than one meeting.") % loaded.names[meeter]


def find_outside_days(
    meets: Iterable[HandMeet], calendar: Calendar, loaded: LoadedProblem
) -> Iterator[str]:
    for meet in meets:
        if not calendar.covers(meet.start_period, meet.end_period):
            yield gettext(
                "The meeting of %(name)s is outside the calendar's days, %(first)s to %(last)s."
            ) % {
                "name": loaded.names[meet.meeter],
                "first": calendar.start_date,
                "last": calendar.end_date,
            }


def find_overlaps(meets: Iterable[HandMeet], loaded: LoadedProblem) -> Iterator[str]:
    buffer = timedelta(minutes=loaded.problem.buffer_minutes)
    by_start = sorted(meets, key=lambda meet: meet.start_period)
    for first, second in pairwise(by_start):
        if second.start_period < first.end_period + buffer:
            yield gettext(
                "The meetings of %(one)s and %(other)s overlap, or leave less than the buffer."
            ) % {"one": loaded.names[first.meeter], "other": loaded.names[second.meeter]}


def find_not_offered(meets: Iterable[HandMeet], loaded: LoadedProblem) -> Iterator[str]:
    owner = join_periods(loaded.problem.owner)
    for meet in meets:
        name = loaded.names[meet.meeter]
        person = join_periods(left_to(loaded.problem, name))
        if not lowest_level(owner, meet.start_period, meet.end_period):
            yield gettext("You have not offered the time of the meeting of %s.") % name
        if not lowest_level(person, meet.start_period, meet.end_period):
            said = gettext("%(name)s has not offered the time of the meeting of %(name)s.")
            yield said % {"name": name}


def left_to(problem: planner.Problem, name: str) -> tuple[planner.Period, ...]:
    """Give what somebody offered and is not forbidden to them."""
    return planner.without(problem.people[name], problem.forbidden.get(name, ()))


def join_periods(periods: Iterable[planner.Period]) -> tuple[Span[datetime], ...]:
    return join(Span(period.start, period.end, period.preference) for period in periods)
