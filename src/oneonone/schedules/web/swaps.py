"""Swapping one's final meeting with somebody, and the owner's leave to do so."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from oneonone.accounts.access import own_profile
from oneonone.calendars.access import own_calendar
from oneonone.calendars.web.guests import GuestsPage
from oneonone.common import clock
from oneonone.common.web import Page, PageRequest, read
from oneonone.schedules.access import received_swap, sent_swap
from oneonone.schedules.actions import swaps
from oneonone.schedules.actions.absences import required
from oneonone.schedules.serializers import SwappingSerializer, SwapSerializer
from oneonone.schedules.swapping import find_unasked, load_swaps
from oneonone.schedules.web.absences import invitation_to


class Swapping(Page):
    """The owner's leave."""

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        own_calendar(request.user, calendar_id)
        values = read(SwappingSerializer, request)
        swaps.allow_swaps(owner=request.user, calendar_id=calendar_id, **values)
        if values["allowed"]:
            self.say(gettext("Meetings may be swapped now."))
        else:
            self.say(gettext("Meetings can't be swapped any more."))
        return redirect("calendar", calendar_id)


class Swaps(GuestsPage):
    """The times that one could have for one's own, each with the way to ask for it."""

    template = "schedules/swaps.html"

    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        invited = invitation_to(request.user, calendar_id)
        context = {
            "calendar": invited.calendar,
            "owner": invited.calendar.owner,
            "meet": required(invited.final_meet),
            "choices": find_unasked(invited, load_swaps(invited), clock.now()),
            "zone": own_profile(request.user).time_zone,
        }
        return self.show(context)

    def post(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        invited = invitation_to(request.user, calendar_id)
        values = read(SwapSerializer, request, zone=invited.calendar.zone)
        swaps.ask_for_swap(
            user=request.user,
            invitee_id=invited.pk,
            start=values["start_period"],
            now=clock.now(),
        )
        self.say(gettext("They are asked. What they say stands here."))
        return redirect("meeting", calendar_id)


class Accept(GuestsPage):
    def post(self, request: PageRequest, calendar_id: int, swap_id: int) -> HttpResponse:
        invited = invitation_to(request.user, calendar_id)
        received_swap(request.user, invited.pk, swap_id)
        swaps.accept_swap(
            user=request.user, invitee_id=invited.pk, swap_id=swap_id, now=clock.now()
        )
        self.say(gettext("You have swapped. This is your meeting now."))
        return redirect("meeting", calendar_id)


class Decline(GuestsPage):
    def post(self, request: PageRequest, calendar_id: int, swap_id: int) -> HttpResponse:
        invited = invitation_to(request.user, calendar_id)
        received_swap(request.user, invited.pk, swap_id)
        swaps.decline_swap(
            user=request.user, invitee_id=invited.pk, swap_id=swap_id, now=clock.now()
        )
        self.say(gettext("You keep your meeting."))
        return redirect("meeting", calendar_id)


class TakeBack(GuestsPage):
    def post(self, request: PageRequest, calendar_id: int, swap_id: int) -> HttpResponse:
        invited = invitation_to(request.user, calendar_id)
        sent_swap(request.user, invited.pk, swap_id)
        swaps.take_swap_back(user=request.user, invitee_id=invited.pk, swap_id=swap_id)
        self.say(gettext("You ask for this time no more."))
        return redirect("meeting", calendar_id)
