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

from oneonone.accounts.guests import guest_of
from oneonone.accounts.mailboxes import Mailbox
from oneonone.common.errors import NotFound
from oneonone.contacts.models import Block

ENDED = "This link has ended."

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
    known = blocks_by_readers(sender).values(mailbox=Lower("blocker__email"))
    blockers = Block.objects.filter(blocked=sender).values("blocker")
    rows = User.objects.alias(mailbox=Lower("email"))
    return rows.filter(Q(pk__in=blockers) | Q(mailbox__in=known))


def blocks_by_readers(sender: User) -> QuerySet[Block]:
    """Find the blocks of those who are known to read the mail of their address."""
    guest = Q(blocker__guest__isnull=False)
    known = guest | Q(blocker__profile__email_confirmed_at__isnull=False)
    return Block.objects.filter(known, blocked=sender).exclude(blocker__email="")


def refuses(reader: User, sender: User) -> bool:
    return refusers_of(sender).filter(pk=reader.pk).exists()


def is_closed(address: str, sender: User) -> bool:
    """Tell the same of an address that need not be anybody's."""
    return blocks_by_readers(sender).filter(blocker__email__iexact=address).exists()


def block_address(reader: User | str, host: User) -> str:
    """Give the address where whoever has a mail blocks the host who caused it.

    It went to a guest, or to an address that may be nobody's so far.
    """
    token = signer.sign_object([reader if isinstance(reader, str) else reader.pk, host.pk])
    return f"{settings.BASE_URL}{reverse('block_host')}?{urlencode({'token': token})}"


def read_block_token(token: str) -> tuple[User | Mailbox, User]:
    """Tell who may block which host by a link: a guest, who was one, or who reads an address.

    Raises:
        NotFound: it is no link of ours, or one of them is gone.
    """
    try:
        reader, host_id = signer.unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    host = User.objects.filter(pk=host_id).first()
    if host is None:
        raise NotFound(ENDED)
    if isinstance(reader, str):
        return guest_of(host, reader) or Mailbox.of(reader), host
    guest = User.objects.filter(pk=reader).first()
    if guest is None:
        raise NotFound(ENDED)
    return guest, host
