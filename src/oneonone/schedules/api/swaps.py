from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars.access import own_calendar, own_invitation
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.rendering import struct_from
from oneonone.common.schema import ALLOWED, Done, Nothing, describe
from oneonone.schedules import access
from oneonone.schedules.actions import swaps
from oneonone.schedules.serializers import SwappingSerializer, SwapSerializer
from oneonone.schedules.structs.swaps import SwapOut, SwappingOut, SwapsOut, swap_out, time_out
from oneonone.schedules.structs.times import MeetTime
from oneonone.schedules.swapping import find_unasked, propose


class Swapping(APIView):
    @describe(
        "calendars.swapping.read",
        "Whether invitees may swap their meetings",
        gives=SwappingOut,
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        return Response(SwappingOut(own_calendar(request.user, calendar_id).swaps_allowed))

    @describe(
        "calendars.swapping.update",
        "Let invitees swap their meetings, or no longer",
        takes=SwappingSerializer,
        gives=SwappingOut,
        refuses=ALLOWED,
    )
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        own_calendar(request.user, calendar_id)
        values = parse(SwappingSerializer, request)
        calendar = swaps.allow_swaps(owner=request.user, calendar_id=calendar_id, **values)
        return Response(SwappingOut(calendar.swaps_allowed))


class SwapList(APIView):
    @describe(
        "invitations.swaps.list",
        "For which times one could swap one's meeting, for which one asked, and what one is asked",
        gives=SwapsOut,
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, invitee_id: int) -> Response:
        invited = own_invitation(request.user, invitee_id)
        rows = access.own_swaps(request.user, invitee_id)
        sent, received = propose(invited, rows)
        choices = find_unasked(invited, rows, clock.now())
        shown = SwapsOut(
            allowed=invited.calendar.swaps_allowed,
            possible=[time_out(one) for one in choices],
            sent=[swap_out(one) for one in sent],
            received=[swap_out(one) for one in received],
        )
        return Response(shown)

    @describe(
        "invitations.swaps.create",
        "Ask whoever meets at a time to swap",
        takes=SwapSerializer,
        gives=SwapOut,
        refuses=ALLOWED,
    )
    def post(self, request: UserRequest, invitee_id: int) -> Response:
        invited = own_invitation(request.user, invitee_id)
        values = parse(SwapSerializer, request, zone=invited.calendar.zone)
        swap = swaps.ask_for_swap(
            user=request.user,
            invitee_id=invitee_id,
            start=values["start_period"],
            now=clock.now(),
        )
        (proposal,), _ = propose(invited, [swap])
        return Response(swap_out(proposal))


class SwapDetail(APIView):
    @describe(
        "invitations.swaps.delete",
        "Take a request to swap back",
        gives=Nothing,
        refuses=ALLOWED,
    )
    def delete(self, request: UserRequest, invitee_id: int, swap_id: int) -> Response:
        access.sent_swap(request.user, invitee_id, swap_id)
        ignore_body(request)
        swaps.take_swap_back(user=request.user, invitee_id=invitee_id, swap_id=swap_id)
        return Response(Nothing())


class SwapAccepted(APIView):
    @describe(
        "invitations.swaps.accept",
        "Swap meetings, and see one's new time",
        gives=MeetTime,
        refuses=ALLOWED,
    )
    def post(self, request: UserRequest, invitee_id: int, swap_id: int) -> Response:
        access.received_swap(request.user, invitee_id, swap_id)
        ignore_body(request)
        meet = swaps.accept_swap(
            user=request.user, invitee_id=invitee_id, swap_id=swap_id, now=clock.now()
        )
        return Response(struct_from(MeetTime, meet))


class SwapDeclined(APIView):
    @describe(
        "invitations.swaps.decline",
        "Say no to swapping meetings",
        gives=Done,
        refuses=ALLOWED,
    )
    def post(self, request: UserRequest, invitee_id: int, swap_id: int) -> Response:
        access.received_swap(request.user, invitee_id, swap_id)
        ignore_body(request)
        swaps.decline_swap(
            user=request.user, invitee_id=invitee_id, swap_id=swap_id, now=clock.now()
        )
        return Response(Done("The swap is declined."))
