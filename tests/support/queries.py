"""What a page costs the database, counted as in production: its limits cost, too."""

from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

MOST = 8


def browser_of(user: User | None = None) -> Client:
    """Come as a browser does: as somebody, or as nobody."""
    browser = Client(headers={"Accept": "text/html"})
    if user:
        browser.force_login(user)
    return browser


def cost(browser: Client, path: str, *, status: int = 200) -> int:
    """Open a page, and count its queries."""
    with override_settings(RATE_LIMITS=True), CaptureQueriesContext(connection) as queries:
        answer = browser.get(path)
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == status
    return len(queries)
