"""A calendar as its owner sees it: who has answered, whether there is room, and what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page as Part
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect

from oneonone.calendars import access
from oneonone.calendars.models import Calendar, Invitee, InviteeQuerySet
from oneonone.calendars.replies import NAMES, REPLIES, count_replies
from oneonone.common import clock
from oneonone.common.errors import NotFound
from oneonone.common.web import Page, PageRequest
from oneonone.planner import Problem
from oneonone.planner.report import find_room
from oneonone.planner.spans import Span, join
from oneonone.schedules.loading import load_offer
from oneonone.schedules.serializers import TrackerSerializer

PEOPLE_A_PAGE = 100
HOUR = timedelta(hours=1)


class CalendarHome(Page):
    """For its owner; whoever is invited is led to their times, or to their meeting."""

    template = "schedules/calendar.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        calendar, invited = access.shared_calendar(request.user, calendar_id)
        if invited:
            return redirect("meeting" if calendar.finalized else "availability", calendar_id)
        asked = TrackerSerializer(data=request.GET.dict())
        if not asked.is_valid():
            raise NotFound
        rows = access.invitees(request.user, calendar_id)
        absent = rows.filter(absence__isnull=False).count()
        context = context_of(calendar, rows, **asked.validated_data)
        return self.show({**context, "absent": absent})


def context_of(
    calendar: Calendar, rows: InviteeQuerySet, show: str = "", page: int = 1
) -> dict[str, Any]:
    now = clock.now()
    counts = count_replies(rows, now)
    planned = calendar.planned_revision is not None or counts["unplaced"] < counts["everybody"]
    offer = offer_of(calendar)
    return {
        "calendar": calendar,
        "counts": counts,
        "replied": counts["everybody"] - counts["waiting"],
        "planned": planned,
        "placed": counts["everybody"] - counts["unplaced"],
        "offer": offer,
        "short": max(0, counts["everybody"] - offer.room),
        "kinds": kinds_of(counts, show, planned=planned),
        "show": show,
        "invited": part_of(rows, show, page, counts[show or "everybody"]),
        "now": now,
    }


def kinds_of(
    counts: dict[str, int], show: str, *, planned: bool
) -> list[tuple[str, str, int, bool]]:
    """List what may be shown: its name in the address, its name, how many there are, if it is."""
    kinds = [name for name in NAMES if planned or name != "unplaced"]
    return [(name, str(NAMES[name]), counts[name], name == show) for name in kinds]


def part_of(rows: InviteeQuerySet, show: str, page: int, count: int) -> Part[Invitee]:
    shown = rows.with_meet().select_related("invitee", "absence")
    if show:
        shown = shown.filter(REPLIES[show])
    by_name = shown.order_by("invitee__first_name", "invitee__last_name", "pk")
    paginator = Paginator(by_name, PEOPLE_A_PAGE)
    paginator.count = count  # it would count them again
    return paginator.get_page(page)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the owner's hours come to."""

    room: int
    hours: float
    days: int


def offer_of(calendar: Calendar) -> Offer:
    problem = load_offer(calendar)
    spans = spans_of(problem)
    length = sum((span.end - span.start for span in spans), timedelta())
    days = {span.start.astimezone(calendar.zone).date() for span in spans}
    return Offer(find_room(problem), length / HOUR, len(days))


def spans_of(problem: Problem) -> tuple[Span[datetime], ...]:
    return join(Span(period.start, period.end, 1) for period in problem.owner)
