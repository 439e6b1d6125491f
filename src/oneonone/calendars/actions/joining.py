"""A link by which people join, and how they do."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext

from oneonone.accounts.mailboxes import Mailbox
from oneonone.calendars import access
from oneonone.calendars.actions.invitees import find_user, welcome
from oneonone.calendars.actions.telling import settle_mails
from oneonone.calendars.bounds import MOST_INVITEES
from oneonone.calendars.claim import claim_beside_answers, claim_calendar
from oneonone.calendars.guests import new_link
from oneonone.calendars.joining import new_join_link
from oneonone.calendars.models import Invitee, JoinLink
from oneonone.common.errors import Invalid
from oneonone.jobs.actions import enqueue
from oneonone.limits.actions import spend, spend_up_to
from oneonone.limits.policy import (
    INVITATIONS_RECEIVED,
    JOIN_MAILS_BY_LINK,
    JOIN_MAILS_TO_ADDRESS,
)

NO_STRANGERS = "Only your contacts can be invited, so there is no join link."
OWN = "This calendar is your own."


@transaction.atomic
def set_join_link(*, owner: User, calendar_id: int, **details: Any) -> JoinLink:
    """Make a calendar's join link, or change it; who has joined keeps their deadline.

    Args:
        owner: whose calendar it is.
        calendar_id: which.
        details: deadline, and most_people.

    Raises:
        Invalid: only contacts may be invited, or so many more than are invited have no room.
    """
    claim_beside_answers(calendar_id)
    calendar = access.own_calendar(owner, calendar_id)
    if settings.INVITE_CONTACTS_ONLY:
        raise Invalid(NO_STRANGERS)
    link, _ = JoinLink.objects.update_or_create(
        calendar=calendar, defaults=details, create_defaults={**details, **new_join_link()}
    )
    refuse_too_many(link)
    return access.join_link(owner, calendar_id)


def refuse_too_many(link: JoinLink) -> None:
    others = Invitee.objects.filter(calendar=link.calendar_id).exclude(join_link=link).count()
    if link.most_people > MOST_INVITEES - others:
        room = number_format(MOST_INVITEES - others, force_grouping=True)
        raise Invalid({"most_people": [gettext("There is room for %s people.") % room]})


@transaction.atomic
def end_join_link(*, owner: User, calendar_id: int) -> None:
    """Let nobody join any more; who has joined stays."""
    claim_beside_answers(calendar_id)
    access.join_link(owner, calendar_id).delete()


@transaction.atomic
def ask_to_join(*, link: JoinLink, box: Mailbox, language: str, now: datetime) -> None:
    """Send an address the link by which its reader joins, or comes back.

    Nobody learns here who has joined, and no address gets a second mail within the hour.

    Raises:
        TooManyRequests: the link is asked by too many, or the address invited too often.
    """
    if not spend_up_to(JOIN_MAILS_TO_ADDRESS, f"{link.pk} {box.key}", 1, now):
        return
    spend(JOIN_MAILS_BY_LINK, link.pk, now)
    spend(INVITATIONS_RECEIVED, box.key, now)
    asked = {"link": link.pk, "name": box.name, "address": box.address, "language": language}
    enqueue("calendars.join", asked)


@transaction.atomic
def join_calendar(
    *, link: JoinLink, person: User | Mailbox, language: str, now: datetime
) -> Invitee:
    """Put oneself into a calendar, as oneself or as the owner's guest of a proven address.

    Whoever is in already stays as they are. An invitation that was withheld is shown from now on,
    and otherwise stays as it was: its owner learns nothing.

    Raises:
        NotFound: the link was turned off.
        Gone: the calendar is final, or the deadline has passed.
        Invalid: all the places are taken, or it is the owner.
    """
    hidden = access.joined_invitation(link.calendar_id, person, withheld=True)
    claim = claim_beside_answers if hidden else claim_calendar
    claim(link.calendar_id)
    if already := access.joined_invitation(link.calendar_id, person):
        transaction.set_rollback(True)  # a claim that led to nothing outdates no schedule
        return already
    link = access.offered_join_link(pk=link.pk)
    access.refuse_closed_join_link(link, now)
    if withheld := access.joined_invitation(link.calendar_id, person, withheld=True):
        return show_invitation(withheld)
    if isinstance(person, Mailbox):
        return add_joined(link, welcome(link.calendar, person, language), now)
    return add_joined(link, find_user(person.pk), now)


def show_invitation(withheld: Invitee) -> Invitee:
    """Let somebody see an invitation of whom they have blocked: it is they who want to come."""
    withheld.withheld_by = None
    withheld.save(update_fields=["withheld_by"])
    return withheld


def add_joined(link: JoinLink, user: User, now: datetime) -> Invitee:
    if user == link.calendar.owner:
        raise Invalid(OWN)
    return Invitee.objects.create(
        calendar=link.calendar,
        invitee=user,
        deadline=link.deadline,
        join_link=link,
        **settle_mails(link.deadline, now),
        **new_link(user),
    )
