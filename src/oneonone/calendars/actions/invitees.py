from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from oneonone.calendars import access
from oneonone.calendars.bounds import MOST_INVITEES
from oneonone.calendars.claim import claim_calendar
from oneonone.calendars.models import Availability, Calendar, Invitee, Meet
from oneonone.common.errors import Invalid, NotFound
from oneonone.contacts.access import are_friends
from oneonone.limits.actions import spend
from oneonone.limits.policy import INVITATIONS_RECEIVED, INVITATIONS_SENT


def invite_user(
    *,
    owner: User,
    calendar_id: int,
    invitee: int | str,
    now: datetime,
    **details: Any,
) -> Invitee:
    """Invite somebody, by id or by name.

    Args:
        owner: who invites.
        calendar_id: to what.
        invitee: an id, or a username.
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
    owner: User, calendar_id: int, invitee: int | str, details: dict[str, Any], now: datetime
) -> Invitee:
    claim_calendar(calendar_id)
    calendar = access.own_calendar(owner, calendar_id)
    user = find_user(invitee)
    refuse_uninvitable(owner, user)
    refuse_full(calendar)
    spend(INVITATIONS_RECEIVED, user.pk, now)
    invited, created = Invitee.objects.get_or_create(
        calendar=calendar,
        invitee=user,
        defaults=details,
    )
    if not created:
        raise Invalid({"invitee": ["This user is already invited."]})
    return access.invitee(owner, calendar_id, invited.pk)


def refuse_full(calendar: Calendar) -> None:
    if Invitee.objects.filter(calendar=calendar).count() >= MOST_INVITEES:
        raise Invalid({"invitee": [f"A calendar has at most {MOST_INVITEES:,} invitees."]})


def find_user(key: int | str) -> User:
    rows = (
        User.objects.filter(username=key) if isinstance(key, str) else User.objects.filter(pk=key)
    )
    user = rows.first()
    if user is None:
        raise NotFound
    return user


def refuse_uninvitable(owner: User, user: User) -> None:
    if user == owner:
        raise Invalid({"invitee": ["You cannot invite yourself."]})
    if settings.INVITE_CONTACTS_ONLY and not are_friends(owner, user):
        raise Invalid({"invitee": ["Only your contacts can be invited."]})


@transaction.atomic
def update_invitee(*, owner: User, calendar_id: int, invitee_id: int, **details: Any) -> Invitee:
    """Change somebody's deadline, and the length of their meeting when it is sent."""
    claim_calendar(calendar_id)
    invited = access.invitee(owner, calendar_id, invitee_id)
    for name, value in details.items():
        setattr(invited, name, value)
    invited.save(update_fields=list(details))
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


@transaction.atomic
def answer_invitation(*, user: User, invitee_id: int, now: datetime) -> Invitee:
    """Say that one has answered, also when none of the times suit."""
    claim_calendar(access.own_invitation(user, invitee_id).calendar_id)
    invited = access.answerable_invitation(user, invitee_id, now)
    mark_answered(invited, now)
    return invited


def mark_answered(invited: Invitee, now: datetime) -> None:
    """Keep the time of the first answer."""
    if invited.answered_at is None:
        invited.answered_at = now
        invited.save(update_fields=["answered_at"])
