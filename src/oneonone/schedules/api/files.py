from django.http import HttpResponse
from rest_framework.views import APIView

from oneonone.common.api import UserRequest
from oneonone.common.calendar_files import MEDIA_TYPE, ics_response
from oneonone.common.schema import ALLOWED, describe
from oneonone.schedules import access
from oneonone.schedules.files import publish_given, publish_own


class MeetingFile(APIView):
    @describe(
        "invitations.meeting.ics.read",
        "One's own meeting, once it is final, as iCalendar",
        gives=str,
        media_type=MEDIA_TYPE,
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, invitee_id: int) -> HttpResponse:
        row = access.own_appointment(request.user, invitee_id)
        return ics_response("meeting.ics", publish_own([row]))


class ScheduleFile(APIView):
    @describe(
        "calendars.schedule.ics.read",
        "The schedule, once it is final, as iCalendar",
        gives=str,
        media_type=MEDIA_TYPE,
        refuses=ALLOWED,
    )
    def get(self, request: UserRequest, calendar_id: int) -> HttpResponse:
        rows = access.appointments(request.user, calendar_id)
        return ics_response(f"schedule-{calendar_id}.ics", publish_given(rows))
