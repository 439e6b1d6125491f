from django.utils.http import parse_etags
from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions import availabilities
from oneonone.calendars.periods import Period
from oneonone.calendars.serializers import (
    AvailabilitySerializer,
    OwnAvailabilitiesSerializer,
    WhoseSerializer,
)
from oneonone.calendars.structs import AvailabilityOut, StaleAvailabilities
from oneonone.calendars.tags import tag_of
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse, parse_query
from oneonone.common.refusals import with_detail
from oneonone.common.rendering import struct_from, structs_from
from oneonone.common.schema import ALLOWED, ALLOWED_WHILE_OPEN, Nothing, describe


class AvailabilityList(APIView):
    shape_refusal = staticmethod(with_detail)

    @describe(
        "calendars.availabilities.list",
        "Everybody's availabilities, or one person's",
        asks=WhoseSerializer,
        gives=list[AvailabilityOut],
        gives_tag=True,
        refuses=(400, *ALLOWED),
    )
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        rows = access.availabilities(request.user, calendar_id)
        asked = parse_query(WhoseSerializer, request)
        if "user" not in asked:
            return Response(structs_from(AvailabilityOut, rows))
        return tagged(structs_from(AvailabilityOut, rows.filter(user=asked["user"])))

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

    @describe(
        "calendars.availabilities.replace",
        "Say anew when one is free, all at once",
        takes=OwnAvailabilitiesSerializer,
        gives=list[AvailabilityOut],
        gives_tag=True,
        stale=StaleAvailabilities,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        now = clock.now()
        calendar, _ = access.answerable_calendar(request.user, calendar_id, now)
        values = parse(OwnAvailabilitiesSerializer, request, zone=calendar.zone)
        replaced = availabilities.replace_availabilities(
            user=request.user,
            calendar_id=calendar_id,
            periods=[Period(**period) for period in values["periods"]],
            for_user=values.get("user"),
            if_match=tags_asked_for(request),
            now=now,
        )
        return tagged(replaced)


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


def tagged(periods: list[AvailabilityOut]) -> Response:
    return Response(periods, headers={"ETag": tag_of(periods)})


def tags_asked_for(request: UserRequest) -> list[str] | None:
    """Read If-Match; without it, or with `*`, any state will do."""
    asked = request.headers.get("If-Match")
    tags = parse_etags(asked) if asked is not None else ["*"]
    return None if tags == ["*"] else tags
