"""The schedule on paper, as a picture, and as a table for other programs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from oneonone.calendars import access
from oneonone.common.people import handle_of
from oneonone.common.spreadsheets import csv_response
from oneonone.common.web import Page, PageRequest
from oneonone.schedules.board import Board
from oneonone.schedules.drafts import Draft, Held, load_draft
from oneonone.schedules.picture import Picture
from oneonone.schedules.web.saying import LEVELS, name_of

HEADINGS = (
    _("Date"),
    _("From"),
    _("Until"),
    _("Time zone"),
    _("Name"),
    _("Username"),
    _("Preference"),
    _("Place"),
)


class Print(Page):
    template = "schedules/print.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        return self.show(whole_context(request, calendar_id))


class Overview(Page):
    """People by days."""

    template = "schedules/overview.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        context = whole_context(request, calendar_id)
        return self.show({**context, "picture": Picture(context["draft"])})


class Spreadsheet(Page):
    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        draft = load_draft(access.own_calendar(request.user, calendar_id))
        rows = [row_of(held, draft) for held in draft.held]
        return csv_response(f"schedule-{calendar_id}.csv", [HEADINGS, *rows])


def whole_context(request: PageRequest, calendar_id: int) -> dict[str, Any]:
    draft = load_draft(access.own_calendar(request.user, calendar_id))
    return {
        "calendar": draft.calendar,
        "draft": draft,
        "owner": request.user,
        "days": list(days_of(Board(draft))),
    }


def days_of(board: Board) -> Iterator[tuple[date, list[Any]]]:
    for week in board.weeks:
        for column in week:
            if column.cards:
                yield column.day, column.cards


def row_of(held: Held, draft: Draft) -> list[str]:
    zone = draft.calendar.zone
    start, end = (
        moment.astimezone(zone) for moment in (held.meet.start_period, held.meet.end_period)
    )
    person = held.invited.invitee
    level = str(LEVELS[held.level])
    return [
        f"{start:%Y-%m-%d}",
        f"{start:%H:%M}",
        f"{end:%H:%M}",
        draft.calendar.time_zone,
        name_of(person),
        handle_of(person),
        level,
        draft.calendar.location,
    ]
