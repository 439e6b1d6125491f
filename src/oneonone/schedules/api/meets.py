from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.structs import MeetOut
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.rendering import struct_from
from oneonone.common.schema import ALLOWED, ALLOWED_WHILE_OPEN, Nothing, describe
from oneonone.schedules.actions import meets
from oneonone.schedules.actions.meets import MeetTimes
from oneonone.schedules.serializers import MoveSerializer


class ScheduledMeet(APIView):
    @describe("calendars.schedule.meet.read", "One meeting", gives=MeetOut, refuses=ALLOWED)
    def get(self, request: UserRequest, calendar_id: int, meet_id: int) -> Response:
        return Response(struct_from(MeetOut, access.meet(request.user, calendar_id, meet_id)))

    @describe(
        "calendars.schedule.meet.update",
        "Move one meeting",
        takes=MoveSerializer,
        gives=MeetOut,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, calendar_id: int, meet_id: int) -> Response:
        found = access.changeable_meet(request.user, calendar_id, meet_id)
        values = parse(MoveSerializer, request, zone=found.calendar.zone)
        moved = meets.move_meet(
            owner=request.user,
            calendar_id=calendar_id,
            meet_id=meet_id,
            times=MeetTimes(values["start_period"], values["end_period"]),
            force=values.get("force", False),
        )
        return Response(struct_from(MeetOut, moved))

    @describe(
        "calendars.schedule.meet.delete",
        "Take one meeting out of the schedule",
        gives=Nothing,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def delete(self, request: UserRequest, calendar_id: int, meet_id: int) -> Response:
        access.changeable_meet(request.user, calendar_id, meet_id)
        ignore_body(request)
        meets.remove_meet(owner=request.user, calendar_id=calendar_id, meet_id=meet_id)
        return Response(Nothing())
