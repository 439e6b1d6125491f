from django.urls import path

from oneonone.schedules.api import invitations, meets, schedules

urlpatterns = [
    path("calendars/<id:calendar_id>/finalize/", schedules.Finalize.as_view()),
    path("calendars/<id:calendar_id>/invitee/<id:invitee_id>/costs/", schedules.Costs.as_view()),
    path("calendars/<id:calendar_id>/schedule/", schedules.Schedule.as_view()),
    path("calendars/<id:calendar_id>/schedule/alternatives/", schedules.Alternatives.as_view()),
    path("calendars/<id:calendar_id>/schedule/check/", schedules.ScheduleCheck.as_view()),
    path("calendars/<id:calendar_id>/schedule/report/", schedules.Report.as_view()),
    path("calendars/<id:calendar_id>/schedule/<id:meet_id>/", meets.ScheduledMeet.as_view()),
    path("invitations/", invitations.InvitationList.as_view()),
    path("invitations/<id:invitee_id>/", invitations.InvitationDetail.as_view()),
]
