from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions import invitees
from oneonone.calendars.actions.telling import remind_invitees
from oneonone.calendars.serializers import InviteeDetailsSerializer, InviteeSerializer
from oneonone.calendars.structs import InviteeOut, Reminded
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.rendering import struct_from, structs_from
from oneonone.common.schema import ALLOWED, ALLOWED_WHILE_OPEN, LIMITED, Nothing, describe


class InviteeList(APIView):
    @describe("calendars.invitee.list", "Who is invited", gives=list[InviteeOut], refuses=ALLOWED)
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        return Response(structs_from(InviteeOut, access.invitees(request.user, calendar_id)))

    @describe(
        "calendars.invitee.create",
        "Invite somebody",
        takes=InviteeSerializer,
        gives=InviteeOut,
        refuses=(*ALLOWED_WHILE_OPEN, *LIMITED),
    )
    def post(self, request: UserRequest, calendar_id: int) -> Response:
        calendar = access.own_open_calendar(request.user, calendar_id)
        values = parse(InviteeSerializer, request, zone=calendar.zone)
        invited = invitees.invite_user(
            owner=request.user, calendar_id=calendar_id, now=clock.now(), **values
        )
        return Response(struct_from(InviteeOut, invited))


class InviteeDetail(APIView):
    @describe("calendars.invitee.read", "One invitee", gives=InviteeOut, refuses=ALLOWED)
    def get(self, request: UserRequest, calendar_id: int, invitee_id: int) -> Response:
        invited = access.invitee(request.user, calendar_id, invitee_id)
        return Response(struct_from(InviteeOut, invited))

    @describe(
        "calendars.invitee.update",
        "Change a deadline",
        ignores=("invitee",),
        takes=InviteeDetailsSerializer,
        gives=InviteeOut,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, calendar_id: int, invitee_id: int) -> Response:
        invited = access.changeable_invitee(request.user, calendar_id, invitee_id)
        values = parse(InviteeDetailsSerializer, request, zone=invited.calendar.zone)
        invited = invitees.update_invitee(
            owner=request.user,
            calendar_id=calendar_id,
            invitee_id=invitee_id,
            now=clock.now(),
            **values,
        )
        return Response(struct_from(InviteeOut, invited))

    @describe(
        "calendars.invitee.delete",
        "Remove an invitee with their answers",
        gives=Nothing,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def delete(self, request: UserRequest, calendar_id: int, invitee_id: int) -> Response:
        access.changeable_invitee(request.user, calendar_id, invitee_id)
        ignore_body(request)
        invitees.remove_invitee(owner=request.user, calendar_id=calendar_id, invitee_id=invitee_id)
        return Response(Nothing())


class Remind(APIView):
    @describe(
        "calendars.remind.create",
        "Remind everybody who can still answer and has not",
        gives=Reminded,
        refuses=(*ALLOWED_WHILE_OPEN, *LIMITED),
    )
    def post(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_open_calendar(request.user, calendar_id)
        ignore_body(request)
        reminded = remind_invitees(owner=request.user, calendar_id=calendar_id, now=clock.now())
        return Response(Reminded(reminded))
