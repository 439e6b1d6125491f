"""A schedule as its owner looks at it: who meets when, and how much they like it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from oneonone import planner
from oneonone.calendars.models import Calendar, Invitee, Meet
from oneonone.planner.spans import Span, lowest_level
from oneonone.schedules.loading import Periods, load_periods, not_free
from oneonone.schedules.models import Absence
from oneonone.schedules.rules import join_periods
from oneonone.schedules.tags import tag_of_meets

Timeline = Sequence[Span[datetime]]


@dataclass(frozen=True)
class Held:
    """A meeting; `level` is the lowest its person gave any of it, 0 outside what they offered."""

    meet: Meet
    invited: Invitee
    level: int

    @property
    def is_absent(self) -> bool:
        """Tell whether the person said that they can't come then."""
        said = Absence.of(self.invited)
        start, end = times_of(self.meet)
        return bool(said and said.start_period < end and start < said.end_period)


@dataclass(frozen=True)
class Draft:
    """A schedule with everybody invited, by name, and what they offered, by user id."""

    calendar: Calendar
    people: Mapping[int, Invitee]
    periods: Periods
    meets: Sequence[Meet]

    @cached_property
    def tag(self) -> str:
        return tag_of_meets(self.meets)

    @cached_property
    def held(self) -> list[Held]:
        return [
            Held(meet, self.people[meet.meeter_id], self.level(meet.meeter_id, *times_of(meet)))
            for meet in self.meets
        ]

    @cached_property
    def absent(self) -> list[tuple[Invitee, Absence]]:
        """Who said that they can't come to their final meeting, by name."""
        said = ((invited, Absence.of(invited)) for invited in self.people.values())
        return [(invited, absence) for invited, absence in said if absence]

    @cached_property
    def absent_there(self) -> list[Held]:
        """Those who said that they can't come at the time at which they are now."""
        return [held for held in self.held if held.is_absent]

    @cached_property
    def unplaced(self) -> list[Invitee]:
        placed = {meet.meeter_id for meet in self.meets}
        return [invited for user, invited in self.people.items() if user not in placed]

    @cached_property
    def preference(self) -> int:
        return sum(held.level for held in self.held)

    @cached_property
    def offered(self) -> Timeline:
        """The owner's time."""
        return self.timeline(self.calendar.owner_id)

    def timeline(self, user: int) -> Timeline:
        return join_periods(self.periods.get(user, ()))

    def level(self, user: int, start: datetime, end: datetime) -> int:
        return lowest_level(self.timeline(user), start, end)

    def minutes_of(self, invited: Invitee) -> int:
        return invited.meeting_minutes or self.calendar.meeting_minutes

    def meet_of(self, user: int) -> Meet | None:
        return next((meet for meet in self.meets if meet.meeter_id == user), None)


def times_of(meet: Meet) -> tuple[datetime, datetime]:
    return meet.start_period, meet.end_period


def load_draft(calendar: Calendar, offered: Periods | None = None) -> Draft:
    """Read a calendar's schedule, in three queries; in two where what was offered is known."""
    people = load_people(calendar)
    return Draft(
        calendar=calendar,
        people=people,
        periods=free_of(calendar, people, load_periods(calendar) if offered is None else offered),
        meets=list(Meet.objects.filter(calendar=calendar).order_by("start_period", "pk")),
    )


def free_of(calendar: Calendar, people: Mapping[int, Invitee], offered: Periods) -> Periods:
    """Take from what everybody offered when they are not free all the same."""
    periods = dict(offered)
    for user, invited in people.items():
        if absence := Absence.of(invited):
            taken = not_free(calendar, absence.start_period, absence.end_period)
            periods[user] = planner.without(periods.get(user, ()), taken)
    return periods


def load_people(calendar: Calendar) -> dict[int, Invitee]:
    """Read everybody invited, by name."""
    invited = Invitee.objects.filter(calendar=calendar).select_related("invitee", "absence")
    by_name = ("invitee__last_name", "invitee__first_name", "invitee__username")
    return {row.invitee_id: row for row in invited.order_by(*by_name)}
