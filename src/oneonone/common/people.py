from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest

from oneonone.common.errors import Forbidden

GUEST = "guest:"  # how the name begins that stands for somebody without one; nobody may choose it


def active_user(request: HttpRequest) -> User | AnonymousUser:
    """Find whom a session belongs to; one of somebody deactivated is nobody's."""
    user = get_user(request)
    return user if isinstance(user, User) and user.is_active else AnonymousUser()


def refuse_others_than_staff(user: User) -> None:
    """Let in only whoever runs the service."""
    if not user.is_staff:
        raise Forbidden


def is_guest(person: object) -> bool:
    """Tell whether somebody has no account, but is invited by a mail address."""
    return str(getattr(person, "username", "")).startswith(GUEST)


def handle_of(person: Any) -> str:
    """Give what somebody's host knows them by, beside their name: a username or an address."""
    return str(person.email if is_guest(person) else person.username)


def handle_beside(usernames: Collection[str], username: str, email: str) -> str:
    """Give the same where no two may be alike.

    A guest's address is in brackets where somebody chose it as a username.
    """
    if not username.startswith(GUEST):
        return username
    return f"<{email}>" if email in usernames else email
