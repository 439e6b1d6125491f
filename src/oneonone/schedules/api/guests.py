"""What was sent to guests: taken along by who they turn out to be, or made an account of."""

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.accounts.structs import Registered
from oneonone.calendars import access as calendars
from oneonone.calendars.guests import digest_of
from oneonone.common import clock
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.rendering import struct_from
from oneonone.common.schema import LIMITED, describe
from oneonone.limits.actions import spend
from oneonone.limits.addresses import client_address
from oneonone.limits.policy import REGISTRATIONS_BY_ADDRESS
from oneonone.schedules import access
from oneonone.schedules.actions.guests import claim_account, take_invitation
from oneonone.schedules.serializers import ClaimSerializer
from oneonone.schedules.structs.invitations import (
    InvitationOut,
    OfferedOut,
    invitation_out,
    offered_out,
)


class OfferedList(APIView):
    @describe(
        "invitations.offered.list",
        "What one's confirmed address is invited to",
        gives=list[OfferedOut],
    )
    def get(self, request: UserRequest) -> Response:
        rows = access.addressed_invitations(request.user, clock.now())
        return Response([offered_out(row) for row in rows])


class Take(APIView):
    @describe(
        "invitations.offered.take",
        "Take along what one's address is invited to, with answers and meeting",
        gives=InvitationOut,
        refuses=(401, 404),
    )
    def post(self, request: UserRequest, offered_id: int) -> Response:
        user, now = request.user, clock.now()
        access.takeable(user, offered_id, "", now)
        ignore_body(request)
        taken = take_invitation(user=user, invitee_id=offered_id, digest="", now=now)
        meet = calendars.own_final_meets(user).filter(calendar=taken.calendar_id).first()
        return Response(invitation_out(calendars.own_invitation(user, taken.pk), meet))


class Claim(APIView):
    authentication_classes = ()
    permission_classes = ()

    @describe(
        "guests.claim",
        "Make an account of a guest by a link of theirs",
        takes=ClaimSerializer,
        gives=Registered,
        status=201,
        refuses=(404, *LIMITED),
    )
    def post(self, request: Request) -> Response:
        now = clock.now()
        spend(REGISTRATIONS_BY_ADDRESS, client_address(request), now)
        values = parse(ClaimSerializer, request)
        digest = digest_of(values.pop("token"))
        user = claim_account(digest=digest, values=values, now=now)
        return Response(struct_from(Registered, user), status=201)
