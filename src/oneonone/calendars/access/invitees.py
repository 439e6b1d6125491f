from django.contrib.auth.models import User

from oneonone.calendars.access.calendars import own_calendar, refuse_finalized
from oneonone.calendars.models import Invitee, InviteeQuerySet
from oneonone.common.errors import NotFound


def invitees(user: User, calendar_id: int) -> InviteeQuerySet:
    calendar = own_calendar(user, calendar_id)
    return Invitee.objects.filter(calendar=calendar).with_has_availability().order_by("pk")


def invitee(user: User, calendar_id: int, invitee_id: int) -> Invitee:
    rows = invitees(user, calendar_id).select_related("calendar", "invitee")
    found = rows.filter(pk=invitee_id).first()
    if found is None:
        raise NotFound
    return found


def changeable_invitee(user: User, calendar_id: int, invitee_id: int) -> Invitee:
    found = invitee(user, calendar_id, invitee_id)
    refuse_finalized(found.calendar)
    return found
