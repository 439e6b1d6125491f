"""Links in mails: asked for, made, and used once.

A token is made from the key of the job that sends it, so that a mail which is sent again has the
same link; in the database there is only its digest.
"""

import base64
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from oneonone.accounts import access
from oneonone.accounts.actions import end_links, save_user
from oneonone.accounts.claim import claim_user
from oneonone.accounts.models import LIFETIMES, Link, Profile, Purpose
from oneonone.accounts.passwords import refuse_weak_password
from oneonone.accounts.tokens import derive_key
from oneonone.common.errors import Invalid, NotFound
from oneonone.jobs.actions import enqueue
from oneonone.limits.actions import spend
from oneonone.limits.policy import LINKS_ASKED_FOR, LINKS_TO_ADDRESS

# After it has expired: who never confirmed may ask for another, and no job is there that would make
# the same one anew.
KEPT = timedelta(days=90)
PAGES = {Purpose.RESET: "new_password", Purpose.CONFIRM: "confirm"}


def ask_for_link(*, email: str, address: str, now: datetime) -> None:
    """Send a link to whoever has this address, if anybody; asking tells nobody who does.

    It is the same work whoever has it: a worker looks.
    """
    spend(LINKS_ASKED_FOR, address, now)
    spend(LINKS_TO_ADDRESS, email.casefold(), now)
    enqueue("accounts.links", {"email": email})


@transaction.atomic
def make_link(
    *, user_id: int, purpose: Purpose, key: UUID, now: datetime
) -> tuple[User, str] | None:
    """Give the whole address of a link, the same for the same key, and whom to mail it to.

    It is good for the address that they have now: once they have another, whoever reads the mail
    proves nothing by it. There is none for whoever needs none any more, and none anew of a key
    whose link has ended.
    """
    user = claim_user(user_id)
    if user is None or user.is_active != (purpose == Purpose.RESET):
        return None
    token = token_of(key)
    about = {"user": user, "purpose": purpose, "email": user.email}
    link, _ = Link.objects.get_or_create(
        digest=sha256(token.encode()).hexdigest(),
        defaults={**about, "expires_at": now + LIFETIMES[purpose]},
    )
    if link.ended or link.email != user.email:
        return None
    return user, f"{settings.BASE_URL}{reverse(PAGES[purpose])}?{urlencode({'token': token})}"


def token_of(key: UUID) -> str:
    secret = hmac.new(derive_key("links"), key.bytes, sha256).digest()
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def reset_password(*, token: str, values: Mapping[str, str], now: datetime) -> None:
    """Set a new password; every session, token and other link of that person ends.

    Raises:
        NotFound: the link is used up, too old or revoked.
        Invalid: the two passwords differ, or they are too weak.
    """
    link = access.link(token, Purpose.RESET, now)
    password = values["new_password"]
    if password != values["confirm_password"]:
        raise Invalid({"confirm_password": ["Password must match"]})
    refuse_weak_password(password, link.user, "new_password")
    hashed = make_password(password)
    with transaction.atomic():
        user = use_up(link)
        save_user(user, {"password": hashed})
        Profile.objects.filter(user=user).update(email_confirmed_at=now)


@transaction.atomic
def confirm_account(*, token: str, now: datetime) -> None:
    """Open the account of whoever got the link.

    Raises:
        NotFound: the link is used up, too old or revoked.
    """
    user = use_up(access.link(token, Purpose.CONFIRM, now))
    User.objects.filter(pk=user.pk).update(is_active=True)
    Profile.objects.filter(user=user).update(email_confirmed_at=now)
    end_links(user)


def use_up(link: Link) -> User:
    """End a link by using it, and give whose it is: of any number that use it at once, one does.

    Raises:
        NotFound: it has ended, or they have another address.
    """
    user = claim_user(link.user_id)
    good = Link.objects.filter(pk=link.pk, ended=False)
    if user is None or not good.filter(email=user.email).update(ended=True):
        raise NotFound
    return user


def forget_links(now: datetime) -> None:
    """Delete what nobody can use, or ask for again, any more."""
    Link.objects.filter(expires_at__lt=now - KEPT).delete()
