from django.urls import path

from oneonone.schedules import api

urlpatterns = [
    path("calendars/<id:calendar_id>/finalize/", api.Finalize.as_view()),
    path("calendars/<id:calendar_id>/schedule/", api.Schedule.as_view()),
    path("calendars/<id:calendar_id>/schedule/alternatives/", api.Alternatives.as_view()),
    path("calendars/<id:calendar_id>/schedule/check/", api.ScheduleCheck.as_view()),
    path("calendars/<id:calendar_id>/schedule/<id:meet_id>/", api.ScheduledMeet.as_view()),
    path("invitations/", api.InvitationList.as_view()),
    path("invitations/<id:invitee_id>/", api.InvitationDetail.as_view()),
]
