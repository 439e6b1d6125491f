from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from oneonone.accounts.access import own_profile
from oneonone.accounts.claim import claim_user
from oneonone.accounts.guests import find_guests, make_guests
from oneonone.accounts.mailboxes import Mailbox
from oneonone.common.errors import Invalid, NotFound
from oneonone.common.people import GUEST
from oneonone.contacts import access
from oneonone.contacts.claim import claim_pair
from oneonone.contacts.models import Block, Contact
from oneonone.jobs.actions import enqueue
from oneonone.limits.actions import spend
from oneonone.limits.policy import CONTACT_ANSWERS, CONTACT_REQUESTS


def request_contact(*, requester: User, username: str, now: datetime) -> None:
    """Ask somebody to be a contact; of two that ask each other at once, the first asks.

    Somebody who has blocked the one who asks does not get to know of it; the answer is the same.
    """
    spend(CONTACT_REQUESTS, requester.pk, now)
    requested = find_user(username)
    if requested == requester:
        raise Invalid("You cannot add yourself to your contacts")
    try:
        with transaction.atomic():
            claim_pair(requester, requested)
            if access.blocked_by(requester).filter(pk=requested.pk).exists():
                raise Invalid("You have blocked this user")
            Contact.objects.create(requester=requester, requested=requested)
            enqueue("contacts.request", {"requester": requester.pk, "requested": requested.pk})
    except IntegrityError as error:
        asked = Contact.objects.filter(requester=requester, requested=requested).exists()
        raise Invalid(
            "You have already sent a request to this user"
            if asked
            else "This user has already sent you a request"
        ) from error


def answer_request(*, requested: User, username: str, accept: bool, now: datetime) -> None:
    """Accept a request, or reject it: then it is gone, and one may ask again."""
    spend(CONTACT_ANSWERS, requested.pk, now)
    requester = find_user(username)
    with transaction.atomic():
        claim_pair(requester, requested)
        waiting = access.waiting_requests(requested).filter(requester=requester)
        answered = waiting.update(accepted=True) if accept else waiting.delete()[0]
    if not answered:
        raise Invalid("No friend request from this user")


def remove_contact(*, user: User, username: str, now: datetime) -> None:
    """End a contact, whichever of the two asked for it."""
    spend(CONTACT_ANSWERS, user.pk, now)
    if not access.between(user, find_user(username)).filter(accepted=True).delete()[0]:
        raise Invalid("You are not friends with this user")


def block_user(*, blocker: User, username: str, now: datetime) -> None:
    """Let nothing more that somebody does reach one, without their learning of it.

    A contact between the two ends, and so do requests, as if they were removed and rejected.
    Invitations that there are stay.
    """
    spend(CONTACT_ANSWERS, blocker.pk, now)
    blocked = find_user(username)
    if blocked == blocker:
        raise Invalid("You cannot block yourself")
    if not block_person(blocker, blocked):
        raise Invalid("You have already blocked this user")


def unblock_user(*, blocker: User, username: str, now: datetime) -> None:
    """Let somebody reach one again; what they did meanwhile and still stands is there then."""
    spend(CONTACT_ANSWERS, blocker.pk, now)
    if not unblock_person(blocker, find_user(username)):
        raise Invalid("You have not blocked this user")


@transaction.atomic
def block_person(blocker: User, blocked: User) -> bool:
    """Block somebody, also as a guest, and tell whether they were not blocked before."""
    claim_pair(blocker, blocked)
    access.between(blocker, blocked).delete()
    return Block.objects.get_or_create(blocker=blocker, blocked=blocked)[1]


@transaction.atomic
def unblock_person(blocker: User, blocked: User) -> bool:
    claim_pair(blocker, blocked)
    return bool(Block.objects.filter(blocker=blocker, blocked=blocked).delete()[0])


@transaction.atomic
def block_as_guest(reader: User | Mailbox, host: User) -> None:
    """Block a host by the link in a mail; who has no row so far gets that of the host's guest.

    It is the guest's row that blocks, and that any later invitation finds.
    """
    if isinstance(reader, Mailbox):
        if claim_user(host.pk) is None:  # claimed, so that nobody else makes the same guest
            raise NotFound
        known = find_guests(host, [reader.key])
        zone = own_profile(host).time_zone
        reader = (known or make_guests(host, [reader], zone))[reader.key]
    block_person(reader, host)


def unblock_as_guest(reader: User | Mailbox, host: User) -> None:
    if isinstance(reader, User):
        unblock_person(reader, host)


def find_user(username: str) -> User:
    user = User.objects.exclude(username__startswith=GUEST).filter(username=username).first()
    if user is None:
        raise Invalid("User does not exist")
    return user
