"""Everybody's replies as a table to download."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.translation import gettext

from oneonone.calendars import access
from oneonone.calendars.models import Calendar
from oneonone.calendars.replies import NAMES, reply_of
from oneonone.common.people import handle_of
from oneonone.common.spreadsheets import csv_response
from oneonone.common.web import Page, PageRequest

LEVELS = {3: "+++", 2: "++", 1: "+"}


class Replies(Page):
    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        calendar = access.own_calendar(request.user, calendar_id)
        return csv_response(f"replies-{calendar_id}.csv", rows_of(request, calendar))


def rows_of(request: PageRequest, calendar: Calendar) -> Iterator[list[str]]:
    zone = calendar.zone
    yield [
        gettext("Name"),
        gettext("Username"),
        gettext("Reply"),
        gettext("Answered at (%s)") % zone,
        gettext("Answer by (%s)") % zone,
        gettext("Minutes"),
        gettext("Times (%s)") % zone,
    ]
    times = times_of(request, calendar)
    for invited in access.invitees(request.user, calendar.pk).select_related("invitee"):
        yield [
            invited.invitee.get_full_name(),
            handle_of(invited.invitee),
            str(NAMES[reply_of(invited)]),
            written(invited.answered_at, zone) if invited.answered_at else "",
            written(invited.deadline, zone),
            str(invited.meeting_minutes or calendar.meeting_minutes),
            "; ".join(times[invited.invitee_id]),
        ]


def times_of(request: PageRequest, calendar: Calendar) -> defaultdict[int, list[str]]:
    """Write everybody's periods by user, as the calendar's clocks show them."""
    rows = access.availabilities(request.user, calendar.pk)
    times = defaultdict(list)
    for user, *period, level in rows.values_list(
        "user_id", "start_period", "end_period", "preference"
    ):
        start, end = (written(instant, calendar.zone) for instant in period)
        times[user].append(f"{start} to {end} ({LEVELS[level]})")
    return times


def written(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"
