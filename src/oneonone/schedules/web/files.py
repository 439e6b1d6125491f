"""Meetings to take along into a calendar of one's own."""

from django.http import HttpResponse

from oneonone.calendars.web.guests import GuestsPage
from oneonone.common.calendar_files import ics_response
from oneonone.common.web import Page, PageRequest
from oneonone.schedules import access
from oneonone.schedules.files import publish_given, publish_own


class MeetingFile(GuestsPage):
    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        row = access.own_appointment_in(request.user, calendar_id)
        return ics_response("meeting.ics", publish_own([row]))


class ScheduleFile(Page):
    def get(self, request: PageRequest, calendar_id: int) -> HttpResponse:
        rows = access.appointments(request.user, calendar_id)
        return ics_response(f"schedule-{calendar_id}.ics", publish_given(rows))
