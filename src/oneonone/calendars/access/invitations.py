from datetime import datetime

from django.contrib.auth.models import User

from oneonone.calendars.access.availabilities import refuse_closed
from oneonone.calendars.access.calendars import refuse_finalized
from oneonone.calendars.guests import OPEN_AFTER
from oneonone.calendars.models import Invitee, InviteeQuerySet
from oneonone.common.errors import Forbidden, NotFound


def own_invitations(user: User) -> InviteeQuerySet:
    rows = Invitee.objects.filter(invitee=user, withheld_by=None).select_related("calendar__owner")
    return rows.with_has_availability().order_by("pk")


def own_invitation(user: User, invitee_id: int) -> Invitee:
    rows = Invitee.objects.select_related("calendar__owner").with_has_availability()
    found = rows.filter(pk=invitee_id).first()
    if found is None:
        raise NotFound
    if found.invitee_id != user.pk or found.withheld_by_id:
        raise Forbidden
    return found


def guest_invitation(digest: str, now: datetime) -> Invitee:
    """Find what a guest's link is good for; one that has ended or expired is good for nothing."""
    rows = Invitee.objects.select_related("calendar__owner", "invitee")
    found = rows.filter(link_digest=digest).first()
    if found is None or found.calendar.closes + OPEN_AFTER <= now:
        raise NotFound("This link has ended. Please ask whoever invited you for a new one.")
    return found


def answerable_invitation(user: User, invitee_id: int, now: datetime) -> Invitee:
    found = own_invitation(user, invitee_id)
    refuse_closed(found.calendar, found, now)
    return found


def leavable_invitation(user: User, invitee_id: int) -> Invitee:
    found = own_invitation(user, invitee_id)
    refuse_finalized(found.calendar)
    return found
