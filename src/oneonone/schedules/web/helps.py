"""What a report says would help, done at one press: then it is planned again."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext

from oneonone.calendars import access
from oneonone.calendars.actions.availabilities import add_availability
from oneonone.calendars.actions.calendars import update_calendar
from oneonone.calendars.periods import Period
from oneonone.common import clock
from oneonone.common.web import Page, PageRequest, read
from oneonone.schedules.actions.plans import plan_schedule
from oneonone.schedules.entries import ShortenSerializer, TimesSerializer
from oneonone.schedules.loading import Steering
from oneonone.schedules.web.saying import say_time

OPENED_PREFERENCE = 1  # what the owner has not offered by themselves they hardly like


class Open(Page):
    """Offer a time more, and plan again such that as few as possible move."""

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        calendar = access.own_open_calendar(request.user, calendar_id)
        start, end = read(TimesSerializer, request)["times"]
        add_availability(
            user=request.user,
            calendar_id=calendar_id,
            period=Period(start, end, OPENED_PREFERENCE),
            now=clock.now(),
        )
        self.say(gettext("You offer %s now.") % say_time(start, end, calendar))
        return plan_again(self, request, calendar_id)


class Shorten(Page):
    """Make meetings or the pause between them shorter, and plan again."""

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        access.own_open_calendar(request.user, calendar_id)
        changes = read(ShortenSerializer, request)
        update_calendar(owner=request.user, calendar_id=calendar_id, **changes)
        return plan_again(self, request, calendar_id)


def plan_again(page: Page, request: PageRequest, calendar_id: int) -> HttpResponse:
    planned = plan_schedule(
        owner=request.user,
        calendar_id=calendar_id,
        steering=Steering(least_change=True),
        dry_run=False,
        now=clock.now(),
    )
    placed = len(planned.meets)
    page.say(ngettext("%s person has a place.", "%s people have a place.", placed) % placed)
    return redirect("schedule", calendar_id)
