"""Inviting many at once, each with what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from oneonone.accounts.guests import find_guests, make_guests, name_guests
from oneonone.accounts.mailboxes import Mailbox, read_mailbox
from oneonone.calendars import access
from oneonone.calendars.actions.invitees import CONTACTS_ONLY, INVITED_ALREADY, ONESELF, full
from oneonone.calendars.actions.telling import settle_invitation, tell_invited
from oneonone.calendars.bounds import MOST_INVITEES
from oneonone.calendars.claim import claim_calendar
from oneonone.calendars.guests import new_link
from oneonone.calendars.models import Calendar, Invitee
from oneonone.common.errors import TooManyRequests
from oneonone.common.people import GUEST
from oneonone.contacts.access import friends
from oneonone.contacts.blocking import blocks_of
from oneonone.limits.actions import spend_each, spend_up_to
from oneonone.limits.policy import INVITATIONS_RECEIVED, INVITATIONS_SENT

UNKNOWN = "There is no such person."
TOO_OFTEN = "This person is invited too often right now. Please try again later."
Refused = dict[str, str]
Named = Mapping[str, str | Mailbox]


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was invited, or why not; nobody has an unknown name.

    What was `said` is a username, or a mailbox as it was written.
    """

    said: str
    user: User | None
    refused: str


def invite_users(
    *,
    owner: User,
    calendar_id: int,
    people: Sequence[str | Mailbox],
    deadline: datetime,
    now: datetime,
) -> list[Invited]:
    """Invite people by name or address, by the rules of `invite_user`, in the order given.

    It is one transaction with one claim, so that many cost few queries and nobody sees half of
    them; a name that is refused does not refuse the others. Refused ones count as attempts.

    Returns:
        What came of each.
    """
    named = {key_of(person): person for person in people}
    attempts = spend_up_to(INVITATIONS_SENT, owner.pk, len(named), now)
    return add_invitees(owner, calendar_id, named, Attempt(attempts, deadline, now))


def key_of(person: str | Mailbox) -> str:
    """Tell people apart; no username looks like the key of an address."""
    return f"<{person.key}>" if isinstance(person, Mailbox) else person


@dataclass(frozen=True, slots=True)
class Attempt:
    """How many of the names may be tried, until when those may answer, and when this is."""

    allowed: int
    deadline: datetime
    now: datetime


@transaction.atomic
def add_invitees(owner: User, calendar_id: int, named: Named, attempt: Attempt) -> list[Invited]:
    claim_calendar(calendar_id)
    calendar = access.own_calendar(owner, calendar_id)
    users = find_people(owner, named)
    names = list(named)
    refused = dict.fromkeys(names[attempt.allowed :], TooManyRequests.message)
    refused |= find_uninvitable(owner, calendar, named, users)
    refused |= find_no_room(calendar, [name for name in names if name not in refused])
    refused |= find_tired({key: named[key] for key in names if key not in refused}, users, attempt)
    left = {key: person for key, person in named.items() if key not in refused}
    name_guests({users[key]: box for key, box in boxes_of(left).items() if key in users})
    users |= make_missing_guests(calendar, left, users)
    told = {"deadline": attempt.deadline, **settle_invitation(attempt.deadline, attempt.now)}
    new = [
        Invitee(calendar=calendar, invitee=users[key], **told, **new_link(users[key]))
        for key in left
    ]
    withhold(owner, new)
    Invitee.objects.bulk_create(new)
    tell_invited(new, attempt.now)
    transaction.set_rollback(not new)  # a claim that led to nothing outdates no schedule
    return [
        Invited(said_of(person), users.get(key), refused.get(key, ""))
        for key, person in named.items()
    ]


def withhold(owner: User, new: Sequence[Invitee]) -> None:
    """Let those who have blocked the owner see nothing of it; the owner sees them as all others."""
    blocks = blocks_of(owner, [row.invitee for row in new])
    for row in new:
        row.withheld_by = blocks.get(row.invitee_id)


def said_of(person: str | Mailbox) -> str:
    """Write somebody as they are read again; a username that looks like an address has an @."""
    if isinstance(person, Mailbox):
        return str(person)
    return f"@{person}" if read_mailbox(person) else person


def find_people(owner: User, named: Named) -> dict[str, User]:
    """Find people by name, and the owner's guests, by their keys.

    None of them goes, and nobody else makes a guest of the owner, before the transaction ends.
    """
    names = [person for person in named.values() if isinstance(person, str)]
    users = find_users([*names, owner.username])
    host = users[owner.username]
    boxes = boxes_of(named)
    guests = find_guests(host, [box.key for box in boxes.values()]) if boxes else {}
    known = {**guests, host.email.casefold(): host}
    found = {key: known[box.key] for key, box in boxes.items() if box.key in known}
    return {key: user for key, user in users.items() if key in named} | found


def find_users(names: Sequence[str]) -> dict[str, User]:
    """Find people by name; none of them goes before the transaction ends."""
    rows = User.objects.select_for_update(no_key=True).exclude(username__startswith=GUEST)
    return {user.username: user for user in rows.filter(username__in=names).order_by("pk")}


def boxes_of(named: Named) -> dict[str, Mailbox]:
    return {key: person for key, person in named.items() if isinstance(person, Mailbox)}


def make_missing_guests(
    calendar: Calendar, named: Named, users: Mapping[str, User]
) -> dict[str, User]:
    boxes = {key: box for key, box in boxes_of(named).items() if key not in users}
    if not boxes:
        return {}
    made = make_guests(calendar.owner, list(boxes.values()), calendar.time_zone)
    return {key: made[box.key] for key, box in boxes.items()}


def find_uninvitable(
    owner: User, calendar: Calendar, named: Named, users: Mapping[str, User]
) -> Refused:
    """Tell of each name that nobody may invite, or not the owner, or not again, why."""
    keys = [user.pk for user in users.values()]
    present = Invitee.objects.filter(calendar=calendar, invitee__in=keys)
    boxes = boxes_of(named)
    reasons = {name: UNKNOWN for name in named if name not in users and name not in boxes}
    already = set(present.values_list("invitee", flat=True))
    reasons |= {name: INVITED_ALREADY for name, user in users.items() if user.pk in already}
    if settings.INVITE_CONTACTS_ONLY:
        known = set(friends(owner).filter(pk__in=keys).values_list("pk", flat=True))
        reasons |= {name: CONTACTS_ONLY for name, user in users.items() if user.pk not in known}
        reasons |= dict.fromkeys(boxes, CONTACTS_ONLY)
    return reasons | {name: ONESELF for name, user in users.items() if user == owner}


def find_tired(named: Named, users: Mapping[str, User], attempt: Attempt) -> Refused:
    """Tell who is invited so often that it has to wait; of an address, by all its hosts."""
    subjects = {
        key: person.key if isinstance(person, Mailbox) else users[key].pk
        for key, person in named.items()
    }
    welcome = spend_each(INVITATIONS_RECEIVED, subjects.values(), attempt.now)
    return {key: TOO_OFTEN for key, subject in subjects.items() if subject not in welcome}


def find_no_room(calendar: Calendar, names: Sequence[str]) -> Refused:
    free = MOST_INVITEES - Invitee.objects.filter(calendar=calendar).count()
    return dict.fromkeys(names[max(0, free) :], full())
