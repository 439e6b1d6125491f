"""Mails that somebody causes to another."""

from dataclasses import replace
from uuid import UUID

from django.contrib.auth.models import User

from oneonone.accounts.mails import Mail, send_to
from oneonone.common.people import is_guest
from oneonone.contacts.blocking import block_address, refuses


def send_from(sender: User | None, user: User, mail: Mail, key: UUID) -> None:
    """Send somebody what another has caused, unless they have blocked them.

    A guest, who has no page for it, is given the link that does.
    """
    if sender and refuses(user, sender):
        return
    if sender and is_guest(user):
        blocking = {"sender": sender, "block_link": block_address(user, sender)}
        mail = replace(mail, context={**mail.context, **blocking})
    send_to(user, mail, key)
