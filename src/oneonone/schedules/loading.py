"""Rows -> planner.Problem."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext

from oneonone import planner
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.common.errors import Invalid
from oneonone.common.people import handle_beside

STEP_MINUTES = 5
Stretches = tuple[planner.Stretch, ...]
Periods = Mapping[int, Sequence[planner.Period]]


@dataclass(frozen=True, slots=True)
class ForbiddenTime:
    """Time at which somebody is not to meet, whatever they offered."""

    user: int
    start_period: datetime
    end_period: datetime


@dataclass(frozen=True, slots=True)
class Steering:
    """What the owner wants of a plan besides the best.

    Whoever is in `keep` stays where they are; with `least_change` everybody does who can without
    costing a place.
    """

    keep: tuple[int, ...] = ()
    forbid: tuple[ForbiddenTime, ...] = ()
    least_change: bool = False


class Invited(NamedTuple):
    """Somebody invited; the name is what the host knows them by, and nobody else's."""

    name: str
    user: int
    minutes: int | None
    not_free: Stretches


@dataclass(frozen=True, slots=True)
class LoadedProblem:
    """A calendar's problem, whose people go by what their host knows them by.

    `periods` are what everybody offered, by user id.
    """

    problem: planner.Problem
    periods: Periods
    user_ids: dict[str, int]
    names: dict[int, str]
    revision: int


def load_problem(calendar: Calendar) -> LoadedProblem:
    """Read what there is to plan, in two queries, without a lock.

    `calendar` was read before: when its revision still stands at the end, nothing that was read
    here has changed.
    """
    periods = load_periods(calendar)
    invited = load_invited(calendar)
    return LoadedProblem(
        problem=planner.Problem(
            meeting_minutes=calendar.meeting_minutes,
            buffer_minutes=calendar.buffer_minutes,
            step_minutes=STEP_MINUTES,
            owner=tuple(periods[calendar.owner_id]),
            people={one.name: tuple(periods[one.user]) for one in invited},
            lengths={one.name: one.minutes for one in invited if one.minutes is not None},
            forbidden={one.name: one.not_free for one in invited if one.not_free},
        ),
        periods=periods,
        user_ids={one.name: one.user for one in invited},
        names={one.user: one.name for one in invited},
        revision=calendar.revision,
    )


def load_invited(calendar: Calendar) -> list[Invited]:
    """Read who is invited; in an open calendar, when they could not come to their final meeting."""
    rows = Invitee.objects.filter(calendar=calendar).values_list(
        "invitee__username",
        "invitee__email",
        "invitee_id",
        "meeting_minutes",
        "absence__start_period",
        "absence__end_period",
    )
    usernames = {username for username, *_ in rows}
    return [
        Invited(
            handle_beside(usernames, username, email), user, minutes, not_free(calendar, start, end)
        )
        for username, email, user, minutes, start, end in rows
    ]


def not_free(calendar: Calendar, start: datetime | None, end: datetime | None) -> Stretches:
    """Tell when somebody is not free whatever they offered; a final schedule stands as it is."""
    if start is None or end is None or calendar.finalized:
        return ()
    return (planner.Stretch(start, end),)


def load_periods(calendar: Calendar) -> defaultdict[int, list[planner.Period]]:
    """Group everybody's periods by user id; whoever gave none has none."""
    periods: defaultdict[int, list[planner.Period]] = defaultdict(list)
    rows = Availability.objects.filter(calendar=calendar).values_list(
        "user_id", "start_period", "end_period", "preference"
    )
    for user_id, start, end, preference in rows:
        periods[user_id].append(planner.Period(start, end, preference))
    return periods


def load_meets(calendar: Calendar, names: Mapping[int, str]) -> tuple[planner.Pin, ...]:
    """Read the schedule as it stands."""
    rows = Meet.objects.filter(calendar=calendar).order_by("start_period", "pk")
    return tuple(
        planner.Pin(names[meeter], start, end)
        for meeter, start, end in rows.values_list("meeter_id", "start_period", "end_period")
    )


def load_steered(calendar: Calendar, steering: Steering) -> LoadedProblem:
    """Read what there is to plan, as the owner wants it.

    Raises:
        Invalid: somebody to keep has no meeting, two of them can't both keep theirs, or somebody
            to forbid a time is not invited.
    """
    loaded = load_problem(calendar)
    if not (steering.keep or steering.forbid or steering.least_change):
        return loaded
    meets = {pin.person: pin for pin in load_meets(calendar, loaded.names)}
    kept = tuple(meets[name] for name in kept_names(steering.keep, loaded.names, meets))
    refuse_clashes(kept, timedelta(minutes=calendar.buffer_minutes))
    problem = replace(
        loaded.problem,
        pinned=kept,
        forbidden=forbidden_times(steering.forbid, loaded),
        current=tuple(meets.values()) if steering.least_change else (),
    )
    return replace(loaded, problem=problem)


def kept_names(
    keep: Iterable[int], names: Mapping[int, str], meets: Mapping[str, planner.Pin]
) -> list[str]:
    for user in keep:
        if names.get(user) not in meets:
            raise Invalid({"keep": [gettext("User %s has no meeting to keep.") % user]})
    return [names[user] for user in dict.fromkeys(keep)]


def refuse_clashes(kept: Iterable[planner.Pin], buffer: timedelta) -> None:
    """Meetings may clash: the buffer may have grown since they were planned."""
    for one, other in pairwise(sorted(kept, key=attrgetter("start"))):
        if other.start < one.end + buffer:
            clash = gettext(
                "%(one)s and %(other)s can't both be kept: "
                "their meetings overlap, or leave less than the buffer."
            )
            raise Invalid({"keep": [clash % {"one": one.person, "other": other.person}]})


def forbidden_times(forbid: Iterable[ForbiddenTime], loaded: LoadedProblem) -> dict[str, Stretches]:
    """Add the times that the owner forbids to those that are forbidden anyway."""
    forbidden = defaultdict(tuple, loaded.problem.forbidden)
    for time in forbid:
        if time.user not in loaded.names:
            raise Invalid({"forbid": [gettext("User %s is not invited.") % time.user]})
        name = loaded.names[time.user]
        forbidden[name] += (planner.Stretch(time.start_period, time.end_period),)
    return dict(forbidden)


def load_offer(calendar: Calendar) -> planner.Problem:
    """Read the owner's time alone, as a problem with nobody to place."""
    rows = Availability.objects.filter(calendar=calendar, user=calendar.owner_id)
    times = rows.values_list("start_period", "end_period", "preference")
    return planner.Problem(
        meeting_minutes=calendar.meeting_minutes,
        buffer_minutes=calendar.buffer_minutes,
        step_minutes=STEP_MINUTES,
        owner=tuple(planner.Period(*time) for time in times),
        people={},
    )
