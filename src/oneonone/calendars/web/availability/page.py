"""Saying when one can meet: a week as a grid, a list, or in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.calendars.actions.availabilities import replace_availabilities
from oneonone.calendars.periods import Period
from oneonone.calendars.tags import tag_of
from oneonone.calendars.web.availability.conflict import conflict_context, read_kept
from oneonone.calendars.web.availability.head import head_context
from oneonone.calendars.web.availability.list import list_context, read_lines, read_list
from oneonone.calendars.web.availability.sheet import Sheet, open_sheet
from oneonone.calendars.web.availability.text import read_written, text_context
from oneonone.calendars.web.availability.week import (
    cells_in,
    page_after,
    read_week,
    week_context,
)
from oneonone.calendars.web.guests import GuestsPage
from oneonone.common import clock
from oneonone.common.errors import Gone, Invalid, Stale
from oneonone.common.failures import message_of, wants_page
from oneonone.common.web import PageRequest

CONTEXTS = {"week": week_context, "list": list_context, "text": text_context}


class Availability(GuestsPage):
    """One's own times, or, as the owner, those that an invitee told by phone."""

    template = "calendars/availability.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        return self.show_sheet(open_sheet(request, calendar_id, clock.now()))

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        sheet = open_sheet(request, calendar_id, clock.now())
        if sheet.closed:
            raise Gone(sheet.closed)
        if "keep" in request.POST:
            return self.save(sheet, *read_kept(request.POST), sheet.address())
        save = {"week": self.save_week, "list": self.save_list, "text": self.save_text}
        return save[sheet.view](sheet)

    def show_sheet(
        self, sheet: Sheet, context: Mapping[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        shown = CONTEXTS[sheet.view](sheet) if context is None else context
        return self.show({**head_context(sheet), **shown}, status=status)

    def save_week(self, sheet: Sheet) -> HttpResponse:
        periods, tag = read_week(sheet)
        return self.save(sheet, periods, tag, page_after(sheet))

    def save_list(self, sheet: Sheet) -> HttpResponse:
        lines = read_lines(sheet.request.POST)
        if "more" in sheet.request.POST:
            return self.show_sheet(sheet, list_context(sheet, lines))
        try:
            periods, tag = read_list(sheet, lines)
            return self.save(sheet, periods, tag, sheet.address())
        except Invalid as refusal:
            context = {**list_context(sheet, lines), "refusal": message_of(refusal)}
            return self.show_sheet(sheet, context, refusal.status)

    def save_text(self, sheet: Sheet) -> HttpResponse:
        try:
            written = read_written(sheet)
        except Invalid as refusal:
            text = sheet.request.POST.get("text", "")
            context = {**text_context(sheet), "text": text, "refusal": message_of(refusal)}
            return self.show_sheet(sheet, context, refusal.status)
        if "save" in sheet.request.POST and not written.reading.problems:
            return self.save(sheet, written.result, written.tag, sheet.address(view=None))
        status = Invalid.status if "save" in sheet.request.POST else 200
        return self.show_sheet(sheet, text_context(sheet, written), status)

    def save(self, sheet: Sheet, periods: Sequence[Period], tag: str, address: str) -> HttpResponse:
        try:
            rows = replace_availabilities(
                user=sheet.request.user,
                calendar_id=sheet.calendar.pk,
                periods=periods,
                for_user=sheet.for_user,
                if_match=[tag],
                now=clock.now(),
            )
        except Stale as stale:
            return self.show_conflict(replace(sheet, rows=stale.data["periods"]), periods)
        if not wants_page(sheet.request):
            return JsonResponse({"detail": gettext("Saved."), "tag": tag_of(rows)})
        self.say(gettext("Saved."))
        return redirect(address)

    def show_conflict(self, present: Sheet, entered: Sequence[Period]) -> HttpResponse:
        """Show what was entered beside what there is, and let the person choose."""
        if not wants_page(present.request):
            told = {"detail": gettext(Stale.message), "tag": present.tag}
            return JsonResponse({**told, "cells": cells_in(present)}, status=Stale.status)
        self.template = "calendars/availability_conflict.html"
        return self.show(conflict_context(present, entered), status=Stale.status)
