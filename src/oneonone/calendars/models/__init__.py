from oneonone.calendars.models.availabilities import Availability
from oneonone.calendars.models.calendars import Calendar, CalendarQuerySet
from oneonone.calendars.models.invitees import Invitee, InviteeQuerySet
from oneonone.calendars.models.join_links import JoinLink, JoinLinkQuerySet
from oneonone.calendars.models.meets import Meet

__all__ = (
    "Availability",
    "Calendar",
    "CalendarQuerySet",
    "Invitee",
    "InviteeQuerySet",
    "JoinLink",
    "JoinLinkQuerySet",
    "Meet",
)
