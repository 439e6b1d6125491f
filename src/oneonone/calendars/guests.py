"""Links of guests: each opens one calendar, for one person.

A token is made from a key that stands with the invitation, so that every mail has the same link;
without our own secret nobody makes it from there, and it is found by its digest alone.
"""

import base64
import hmac
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse

from oneonone.accounts.tokens import derive_key
from oneonone.calendars.models import Calendar, Invitee
from oneonone.common.people import is_guest

OPEN_AFTER = timedelta(days=30)  # that a link works on after the calendar's last day

NO_LINK = {"link_key": None, "link_digest": None}


def token_of(key: UUID, purpose: str = "guests") -> str:
    secret = hmac.new(derive_key(purpose), key.bytes, sha256).digest()
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def new_link(user: User) -> dict[str, Any]:
    """Give an invitation the link of a guest; whoever has an account needs none."""
    if not is_guest(user):
        return {}
    key = uuid4()
    return {"link_key": key, "link_digest": digest_of(token_of(key))}


def link_for(calendar: Calendar, user: User) -> str:
    """Give the address of a guest's link to a calendar; nothing to whoever has an account."""
    rows = Invitee.objects.filter(calendar=calendar, invitee=user) if is_guest(user) else ()
    return next(map(link_of, rows), "")


def link_of(invited: Invitee) -> str:
    """Give the whole address of a guest's link; nothing where there is none."""
    path = path_of(invited)
    return path and f"{settings.BASE_URL}{path}"


def path_of(invited: Invitee) -> str:
    if invited.link_key is None:
        return ""
    return f"{reverse('guest')}?{urlencode({'token': token_of(invited.link_key)})}"
