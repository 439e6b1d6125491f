from django.urls import path

from oneonone.calendars.api import availabilities, calendars, invitees

urlpatterns = [
    path("calendars/", calendars.CalendarList.as_view()),
    path("calendars/<id:calendar_id>/", calendars.CalendarDetail.as_view()),
    path("calendars/<id:calendar_id>/invitee/", invitees.InviteeList.as_view()),
    path("calendars/<id:calendar_id>/invitee/<id:invitee_id>/", invitees.InviteeDetail.as_view()),
    path("calendars/<id:calendar_id>/availabilities/", availabilities.AvailabilityList.as_view()),
    path(
        "calendars/<id:calendar_id>/availabilities/<id:availability_id>/",
        availabilities.AvailabilityDetail.as_view(),
    ),
]
