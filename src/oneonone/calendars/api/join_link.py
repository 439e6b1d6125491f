from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.actions.joining import end_join_link, set_join_link
from oneonone.calendars.joining import join_link_out
from oneonone.calendars.serializers import JoinLinkSerializer
from oneonone.calendars.structs import JoinLinkOut
from oneonone.common.api import UserRequest, ignore_body, parse
from oneonone.common.schema import ALLOWED, ALLOWED_WHILE_OPEN, Nothing, describe


class OwnJoinLink(APIView):
    @describe(
        "calendars.joinLink.read",
        "The link by which people join",
        gives=JoinLinkOut,
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, calendar_id: int) -> Response:
        return Response(join_link_out(access.join_link(request.user, calendar_id)))

    @describe(
        "calendars.joinLink.update",
        "Make a link by which people join, or change it",
        takes=JoinLinkSerializer,
        gives=JoinLinkOut,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def put(self, request: UserRequest, calendar_id: int) -> Response:
        calendar = access.own_open_calendar(request.user, calendar_id)
        values = parse(JoinLinkSerializer, request, zone=calendar.zone)
        link = set_join_link(owner=request.user, calendar_id=calendar_id, **values)
        return Response(join_link_out(link))

    @describe(
        "calendars.joinLink.delete",
        "End the link by which people join",
        gives=Nothing,
        refuses=ALLOWED_WHILE_OPEN,
    )
    def delete(self, request: UserRequest, calendar_id: int) -> Response:
        access.changeable_join_link(request.user, calendar_id)
        ignore_body(request)
        end_join_link(owner=request.user, calendar_id=calendar_id)
        return Response(Nothing())
