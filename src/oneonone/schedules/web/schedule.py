"""The schedule as a board, and what is done to all of it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext

from oneonone.calendars import access
from oneonone.common import clock
from oneonone.common.errors import Invalid
from oneonone.common.web import Page, PageRequest
from oneonone.schedules.actions.meets import clear_schedule
from oneonone.schedules.actions.plans import plan_schedule
from oneonone.schedules.board import Board
from oneonone.schedules.drafts import load_draft
from oneonone.schedules.loading import Steering
from oneonone.schedules.serializers import PlanSerializer
from oneonone.schedules.web.editing import Edit


class Schedule(Page):
    template = "schedules/schedule.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        calendar = access.own_calendar(request.user, calendar_id)
        draft = load_draft(calendar)
        return self.show({"calendar": calendar, "draft": draft, "board": Board(draft)})


class Plan(Page):
    """Replace the schedule by the best one, around the meetings that are kept."""

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        calendar = access.own_open_calendar(request.user, calendar_id)
        steering = read_steering(request)
        planned = plan_schedule(
            owner=request.user,
            calendar_id=calendar.pk,
            steering=steering,
            dry_run=False,
            now=clock.now(),
        )
        self.say(say_plan(len(planned.meets), len(planned.plan.unplaced), planned.plan.optimal))
        return redirect("schedule", calendar_id)


class Clear(Edit):
    def act(self, values: Mapping[str, Any]) -> str:
        calendar_id = self.kwargs["calendar_id"]
        clear_schedule(owner=self.request.user, calendar_id=calendar_id, if_match=values["tag"])
        return gettext("The schedule is empty.")

    def wanted(self, values: Mapping[str, Any]) -> str:  # noqa: ARG002  nothing else is sent
        return gettext("Clear the whole schedule")


def read_steering(request: PageRequest) -> Steering:
    """Read whom to keep, and whether few are to move.

    Raises:
        Invalid: it is nothing that the page sends.
    """
    asked = PlanSerializer(data={**request.POST.dict(), "keep": request.POST.getlist("keep")})
    if not asked.is_valid():
        raise Invalid(asked.errors)
    values = asked.validated_data
    return Steering(keep=tuple(values["keep"]), least_change=values.get("least_change", False))


def say_plan(placed: int, unplaced: int, optimal: bool) -> str:  # noqa: FBT001
    said = ngettext("%s person has a place.", "%s people have a place.", placed) % placed
    if unplaced:
        left = ngettext("%s could not be placed.", "%s could not be placed.", unplaced)
        said = f"{said} {left % unplaced}"
    proof = gettext("No schedule is better.") if optimal else gettext("The time ran out.")
    return f"{said} {proof}"
