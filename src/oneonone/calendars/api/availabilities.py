from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions import availabilities
from oneonone.calendars.actions.availabilities import Period
from oneonone.calendars.serializers import AvailabilitySerializer
from oneonone.calendars.structs import AvailabilityOut
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.refusals import with_detail
from oneonone.common.rendering import struct_from, structs_from
from oneonone.common.schema import ALLOWED, ALLOWED_WHILE_OPEN, Nothing, describe


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
