from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions import calendars
from oneonone.calendars.serializers import CalendarDetailsSerializer, CalendarSerializer
from oneonone.calendars.structs import CalendarOut
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.rendering import struct_from, structs_from
from oneonone.common.schema import ALLOWED, ALLOWED_WHILE_OPEN, Nothing, describe


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
