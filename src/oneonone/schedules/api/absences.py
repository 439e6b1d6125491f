from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars.access import own_invitation
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.schema import ALLOWED, Nothing, describe
from oneonone.schedules import access
from oneonone.schedules.actions.absences import say_cannot_come, take_absence_back
from oneonone.schedules.serializers import AbsenceSerializer
from oneonone.schedules.structs.absences import AbsenceOut, absence_out


class AbsenceList(APIView):
    @describe(
        "calendars.cannotCome.list",
        "Who can't come to their final meeting, and why",
        gives=list[AbsenceOut],
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        return Response([absence_out(row) for row in access.absences(request.user, calendar_id)])


class OwnAbsence(APIView):
    @describe(
        "invitations.cannotCome.read",
        "What one said of not coming",
        gives=AbsenceOut,
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, invitee_id: int) -> Response:
        return Response(absence_out(access.own_absence(request.user, invitee_id)))

    @describe(
        "invitations.cannotCome.create",
        "Say that one can't come to one's final meeting",
        takes=AbsenceSerializer,
        gives=AbsenceOut,
        refuses=ALLOWED,
    )
    def post(self, request: UserRequest, invitee_id: int) -> Response:
        own_invitation(request.user, invitee_id)
        values = parse(AbsenceSerializer, request)
        said = say_cannot_come(
            user=request.user,
            invitee_id=invitee_id,
            reason=values.get("reason", ""),
            now=clock.now(),
        )
        return Response(absence_out(said))

    @describe(
        "invitations.cannotCome.delete",
        "Say that one can come after all",
        gives=Nothing,
        refuses=ALLOWED,
    )
    def delete(self, request: UserRequest, invitee_id: int) -> Response:
        access.own_absence(request.user, invitee_id)
        ignore_body(request)
        take_absence_back(user=request.user, invitee_id=invitee_id)
        return Response(Nothing())
