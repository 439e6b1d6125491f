from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions import invitees
from oneonone.calendars.structs import MeetOut
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.rendering import structs_from
from oneonone.schedules import actions
from oneonone.schedules.rules import HandMeet
from oneonone.schedules.serializers import AnsweredSerializer, ScheduleSerializer
from oneonone.schedules.structs import invitation_out, planned_schedule_out


class Finalize(APIView):
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_calendar(request.user, calendar_id)
        ignore_body(request)
        actions.finalize_calendar(owner=request.user, calendar_id=calendar_id)
        return Response({"detail": "Calendar has been successfully finalized."})


class Schedule(APIView):
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        return Response(structs_from(MeetOut, access.meets(request.user, calendar_id)))

    def post(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_open_calendar(request.user, calendar_id)
        ignore_body(request)
        planned = actions.plan_schedule(owner=request.user, calendar_id=calendar_id)
        meets = structs_from(MeetOut, access.meets(request.user, calendar_id))
        return Response(planned_schedule_out(planned.plan, planned.user_ids, meets))

    def put(self, request: UserRequest, calendar_id: int) -> Response:
        calendar = access.own_open_calendar(request.user, calendar_id)
        values = parse(ScheduleSerializer, request, zone=calendar.zone)
        actions.set_schedule(
            owner=request.user,
            calendar_id=calendar_id,
            meets=[HandMeet(**meet) for meet in values["meets"]],
            force=values.get("force", False),
        )
        return Response(structs_from(MeetOut, access.meets(request.user, calendar_id)))

    def delete(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_open_calendar(request.user, calendar_id)
        ignore_body(request)
        actions.clear_schedule(owner=request.user, calendar_id=calendar_id)
        return Response({})


class InvitationList(APIView):
    def get(self, request: UserRequest) -> Response:
        meets = {meet.calendar_id: meet for meet in access.own_final_meets(request.user)}
        rows = access.own_invitations(request.user)
        return Response([invitation_out(row, meets.get(row.calendar_id)) for row in rows])


class InvitationDetail(APIView):
    def put(self, request: UserRequest, invitee_id: int) -> Response:
        now = clock.now()
        access.answerable_invitation(request.user, invitee_id, now)
        parse(AnsweredSerializer, request)
        invited = invitees.answer_invitation(user=request.user, invitee_id=invitee_id, now=now)
        return Response(invitation_out(invited, None))

    def delete(self, request: UserRequest, invitee_id: int) -> Response:
        access.leavable_invitation(request.user, invitee_id)
        ignore_body(request)
        invitees.leave_calendar(user=request.user, invitee_id=invitee_id)
        return Response({})
