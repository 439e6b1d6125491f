"""Guests: invited by a mail address, through the service or in the database, with their link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from support.calendars import FUTURE, done
from support.people import new_address

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

    from oneonone.calendars.models import Invitee
    from support.mail import Mail, PostOffice
    from support.pages import Visitor
    from support.people import Person

LINK = re.compile(r"http://127\.0\.0\.1:8000(/guest/\?token=([\w-]{43}))\n")

FAR_OFF = "2099-01-01T00:00:00Z"


@dataclass(frozen=True)
class Guest:
    """Somebody without an account, who has opened the link in their mail."""

    token: str


def confirm(person: Person) -> None:
    """Let an address count as confirmed, as a link to it does."""
    from oneonone.accounts.models import Profile  # noqa: PLC0415  pytest reads this too early

    Profile.objects.filter(user=person.id).update(email_confirmed_at=datetime.now(UTC))


def invite_by_mail(owner: Person, calendar: str, email: str, **details: Any) -> Any:
    body = {"email": email, "deadline": FUTURE, **details}
    return done(owner, "POST", f"{calendar}invitee/", body)


def invited_guest(
    post: PostOffice, owner: Person, calendar: str, email: str | None = None
) -> tuple[dict[str, Any], str]:
    """Invite a guest, and give the invitation and the token of their link."""
    invited = invite_by_mail(owner, calendar, email or f"Ana Berg <{new_address()}>")
    post.deliver()
    (mail,) = post.take()
    return invited, token_in(mail)


def token_in(mail: Mail) -> str:
    found = LINK.search(mail.text)
    assert found, mail.text
    assert found[1] in unescape(mail.html)
    return found[2]


def enter(visitor: Visitor, token: str) -> str:
    """Begin a guest's session, and tell where it leads."""
    answer = visitor.send("/guest/", {"token": token})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def let_in(client: Client, invited: Invitee) -> None:
    """Begin the session that an invitation's link begins."""
    from oneonone.accounts.sessions import GUEST_LINK  # noqa: PLC0415  pytest reads this too early

    session = client.session
    session[GUEST_LINK] = invited.link_digest
    session.save()
    client.cookies["sessionid"] = str(session.session_key)


def invite_guest(calendar_id: int) -> str:
    """Invite the one guest that there is in a calendar, and give the token of their link."""
    token = f"guest-of-{calendar_id}"
    invite(calendar_id, f"xylophon-{calendar_id}@example.org", token)
    return token


def invite(calendar_id: int, address: str, token: str) -> Invitee:
    from oneonone.calendars.guests import digest_of  # noqa: PLC0415
    from oneonone.calendars.models import Calendar, Invitee  # noqa: PLC0415

    calendar = Calendar.objects.select_related("owner").get(pk=calendar_id)
    link = {"link_digest": digest_of(token), "deadline": FAR_OFF}
    guest = make_guest(calendar.owner, address)
    return Invitee.objects.get_or_create(calendar=calendar, invitee=guest, defaults=link)[0]


def make_guest(host: User, address: str) -> User:
    from django.contrib.auth.models import User  # noqa: PLC0415

    from oneonone.accounts import models  # noqa: PLC0415
    from oneonone.common.people import GUEST  # noqa: PLC0415

    names = {"first_name": "Xylophon", "email": address, "is_active": False}
    user, _ = User.objects.get_or_create(username=f"{GUEST}{host.pk}:{address}", defaults=names)
    models.Profile.objects.get_or_create(user=user)
    models.Guest.objects.get_or_create(user=user, host=host, address=address)
    return user


def leave_links(calendar_id: int) -> dict[str, str]:
    """Give the links that a guest's mails have, as addresses of pages name them."""
    from oneonone.calendars.models import Invitee  # noqa: PLC0415
    from oneonone.contacts.blocking import signer  # noqa: PLC0415

    token = invite_guest(calendar_id)
    rows = Invitee.objects.filter(calendar=calendar_id, link_digest__isnull=False)
    keys = rows.values_list("invitee", "calendar__owner").latest("pk")
    return {"guest": token, "block": quote(signer.sign_object(list(keys)))}


def invite_address_of(user_id: int, calendar_id: int) -> None:
    """Invite somebody's own address, which they have confirmed: they may take it along."""
    from oneonone.accounts.models import Profile  # noqa: PLC0415

    Profile.objects.filter(user=user_id).update(email_confirmed_at="2020-01-01T00:00:00Z")
    address = Profile.objects.values_list("user__email", flat=True).get(user=user_id)
    invite(calendar_id, address.casefold(), f"offered-in-{calendar_id}")
