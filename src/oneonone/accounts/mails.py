"""Which mails there are to choose from, who gets them, and the link that ends them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from oneonone.accounts.access import own_profile
from oneonone.accounts.guests import confirmed_user, guest_of
from oneonone.accounts.mailboxes import is_reachable
from oneonone.accounts.models import Profile
from oneonone.common.errors import NotFound
from oneonone.common.people import is_guest
from oneonone.common.tags import full_name
from oneonone.mail.letters import CalendarFile, Letter, Recipient
from oneonone.mail.sending import send

REMINDERS = "reminders"
MAILS = {
    "contacts": _("Requests to be a contact"),
    "invitations": _("Invitations"),
    REMINDERS: _("Reminders to answer"),
    "replies": _("Replies to my own calendars, and whose are missing"),
    "meetings": _("My meetings: when they are final, and when they are cancelled"),
    "swaps": _("Somebody would like to swap meetings with me"),
    "day_before": _("A meeting, the day before"),
}

signer = Signer(salt="oneonone.mails")


@dataclass(frozen=True, slots=True)
class Mail:
    """What somebody is to be told.

    Args:
        template: what it says.
        context: what fills that.
        kind: one of MAILS, which they may not want; of no kind is what they have just asked for.
        reply_to: who gets the answers; without, nobody does.
        file: what their own calendar takes in, if anything.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    kind: str | None = None
    reply_to: User | None = None
    file: CalendarFile | None = None


def send_to(user: User, mail: Mail, key: UUID) -> None:
    """Send somebody a mail in their language, unless they want none of its kind.

    Whoever has no address that a mail can name gets none. Guests get mails without an account;
    one whose address is known to be somebody's gets them as that person has chosen. The `key` is
    the same each time that this mail is sent.
    """
    guest, kind = is_guest(user), mail.kind
    profile = profile_of_reader(user)
    if not is_reachable(user.email) or (
        kind and not ((user.is_active or guest) and wants(profile, kind))
    ):
        return
    letter = Letter(
        template=mail.template,
        to=recipient_of(user, profile),
        key=key,
        context={**mail.context, "guest": guest},
        reply_to=mailbox_of(mail.reply_to) if mail.reply_to else None,
        unsubscribe=stop_address(user, kind) if kind and (guest or kind == REMINDERS) else "",
        file=mail.file,
    )
    send(letter)


def profile_of_reader(user: User) -> Profile:
    """Give the profile that says how to speak to somebody, and which mails they want.

    What a guest has ended stays so, whoever they turn out to be.
    """
    own = own_profile(user)
    reader = confirmed_user(user.email) if is_guest(user) else None
    if reader is None:
        return own
    found = own_profile(reader)
    found.unwanted_mails = [*found.unwanted_mails, *own.unwanted_mails]
    return found


def reader_wants(address: str, host: User, kind: str) -> bool:
    """Tell whether whoever reads an address, as a host's guest or as themselves, wants such mails.

    Nobody is known to read most of them: then nobody has said that they don't.
    """
    reader = guest_of(host, address) or confirmed_user(address)
    return reader is None or wants(profile_of_reader(reader), kind)


def wants(profile: Profile, kind: str) -> bool:
    return kind not in profile.unwanted_mails


def recipient_of(user: User, profile: Profile) -> Recipient:
    return Recipient(
        name=full_name(user),
        address=user.email,
        language=profile.language or settings.LANGUAGE_CODE,
        time_zone=profile.time_zone,
    )


def mailbox_of(user: User) -> tuple[str, str] | None:
    return (full_name(user), user.email) if is_reachable(user.email) else None


def stop_address(user: User, kind: str) -> str:
    """Give the address where one press, by whoever has the mail, ends mails of its kind."""
    token = signer.sign_object([user.pk, kind])
    return f"{settings.BASE_URL}{reverse('stop_mails')}?{urlencode({'token': token})}"


def read_stop_token(token: str) -> tuple[int, str]:
    """Tell whose mails of what kind are to end.

    Raises:
        NotFound: it is no token of ours.
    """
    try:
        user_id, kind = signer.unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    return user_id, kind
