"""What is kept from people of calendars whose owners they have blocked."""

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q

from oneonone.calendars.models import Invitee
from oneonone.contacts.models import Block


def is_withheld_from(user: User) -> Q:
    """Pick, of what stands in calendars, that of owners whom somebody has blocked.

    Where they were invited before that, it is no secret.
    """
    blocked = Block.objects.filter(blocker=user, blocked=OuterRef("calendar__owner"))
    known = Invitee.objects.filter(calendar=OuterRef("calendar"), invitee=user, withheld_by=None)
    return Q(Exists(blocked), ~Exists(known))
