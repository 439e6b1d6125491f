"""Who is of the staff, and what mails and background work leave behind to be looked at."""

from datetime import UTC, datetime
from email.message import EmailMessage
from hashlib import sha256
from urllib.parse import quote
from uuid import UUID

MAIL = UUID("6f9f0c3e-0000-4000-8000-000000000003")
LONG_AGO, FAR_OFF = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
ERROR = (
    "SMTPRecipientsRefused: {'xerxes-ypsilanti.xylophon@post.xylophonwerk.example.org': (550, "
    "b'5.1.1 The mailbox that you tried to reach does not exist.')}"
)


def hire(user_id: int) -> None:
    from django.contrib.auth.models import User  # noqa: PLC0415  pytest reads this file too early

    User.objects.filter(pk=user_id).update(is_staff=True)


def leave_post(user_id: int) -> dict[str, str]:
    """Leave links, a mail and jobs that failed; give what addresses of pages name them by."""
    leave_jobs()
    links = {purpose: leave_link(user_id, purpose) for purpose in ("reset", "confirm")}
    return {**links, "stop": stop_token(user_id), "mail": leave_mail()}


def leave_jobs() -> None:
    from oneonone.jobs.models import Job  # noqa: PLC0415

    for number, failed_at in ((4, datetime.now(UTC)), (5, None)):
        values = {"payload": {}, "error": ERROR, "attempts": number, "failed_at": failed_at}
        times = {"created_at": LONG_AGO, "due_at": FAR_OFF}
        key = UUID(int=MAIL.int + number)
        Job.objects.get_or_create(key=key, defaults={"name": "unheard.of", **values, **times})


def leave_link(user_id: int, purpose: str) -> str:
    from django.contrib.auth.models import User  # noqa: PLC0415

    from oneonone.accounts.models import Link  # noqa: PLC0415

    token = f"{purpose}-of-{user_id}"
    email = User.objects.values_list("email", flat=True).get(pk=user_id)
    about = {"user_id": user_id, "purpose": purpose, "email": email, "expires_at": FAR_OFF}
    Link.objects.get_or_create(digest=sha256(token.encode()).hexdigest(), defaults=about)
    return token


def ways_in(calendar_id: int) -> dict[str, str]:
    """Give the tokens of a calendar's join link, and of a mail to somebody who asked to join."""
    from oneonone.accounts.mailboxes import Mailbox  # noqa: PLC0415
    from oneonone.calendars.joining import Asked, mailed_link, token_to_join  # noqa: PLC0415
    from oneonone.calendars.models import JoinLink  # noqa: PLC0415

    link = JoinLink.objects.get(calendar=calendar_id)
    asked = Asked(calendar_id, link.pk, Mailbox("X" * 150, f"{'x' * 60}@example.org"))
    _, _, joined = mailed_link(asked).partition("token=")
    return {"join": token_to_join(link), "joined": joined}


def stop_token(user_id: int) -> str:
    from oneonone.accounts.mails import REMINDERS, signer  # noqa: PLC0415

    return quote(signer.sign_object([user_id, REMINDERS]))


def leave_mail() -> str:
    from oneonone.mail.written import folder  # noqa: PLC0415

    mail = EmailMessage()
    mail["Subject"] = "Xerxes Ypsilanti: Xylophon 🙂"
    mail["To"] = "Xerxes Ypsilanti <xerxes-ypsilanti.xylophon@post.xylophonwerk.example.org>"
    mail["Message-ID"] = f"<{MAIL}@localhost>"
    mail.set_content("Xylophon\n\nhttps://oneonone.example/c/1/availability/?a=" + "long" * 30)
    mail.add_alternative("<p>Xylophon</p>", subtype="html")
    (folder() / f"{MAIL}.eml").write_bytes(mail.as_bytes())
    return str(MAIL)
