"""One person's meeting: where else it could be, what that costs, and moving it there."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from oneonone.calendars import access
from oneonone.calendars.models import Calendar, Invitee
from oneonone.common import clock
from oneonone.common.errors import NotFound
from oneonone.common.web import Page, PageRequest
from oneonone.schedules.actions.meets import MeetTimes, put_invitee, take_out_invitee
from oneonone.schedules.actions.plans import cost_times
from oneonone.schedules.board import positions_of
from oneonone.schedules.drafts import Draft, load_draft, times_of
from oneonone.schedules.entries import PlacesSerializer, PutSerializer
from oneonone.schedules.places import Place, find_places
from oneonone.schedules.web.editing import Edit
from oneonone.schedules.web.saying import (
    LEVELS,
    name_of,
    names_of,
    say_cost,
    say_difference,
    say_time,
)

Values = Mapping[str, Any]


class OfInvitee(Edit):
    """An edit of one person's meeting."""

    invited: Invitee

    def allow(self, **target: int) -> Calendar:
        self.invited = access.changeable_invitee(self.request.user, **target)
        return self.invited.calendar

    @property
    def name(self) -> str:
        return name_of(self.invited.invitee)

    @property
    def target(self) -> dict[str, Any]:
        return {"owner": self.request.user, **self.kwargs}

    def present(self, draft: Draft) -> str:
        meet = draft.meet_of(self.invited.invitee_id)
        if meet is None:
            return gettext("%s has no meeting.") % self.name
        times = say_time(*times_of(meet), draft.calendar)
        return gettext("%(name)s meets you %(times)s.") % {"name": self.name, "times": times}


class Meeting(OfInvitee):
    """Where somebody's meeting could be, some days at a time; and moving it there."""

    serializer_class = PutSerializer

    def get(self, request: PageRequest, calendar_id: int, invitee_id: int) -> HttpResponse:
        invited = access.changeable_invitee(request.user, calendar_id, invitee_id)
        asked = PlacesSerializer(data=request.GET.dict())
        if not asked.is_valid():
            raise NotFound
        draft = load_draft(invited.calendar)
        self.template = f"schedules/meeting_{'inside' if request.htmx else 'page'}.html"
        day = asked.validated_data.get("day")
        return self.show(meeting_context(draft, draft.people[invited.invitee_id], day))

    def act(self, values: Values) -> str:
        calendar = self.invited.calendar
        before = load_draft(calendar)
        start, end = values["times"]
        put_invitee(
            **self.target,
            times=MeetTimes(start, end),
            force=values.get("force", False),
            if_match=values["tag"],
        )
        said = self.wanted(values)
        user = self.invited.invitee_id
        held = before.meet_of(user)
        if held is None:
            return f"{said}."
        points = before.level(user, start, end) - before.level(user, *times_of(held))
        return f"{said}. {say_difference(points)}"

    def wanted(self, values: Values) -> str:
        start, end = values["times"]
        times = say_time(start, end, self.invited.calendar)
        return f"{self.name}: {times}"


class TakeOut(OfInvitee):
    def act(self, values: Values) -> str:
        take_out_invitee(**self.target, if_match=values["tag"])
        return gettext("%s has no meeting any more.") % self.name

    def wanted(self, values: Values) -> str:  # noqa: ARG002  nothing else is sent
        return gettext("Take the meeting of %s out") % self.name


class Costs(Page):
    """What each time of somebody's would cost if all others were planned anew around it."""

    def get(self, request: PageRequest, calendar_id: int, invitee_id: int) -> HttpResponse:
        costed = cost_times(
            owner=request.user,
            calendar_id=calendar_id,
            invitee_id=invitee_id,
            now=clock.now(),
            to_change=True,
        )
        self.template = f"schedules/costs_{'inside' if request.htmx else 'page'}.html"
        context = {
            "calendar": costed.invited.calendar,
            "invited": costed.invited,
            "costs": [
                (choice, LEVELS[choice.preference], say_cost(*choice.cost))
                for choice in costed.choices
            ],
        }
        return self.show(context)


def meeting_context(draft: Draft, invited: Invitee, day: date | None) -> dict[str, Any]:
    zone = draft.calendar.zone
    meet = draft.meet_of(invited.invitee_id)
    level = draft.level(invited.invitee_id, *times_of(meet)) if meet else None
    if day is None and meet:
        day = meet.start_period.astimezone(zone).date()
    shown = find_places(draft, invited, day)
    places = [place_context(place, draft, level) for place in shown.places] if shown else []
    by_day = groupby(places, key=lambda place: place["start"].astimezone(zone).date())
    return {
        "calendar": draft.calendar,
        "draft": draft,
        "invited": invited,
        "meet": meet,
        "level": level and LEVELS[level],
        "minutes": draft.minutes_of(invited),
        "shown": shown,
        "days": [(day, list(group)) for day, group in by_day],
        "free": sum(not place["taken"] for place in places),
        "offered": bool(draft.periods.get(invited.invitee_id)),
    }


def place_context(place: Place, draft: Draft, level: int | None) -> dict[str, Any]:
    position = next(positions_of(*place.times, draft.calendar.zone))
    held = level is not None and not place.taken
    return {
        "start": place.start,
        "end": place.end,
        "code": place.code,
        "level": place.level,
        "level_name": LEVELS[place.level],
        "taken": names_of(list(place.taken)),
        "difference": place.level - (level or 0) if held else None,
        "position": position,
    }
