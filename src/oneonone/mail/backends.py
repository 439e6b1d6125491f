"""Where mails go while no mail server is named: each into a file of its own, in the home."""

import os
import secrets
from collections.abc import Sequence
from email.message import Message

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage

from oneonone.mail.written import folder


class HomeBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            write(message.message())
        return len(email_messages)


def write(message: Message) -> None:
    """Write a mail whole or not at all; one that is sent again takes the place of the first."""
    key = str(message["Message-ID"]).strip("<>").partition("@")[0]
    draft = folder() / f".{key}.{secrets.token_hex(8)}"
    draft.write_bytes(message.as_bytes())
    os.replace(draft, folder() / f"{key}.eml")  # noqa: PTH105  the same, and atomic
