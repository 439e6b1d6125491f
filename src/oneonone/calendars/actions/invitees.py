from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext

from oneonone.accounts.guests import find_guests, make_guests, name_guests
from oneonone.accounts.mailboxes import Mailbox
from oneonone.calendars import access
from oneonone.calendars.actions.telling import (
    settle_invitation,
    settle_mails,
    tell_if_all_answered,
    tell_invited,
)
from oneonone.calendars.bounds import MOST_INVITEES
from oneonone.calendars.claim import claim_calendar
from oneonone.calendars.guests import new_link
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.common.errors import Invalid, NotFound
from oneonone.common.people import GUEST
from oneonone.contacts.access import are_friends
from oneonone.contacts.blocking import blocks_of
from oneonone.limits.actions import spend
from oneonone.limits.policy import INVITATIONS_RECEIVED, INVITATIONS_SENT

ONESELF = "You cannot invite yourself."
CONTACTS_ONLY = "Only your contacts can be invited."
INVITED_ALREADY = "This user is already invited."


def invite_user(
    *,
    owner: User,
    calendar_id: int,
    invitee: int | str | Mailbox,
    now: datetime,
    **details: Any,
) -> Invitee:
    """Invite somebody, by id, by name or by mail address.

    An address is invited as a guest of the owner, whoever has an account with it: the owner
    learns nothing of that.

    Args:
        owner: who invites.
        calendar_id: to what.
        invitee: an id, a username, or a mailbox.
        now: an aware instant.
        details: deadline, and meeting_minutes where it is not the calendar's.

    Raises:
        NotFound: there is no such user.
        Invalid: it is the owner, somebody invited already, one too many, or, where only contacts
            may be invited, not a contact.
        TooManyRequests: the owner invites too often (refused attempts count), or that person is
            invited too often.
    """
    spend(INVITATIONS_SENT, owner.pk, now)
    return add_invitee(owner, calendar_id, invitee, details, now)


@transaction.atomic
def add_invitee(
    owner: User,
    calendar_id: int,
    invitee: int | str | Mailbox,
    details: dict[str, Any],
    now: datetime,
) -> Invitee:
    claim_calendar(calendar_id)
    calendar = access.own_calendar(owner, calendar_id)
    user = find_user(invitee) if isinstance(invitee, int | str) else welcome(calendar, invitee)
    refuse_uninvitable(owner, user)
    refuse_full(calendar)
    spend(INVITATIONS_RECEIVED, invitee.key if isinstance(invitee, Mailbox) else user.pk, now)
    invited, created = Invitee.objects.get_or_create(
        calendar=calendar,
        invitee=user,
        defaults={
            **details,
            **settle_invitation(details["deadline"], now),
            **new_link(user),
            "withheld_by": blocks_of(owner, [user]).get(user.pk),
        },
    )
    if not created:
        raise Invalid({"invitee": [INVITED_ALREADY]})
    tell_invited([invited], now)
    return access.invitee(owner, calendar_id, invited.pk)


def refuse_full(calendar: Calendar) -> None:
    if Invitee.objects.filter(calendar=calendar).count() >= MOST_INVITEES:
        raise Invalid({"invitee": [full()]})


def full() -> str:
    return gettext("A calendar has at most %s invitees.") % number_format(
        MOST_INVITEES, force_grouping=True
    )


def find_user(key: int | str) -> User:
    """Find somebody, who does not go before the transaction ends."""
    rows = User.objects.select_for_update(no_key=True).exclude(username__startswith=GUEST)
    user = (rows.filter(username=key) if isinstance(key, str) else rows.filter(pk=key)).first()
    if user is None:
        raise NotFound
    return user


def welcome(calendar: Calendar, box: Mailbox, language: str | None = None) -> User:
    """Find the owner's guest of an address, or make them one; the owner's own is the owner."""
    if settings.INVITE_CONTACTS_ONLY:
        raise Invalid({"invitee": [CONTACTS_ONLY]})
    owner = find_user(calendar.owner_id)
    if box.key == owner.email.casefold():
        return owner
    known = find_guests(owner, [box.key])
    name_guests(dict.fromkeys(known.values(), box))
    return (known or make_guests(owner, [box], calendar.time_zone, language))[box.key]


def refuse_uninvitable(owner: User, user: User) -> None:
    if user == owner:
        raise Invalid({"invitee": [ONESELF]})
    if settings.INVITE_CONTACTS_ONLY and not are_friends(owner, user):
        raise Invalid({"invitee": [CONTACTS_ONLY]})


@transaction.atomic
def update_invitee(
    *, owner: User, calendar_id: int, invitee_id: int, now: datetime, **details: Any
) -> Invitee:
    """Change somebody's deadline, and the length of their meeting when it is sent.

    Whoever was invited too late to answer is told of it with the first deadline that lets them.
    """
    claim_calendar(calendar_id)
    invited = access.invitee(owner, calendar_id, invitee_id)
    if details.get("deadline", invited.deadline) != invited.deadline:
        details |= settle_mails(details["deadline"], now)
    untold = not invited.is_told and details.get("deadline", invited.deadline) > now
    if untold:
        details["is_told"] = True
    for name, value in details.items():
        setattr(invited, name, value)
    invited.save(update_fields=list(details))
    if untold:
        tell_invited([invited], now)
    return invited


@transaction.atomic
def remove_invitee(*, owner: User, calendar_id: int, invitee_id: int) -> None:
    """Take somebody out of a calendar, with their availabilities and their meeting."""
    claim_calendar(calendar_id)
    delete_invitee(access.invitee(owner, calendar_id, invitee_id))


@transaction.atomic
def leave_calendar(*, user: User, invitee_id: int) -> None:
    """Take oneself out of a calendar: the same as being removed."""
    claim_calendar(access.own_invitation(user, invitee_id).calendar_id)
    delete_invitee(access.own_invitation(user, invitee_id))


def delete_invitee(invited: Invitee) -> None:
    theirs = {"calendar": invited.calendar_id}
    Availability.objects.filter(user=invited.invitee_id, **theirs).delete()
    Meet.objects.filter(meeter=invited.invitee_id, **theirs).delete()
    invited.delete()
    if invited.answered_at is None:
        tell_if_all_answered(invited.calendar_id)


@transaction.atomic
def answer_invitation(*, user: User, invitee_id: int, now: datetime) -> Invitee:
    """Say that one has answered, also when none of the times suit."""
    claim_calendar(access.own_invitation(user, invitee_id).calendar_id)
    invited = access.answerable_invitation(user, invitee_id, now)
    mark_answered(invited, now)
    return invited


def mark_answered(invited: Invitee, now: datetime) -> None:
    """Keep the time of the first answer; with the last of them the owner is told."""
    if invited.answered_at is None:
        invited.answered_at = now
        invited.save(update_fields=["answered_at"])
        tell_if_all_answered(invited.calendar_id)
