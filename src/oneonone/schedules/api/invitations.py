from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions import invitees
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.schema import ALLOWED_WHILE_OPEN, Nothing, describe
from oneonone.schedules.serializers import AnsweredSerializer
from oneonone.schedules.structs.invitations import InvitationOut, invitation_out


class InvitationList(APIView):
    @describe("invitations.list", "What one is invited to", gives=list[InvitationOut])
    def get(self, request: UserRequest) -> Response:
        final = {meet.calendar_id: meet for meet in access.own_final_meets(request.user)}
        rows = access.own_invitations(request.user)
        return Response([invitation_out(row, final.get(row.calendar_id)) for row in rows])


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
