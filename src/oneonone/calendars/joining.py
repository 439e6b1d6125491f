"""Join links, and the links in the mails that prove the addresses of those who join."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from oneonone.accounts.mailboxes import Mailbox
from oneonone.calendars.guests import digest_of, token_of
from oneonone.calendars.models import JoinLink
from oneonone.calendars.structs import JoinLinkOut
from oneonone.common.errors import NotFound

PURPOSE = "joining"

signer = Signer(salt="oneonone.joining")


def new_join_link() -> dict[str, Any]:
    key = uuid4()
    return {"key": key, "digest": digest_of(token_of(key, PURPOSE))}


def token_to_join(link: JoinLink) -> str:
    return token_of(link.key, PURPOSE)


def join_link_out(link: JoinLink) -> JoinLinkOut:
    return JoinLinkOut(
        link=f"{settings.BASE_URL}{reverse('join')}?{urlencode({'token': token_to_join(link)})}",
        deadline=link.deadline,
        most_people=link.most_people,
        joined=link.joined,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked to join what, by which link: ids, and what they wrote."""

    calendar: int
    link: int
    box: Mailbox


def mailed_link(asked: Asked) -> str:
    """Give the whole address that only whoever reads the mail of an address gets to know."""
    box = asked.box
    token = signer.sign_object([asked.calendar, asked.link, box.name, box.address], compress=True)
    return f"{settings.BASE_URL}{reverse('join_by_mail')}?{urlencode({'token': token})}"


def read_asked(token: str) -> Asked:
    """Tell whose mail a link is from.

    Raises:
        NotFound: it is no token of ours.
    """
    try:
        calendar, link, name, address = signer.unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    return Asked(calendar, link, Mailbox(name, address))
