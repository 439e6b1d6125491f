from django.urls import path

from oneonone.calendars import api

urlpatterns = [
    path("calendars/", api.CalendarList.as_view()),
    path("calendars/<id:calendar_id>/", api.CalendarDetail.as_view()),
    path("calendars/<id:calendar_id>/invitee/", api.InviteeList.as_view()),
    path("calendars/<id:calendar_id>/invitee/<id:invitee_id>/", api.InviteeDetail.as_view()),
    path("calendars/<id:calendar_id>/availabilities/", api.AvailabilityList.as_view()),
    path(
        "calendars/<id:calendar_id>/availabilities/<id:availability_id>/",
        api.AvailabilityDetail.as_view(),
    ),
]
