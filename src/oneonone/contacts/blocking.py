"""Who wants nothing of whom, for acts whose answer must not tell it, and a guest's way to say so.

Whoever is blocked learns nothing of it: what they do is done and answered as ever, and does not
arrive.
"""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from oneonone.common.errors import NotFound
from oneonone.contacts.models import Block

signer = Signer(salt="oneonone.blocks")


def blocks_of(user: User, by: Iterable[User]) -> dict[int, Block]:
    """Find which of these have blocked a user; none of these blocks ends before the transaction."""
    rows = Block.objects.select_for_update(no_key=True).filter(blocked=user)
    rows = rows.filter(blocker__in=[each.pk for each in by]).order_by("pk")
    return {row.blocker_id: row for row in rows}


def refusers_of(sender: User) -> QuerySet[User]:
    """Find who wants no mails of somebody's doing.

    Whoever is known to read the mail of an address, as a guest or by having confirmed it, decides
    for whatever goes there.
    """
    blocks = Block.objects.filter(blocked=sender)
    guest = Q(blocker__guest__isnull=False)
    known = blocks.filter(guest | Q(blocker__profile__email_confirmed_at__isnull=False))
    mailboxes = known.exclude(blocker__email="").values(mailbox=Lower("blocker__email"))
    rows = User.objects.alias(mailbox=Lower("email"))
    return rows.filter(Q(pk__in=blocks.values("blocker")) | Q(mailbox__in=mailboxes))


def refuses(reader: User, sender: User) -> bool:
    return refusers_of(sender).filter(pk=reader.pk).exists()


def block_address(guest: User, host: User) -> str:
    """Give the address where whoever has a guest's mail blocks the host who caused it."""
    token = signer.sign_object([guest.pk, host.pk])
    return f"{settings.BASE_URL}{reverse('block_host')}?{urlencode({'token': token})}"


def read_block_token(token: str) -> tuple[User, User]:
    """Tell which guest, or who was one, may block which host by a link.

    Raises:
        NotFound: it is no link of ours, or one of them is gone.
    """
    try:
        keys = signer.unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    people = User.objects.in_bulk(keys)
    if len(people) != len(keys):
        raise NotFound("This link has ended.")
    guest, host = keys
    return people[guest], people[host]
