from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q

from oneonone.accounts.guests import confirmed_user
from oneonone.accounts.mailboxes import Mailbox
from oneonone.calendars.access.calendars import own_calendar, refuse_finalized
from oneonone.calendars.bounds import MOST_INVITEES
from oneonone.calendars.models import Invitee, JoinLink, JoinLinkQuerySet
from oneonone.common.errors import Gone, Invalid, NotFound

ENDED = "This link has ended. Please ask whoever gave it to you."
FULL = (
    "This calendar has all the people it takes. "
    "If you have joined, open the link in your mail again."
)


def join_links(user: User, calendar_id: int) -> JoinLinkQuerySet:
    """Find the one that an own calendar has, if it has one."""
    return JoinLink.objects.filter(calendar=own_calendar(user, calendar_id)).with_joined()


def join_link(user: User, calendar_id: int) -> JoinLink:
    found = join_links(user, calendar_id).select_related("calendar").first()
    if found is None:
        raise NotFound
    return found


def changeable_join_link(user: User, calendar_id: int) -> JoinLink:
    found = join_link(user, calendar_id)
    refuse_finalized(found.calendar)
    return found


def offered_join_link(**named: str | int) -> JoinLink:
    """Find what a join link, by its digest or its id, lets anybody join."""
    rows = JoinLink.objects.filter(**named).select_related("calendar__owner")
    found = None if settings.INVITE_CONTACTS_ONLY else rows.first()
    if found is None:
        raise NotFound(ENDED)
    return found


def joined_invitation(
    calendar_id: int, person: User | Mailbox, *, withheld: bool = False
) -> Invitee | None:
    """Find by what somebody, or whoever reads the mail of an address, is in a calendar already.

    What was withheld from them is another thing: as far as they know they are not in.
    """
    if isinstance(person, Mailbox):
        account = confirmed_user(person.address)
        theirs = Q(invitee__guest__address=person.key) | Q(invitee=account)
    else:
        theirs = Q(invitee=person)
    rows = Invitee.objects.filter(theirs, calendar=calendar_id, withheld_by__isnull=not withheld)
    return rows.select_related("calendar", "invitee").order_by("pk").first()


def refuse_closed_join_link(link: JoinLink, now: datetime) -> None:
    """Refuse whoever comes too late.

    Raises:
        Gone: the calendar is final, or the deadline has passed.
        Invalid: all the places are taken.
    """
    refuse_finalized(link.calendar)
    if link.deadline <= now:
        raise Gone("Deadline has passed")
    invited = Invitee.objects.filter(calendar=link.calendar_id)
    taken = invited.filter(join_link=link).count()
    if taken >= link.most_people or invited.count() >= MOST_INVITEES:
        raise Invalid(FULL)
