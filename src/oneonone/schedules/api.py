from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions import invitees
from oneonone.calendars.structs import MeetOut
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.rendering import structs_from
from oneonone.common.schema import ALLOWED, ALLOWED_WHILE_OPEN, Done, Nothing, describe
from oneonone.schedules import actions
from oneonone.schedules.rules import HandMeet
from oneonone.schedules.serializers import AnsweredSerializer, ScheduleSerializer
from oneonone.schedules.structs import (
    InvitationOut,
    PlannedScheduleOut,
    invitation_out,
    meets_out,
    planned_schedule_out,
)


class Finalize(APIView):
    @describe(
        "calendars.finalize",
        "Make a calendar final",
        gives=Done,
        ignores=("name", "start_date", "end_date"),
        refuses=ALLOWED,
    )
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_calendar(request.user, calendar_id)
        ignore_body(request)
        actions.finalize_calendar(owner=request.user, calendar_id=calendar_id)
        return Response(Done("Calendar has been successfully finalized."))


class Schedule(APIView):
    @describe("calendars.schedule.list", "The schedule", gives=list[MeetOut], refuses=ALLOWED)
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        return Response(structs_from(MeetOut, access.meets(request.user, calendar_id)))

    @describe(
        "calendars.schedule.create",
        "Plan the best schedule",
        gives=PlannedScheduleOut,
        refuses=(*ALLOWED_WHILE_OPEN, 409),
    )
    def post(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_open_calendar(request.user, calendar_id)
        ignore_body(request)
        planned = actions.plan_schedule(owner=request.user, calendar_id=calendar_id)
        return Response(planned_schedule_out(planned.plan, planned.user_ids, planned.meets))

    @describe(
        "calendars.schedule.update",
        "Set the schedule by hand",
        takes=ScheduleSerializer,
        gives=list[MeetOut],
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        calendar = access.own_open_calendar(request.user, calendar_id)
        values = parse(ScheduleSerializer, request, zone=calendar.zone)
        meets = actions.set_schedule(
            owner=request.user,
            calendar_id=calendar_id,
            meets=[HandMeet(**meet) for meet in values["meets"]],
            force=values.get("force", False),
        )
        return Response(meets_out(meets))

    @describe(
        "calendars.schedule.delete", "Clear the schedule", gives=Nothing, refuses=ALLOWED_WHILE_OPEN
    )
    def delete(self, request: UserRequest, calendar_id: int) -> Response:
        access.own_open_calendar(request.user, calendar_id)
        ignore_body(request)
        actions.clear_schedule(owner=request.user, calendar_id=calendar_id)
        return Response(Nothing())


class InvitationList(APIView):
    @describe("invitations.list", "What one is invited to", gives=list[InvitationOut])
    def get(self, request: UserRequest) -> Response:
        meets = {meet.calendar_id: meet for meet in access.own_final_meets(request.user)}
        rows = access.own_invitations(request.user)
        return Response([invitation_out(row, meets.get(row.calendar_id)) for row in rows])


class InvitationDetail(APIView):
    @describe(
        "invitations.update",
        "Say that one has answered",
        takes=AnsweredSerializer,
        gives=InvitationOut,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, invitee_id: int) -> Response:
        now = clock.now()
        access.answerable_invitation(request.user, invitee_id, now)
        parse(AnsweredSerializer, request)
        invited = invitees.answer_invitation(user=request.user, invitee_id=invitee_id, now=now)
        return Response(invitation_out(invited, None))

    @describe("invitations.delete", "Leave a calendar", gives=Nothing, refuses=ALLOWED_WHILE_OPEN)
    def delete(self, request: UserRequest, invitee_id: int) -> Response:
        access.leavable_invitation(request.user, invitee_id)
        ignore_body(request)
        invitees.leave_calendar(user=request.user, invitee_id=invitee_id)
        return Response(Nothing())
