from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions import availabilities, calendars, invitees
from oneonone.calendars.actions.availabilities import Period
from oneonone.calendars.serializers import (
    AvailabilitySerializer,
    CalendarDetailsSerializer,
    CalendarSerializer,
    InviteeDetailsSerializer,
    InviteeSerializer,
)
from oneonone.calendars.structs import AvailabilityOut, CalendarOut, InviteeOut
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.refusals import with_detail
from oneonone.common.rendering import struct_from, structs_from
from oneonone.common.schema import ALLOWED, ALLOWED_WHILE_OPEN, LIMITED, Nothing, describe


class CalendarList(APIView):
    @describe("calendars.list", "The calendars one owns", gives=list[CalendarOut])
    def get(self, request: UserRequest) -> Response:
        return Response(structs_from(CalendarOut, access.own_calendars(request.user)))

    @describe(
        "calendars.create",
        "Open a calendar over some days",
        takes=CalendarSerializer,
        gives=CalendarOut,
    )
    def post(self, request: UserRequest) -> Response:
        values = parse(CalendarSerializer, request)
        calendar = calendars.create_calendar(owner=request.user, **values)
        return Response(struct_from(CalendarOut, calendar))


class CalendarDetail(APIView):
    @describe("calendars.read", "One calendar", gives=CalendarOut, refuses=ALLOWED)
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        return Response(struct_from(CalendarOut, access.own_calendar(request.user, calendar_id)))

    @describe(
        "calendars.update",
        "Change a calendar's name and details",
        ignores=("start_date", "end_date"),
        takes=CalendarDetailsSerializer,
        gives=CalendarOut,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_open_calendar(request.user, calendar_id)
        values = parse(CalendarDetailsSerializer, request)
        calendar = calendars.update_calendar(owner=request.user, calendar_id=calendar_id, **values)
        return Response(struct_from(CalendarOut, calendar))

    @describe(
        "calendars.delete",
        "Delete a calendar and everything in it",
        gives=Nothing,
        refuses=ALLOWED,
    )
    def delete(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_calendar(request.user, calendar_id)
        ignore_body(request)
        calendars.delete_calendar(owner=request.user, calendar_id=calendar_id)
        return Response(Nothing())


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
            owner=request.user, calendar_id=calendar_id, invitee_id=invitee_id, **values
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


class AvailabilityList(APIView):
    shape_refusal = staticmethod(with_detail)

    @describe(
        "calendars.availabilities.list",
        "Everybody's availabilities",
        gives=list[AvailabilityOut],
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        rows = access.availabilities(request.user, calendar_id)
        return Response(structs_from(AvailabilityOut, rows))

    @describe(
        "calendars.availabilities.create",
        "Say when one is free",
        takes=AvailabilitySerializer,
        gives=AvailabilityOut,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def post(self, request: UserRequest, calendar_id: int) -> Response:
        now = clock.now()
        calendar, _ = access.answerable_calendar(request.user, calendar_id, now)
        period = Period(**parse(AvailabilitySerializer, request, zone=calendar.zone))
        added = availabilities.add_availability(
            user=request.user, calendar_id=calendar_id, period=period, now=now
        )
        return Response(struct_from(AvailabilityOut, added))


class AvailabilityDetail(APIView):
    shape_refusal = staticmethod(with_detail)

    @describe(
        "calendars.availabilities.read",
        "One availability",
        gives=AvailabilityOut,
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, calendar_id: int, availability_id: int) -> Response:
        found = access.availability(request.user, calendar_id, availability_id)
        return Response(struct_from(AvailabilityOut, found))

    @describe(
        "calendars.availabilities.update",
        "Replace an availability",
        takes=AvailabilitySerializer,
        gives=AvailabilityOut,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, calendar_id: int, availability_id: int) -> Response:
        now = clock.now()
        found = access.changeable_availability(request.user, calendar_id, availability_id, now)
        zone = found.calendar.zone
        changed = availabilities.update_availability(
            user=request.user,
            calendar_id=calendar_id,
            availability_id=availability_id,
            period=Period(**parse(AvailabilitySerializer, request, zone=zone)),
            now=now,
        )
        return Response(struct_from(AvailabilityOut, changed))

    @describe(
        "calendars.availabilities.delete",
        "Take an availability back",
        gives=Nothing,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def delete(self, request: UserRequest, calendar_id: int, availability_id: int) -> Response:
        now = clock.now()
        access.changeable_availability(request.user, calendar_id, availability_id, now)
        ignore_body(request)
        availabilities.delete_availability(
            user=request.user,
            calendar_id=calendar_id,
            availability_id=availability_id,
            now=now,
        )
        return Response(Nothing())
