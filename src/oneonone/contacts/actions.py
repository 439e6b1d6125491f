from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from oneonone.common.errors import Invalid
from oneonone.contacts import access
from oneonone.contacts.models import Contact
from oneonone.limits.actions import spend
from oneonone.limits.policy import CONTACT_ANSWERS, CONTACT_REQUESTS


def request_contact(*, requester: User, username: str, now: datetime) -> None:
    """Ask somebody to be a contact; of two that ask each other at once, the first asks."""
    spend(CONTACT_REQUESTS, requester.pk, now)
    requested = find_user(username)
    if requested == requester:
        raise Invalid("You cannot add yourself to your contacts")
    try:
        with transaction.atomic():
            Contact.objects.create(requester=requester, requested=requested)
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
    waiting = Contact.objects.filter(requester=requester, requested=requested, accepted=False)
    answered = waiting.update(accepted=True) if accept else waiting.delete()[0]
    if not answered:
        raise Invalid("No friend request from this user")


def remove_contact(*, user: User, username: str, now: datetime) -> None:
    """End a contact, whichever of the two asked for it."""
    spend(CONTACT_ANSWERS, user.pk, now)
    if not access.between(user, find_user(username)).filter(accepted=True).delete()[0]:
        raise Invalid("You are not friends with this user")


def find_user(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Invalid("User does not exist")
    return user
