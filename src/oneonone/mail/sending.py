import unicodedata
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from oneonone.mail.letters import Letter
from oneonone.mail.rendering import TURNING, render


def send(letter: Letter) -> None:
    """Send one mail to one person.

    Raises:
        OSError: the mail server can't be reached, or does not take it (smtplib's errors are some).
    """
    rendered = render(letter)
    message = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        to=[letter.to.address],  # on the envelope; a name is no part of it
        headers=headers_of(letter),
    )
    message.attach_alternative(rendered.html, "text/html")
    if letter.file:
        message.attach_alternative(
            letter.file.content, f"text/calendar; method={letter.file.method}"
        )
    message.send()


def headers_of(letter: Letter) -> dict[str, str]:
    headers = {
        "Message-ID": f"<{letter.key}@{settings.MAIL_DOMAIN}>",
        "To": mailbox(letter.to.name, letter.to.address),
        "Auto-Submitted": "auto-generated",  # so that nobody's absence is told to us
    }
    if letter.reply_to:
        headers["Reply-To"] = mailbox(*letter.reply_to)
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def mailbox(name: str, address: str) -> str:
    """Write somebody's name and address as one mailbox, whatever is in the name."""
    return formataddr((without_control(name), without_control(address)))


def without_control(text: str) -> str:
    held = TURNING.sub("", text)
    spaced = (" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in held)
    return " ".join("".join(spaced).split())
