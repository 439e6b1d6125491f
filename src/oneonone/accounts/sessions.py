"""The engine of the pages' sessions, and how one begins."""

import re
from datetime import datetime

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.http import HttpRequest

GUEST_LINK = "guest"  # where a session of nobody's keeps by which link it lets a guest in
KEY = re.compile(r"[0-9a-z]{32}", re.ASCII)


class SessionStore(db.SessionStore):
    """Sessions in the database; a key that we never made is none, and not even looked up."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key if KEY.fullmatch(session_key or "") else None)


def begin_session(request: HttpRequest, user: User, now: datetime) -> None:
    """Log somebody in under a new key; sessions that have expired are forgotten."""
    Session.objects.filter(expire_date__lt=now).delete()
    request.session.pop(GUEST_LINK, None)
    login(request, user)
