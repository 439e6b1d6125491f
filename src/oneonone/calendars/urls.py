from django.urls import path

from oneonone.calendars.api import availabilities, calendars, invitees, join_link
from oneonone.calendars.web import calendars as calendar_pages
from oneonone.calendars.web import invitees as invitee_pages
from oneonone.calendars.web import join_link as join_link_pages
from oneonone.calendars.web import joining, replies
from oneonone.calendars.web.availability import answers, page

urlpatterns = [
    path("calendars/", calendars.CalendarList.as_view()),
    path("calendars/<id:calendar_id>/", calendars.CalendarDetail.as_view()),
    path("calendars/<id:calendar_id>/invitee/", invitees.InviteeList.as_view()),
    path("calendars/<id:calendar_id>/invitee/<id:invitee_id>/", invitees.InviteeDetail.as_view()),
    path("calendars/<id:calendar_id>/remind/", invitees.Remind.as_view()),
    path("calendars/<id:calendar_id>/join-link/", join_link.OwnJoinLink.as_view()),
    path("calendars/<id:calendar_id>/availabilities/", availabilities.AvailabilityList.as_view()),
    path(
        "calendars/<id:calendar_id>/availabilities/<id:availability_id>/",
        availabilities.AvailabilityDetail.as_view(),
    ),
    path("c/new/", calendar_pages.NewCalendar.as_view(), name="new_calendar"),
    path(
        "c/<id:calendar_id>/settings/",
        calendar_pages.Settings.as_view(),
        name="calendar_settings",
    ),
    path("c/<id:calendar_id>/delete/", calendar_pages.Delete.as_view(), name="delete_calendar"),
    path("c/<id:calendar_id>/invite/", invitee_pages.Invite.as_view(), name="invite"),
    path(
        "c/<id:calendar_id>/invitee/<id:invitee_id>/",
        invitee_pages.OneInvitee.as_view(),
        name="invitee",
    ),
    path(
        "c/<id:calendar_id>/invitee/<id:invitee_id>/remove/",
        invitee_pages.RemoveInvitee.as_view(),
        name="remove_invitee",
    ),
    path(
        "c/<id:calendar_id>/join-link/",
        join_link_pages.OwnJoinLink.as_view(),
        name="join_link",
    ),
    path(
        "c/<id:calendar_id>/join-link/end/",
        join_link_pages.EndJoinLink.as_view(),
        name="end_join_link",
    ),
    path("join/", joining.Join.as_view(), name="join"),
    path("join/mail/", joining.JoinByMail.as_view(), name="join_by_mail"),
    path("c/<id:calendar_id>/remind/", invitee_pages.Remind.as_view(), name="remind"),
    path("c/<id:calendar_id>/replies.csv/", replies.Replies.as_view(), name="replies"),
    path(
        "c/<id:calendar_id>/availability/",
        page.Availability.as_view(),
        name="availability",
    ),
    path("c/<id:calendar_id>/none/", answers.NoneSuits.as_view(), name="none"),
    path("c/<id:calendar_id>/leave/", answers.Leave.as_view(), name="leave"),
]
