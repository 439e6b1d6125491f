"""What somebody sees first: what waits for them, their calendars, and what they are invited to."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import attrgetter

from django.contrib.auth.models import User
from django.db.models import Count
from django.http import HttpResponse
from django.utils.timesince import timeuntil

from oneonone.accounts.access import own_profile
from oneonone.calendars import access
from oneonone.calendars.models import Calendar, Invitee
from oneonone.common import clock
from oneonone.common.web import Page, PageRequest
from oneonone.contacts.access import waiting_requests
from oneonone.schedules.access import addressed_invitations, unanswered_swaps
from oneonone.schedules.models import Swap


class Home(Page):
    template = "schedules/home.html"

    def get(self, request: PageRequest) -> HttpResponse:
        user, now = request.user, clock.now()
        rows = access.own_calendars(user).with_progress(now).order_by("-pk")
        calendars = list(rows.annotate(absent_count=Count("invitees__absence")))
        invitations = list(access.own_invitations(user).with_meet().order_by("-pk"))
        return self.show(
            {
                "addressed": list(addressed_invitations(user, now)),
                "to_answer": list(to_answer(invitations, now)),
                "to_plan": [calendar for calendar in calendars if is_ready(calendar)],
                "to_swap": to_swap(user, invitations),
                "absent": list(with_absent(calendars)),
                "outdated": [calendar for calendar in calendars if is_outdated(calendar)],
                "requests": waiting_requests(user).select_related("requester"),
                "calendars": calendars,
                "invitations": invitations,
                "zone": own_profile(user).time_zone,
                "now": now,
            }
        )


def to_answer(invitations: Sequence[Invitee], now: datetime) -> Iterator[tuple[Invitee, str]]:
    """Give what one may still answer and has not, the soonest first, with the time left."""
    for row in sorted(invitations, key=attrgetter("deadline")):
        if row.answered_at is None and row.deadline > now and not row.calendar.finalized:
            yield row, timeuntil(row.deadline, now, depth=1)


def to_swap(user: User, invitations: Iterable[Invitee]) -> list[Swap]:
    """Give what one is asked; where no calendar allows it, without looking for it."""
    if not any(row.calendar.swaps_allowed for row in invitations):
        return []
    return list(unanswered_swaps(user))


def with_absent(calendars: Iterable[Calendar]) -> Iterator[tuple[Calendar, int]]:
    """Give each final calendar to which somebody can't come, with how many."""
    for calendar in calendars:
        people = vars(calendar)["absent_count"]
        if calendar.finalized and people:
            yield calendar, people


def is_ready(calendar: Calendar) -> bool:
    """Tell whether nobody can answer any more who has not, and nothing is planned."""
    open_and_unplanned = not (calendar.finalized or is_planned(calendar))
    return open_and_unplanned and calendar.answered_count > 0 and not calendar.waiting_count


def is_outdated(calendar: Calendar) -> bool:
    return calendar.is_outdated and not calendar.finalized


def is_planned(calendar: Calendar) -> bool:
    return calendar.has_meets or calendar.planned_revision is not None
