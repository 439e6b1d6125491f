"""Which final meetings two invitees may swap: neither of the two may like it less."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from oneonone import planner
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.planner.spans import lowest_level
from oneonone.schedules.drafts import Timeline
from oneonone.schedules.models import Swap
from oneonone.schedules.proposals import Choice, Proposal
from oneonone.schedules.rules import join_periods


@dataclass(frozen=True, slots=True)
class Slot:
    """A final meeting still to come, by the invitation of somebody who can come to it."""

    invited: int
    person: int
    start: datetime
    end: datetime


def find_choices(invited: Invitee, now: datetime) -> list[Choice]:
    """Find, in time order, whose meetings somebody could have for theirs."""
    calendar = invited.calendar
    if not (calendar.finalized and calendar.swaps_allowed):
        return []
    slots = load_slots(calendar, now)
    own = next((slot for slot in slots if slot.invited == invited.pk), None)
    if own is None:
        return []
    mine = load_timelines(calendar, [own.person])[own.person]
    liked = [slot for slot in slots if slot != own and loses_nothing(mine, own, slot)]
    theirs = load_timelines(calendar, [slot.person for slot in liked])
    return [
        Choice(slot.start, slot.end, lowest_level(mine, slot.start, slot.end), slot.invited)
        for slot in liked
        if loses_nothing(theirs[slot.person], slot, own)
    ]


def find_unasked(invited: Invitee, swaps: Iterable[Swap], now: datetime) -> list[Choice]:
    """Find those choices that are in none of these requests."""
    asked = {key for swap in swaps for key in (swap.asker_id, swap.asked_id)}
    return [choice for choice in find_choices(invited, now) if choice.holder not in asked]


def loses_nothing(timeline: Timeline, present: Slot, other: Slot) -> bool:
    """Tell whether somebody would meet as long then, has offered all of it, and likes it no less.

    The owner's preference belongs to the time, so that a swap never changes theirs.
    """
    as_long = other.end - other.start == present.end - present.start
    there = lowest_level(timeline, other.start, other.end)
    return as_long and there >= max(1, lowest_level(timeline, present.start, present.end))


def load_slots(calendar: Calendar, now: datetime) -> list[Slot]:
    whose = {"calendar": OuterRef("calendar"), "invitee": OuterRef("meeter")}
    comes = Invitee.objects.filter(**whose, absence=None)
    meets = Meet.objects.filter(calendar=calendar, start_period__gt=now)
    rows = meets.annotate(invited=Subquery(comes.values("pk"))).exclude(invited=None)
    fields = ("invited", "meeter_id", "start_period", "end_period")
    return [Slot(*row) for row in rows.order_by("start_period", "pk").values_list(*fields)]


def load_timelines(calendar: Calendar, people: Iterable[int]) -> Mapping[int, Timeline]:
    """Read when each of these is free; whoever never is has an empty one."""
    periods: dict[int, list[planner.Period]] = {person: [] for person in people}
    rows = Availability.objects.filter(calendar=calendar, user__in=list(periods)).values_list(
        "user_id", "start_period", "end_period", "preference"
    )
    for person, start, end, preference in rows:
        periods[person].append(planner.Period(start, end, preference))
    return {person: join_periods(given) for person, given in periods.items()}


def load_swaps(invited: Invitee) -> list[Swap]:
    return list(Swap.objects.seen_by(invited).with_times())


def propose(invited: Invitee, swaps: Iterable[Swap]) -> tuple[list[Proposal], list[Proposal]]:
    """Say what somebody asked for, and what they are asked, each with the time they would have."""
    rows, person = list(swaps), invited.invitee_id
    mine = load_timelines(invited.calendar, [person])[person] if rows else ()
    made = [Proposal(row, theirs_in(row, invited, mine)) for row in rows]
    sent = [one for one in made if one.swap.asker_id == invited.pk]
    return sent, [one for one in made if one.swap.asker_id != invited.pk]


def theirs_in(swap: Swap, invited: Invitee, mine: Timeline) -> Choice:
    """Give the time of the other of the two."""
    if swap.asker_id == invited.pk:
        start, end, holder = swap.asked_start, swap.asked_end, swap.asked_id
    else:
        start, end, holder = swap.asker_start, swap.asker_end, swap.asker_id
    return Choice(start, end, lowest_level(mine, start, end), holder)
