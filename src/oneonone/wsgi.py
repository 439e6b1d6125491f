import gc
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

UNREADABLE = [
    ("Content-Type", "application/json"),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneonone.settings")

django_application = get_wsgi_application()

# What is loaded now stays: no collection need look at it again (a tenth of a request's time).
get_resolver().url_patterns  # noqa: B018  loads them
gc.collect()
gc.freeze()


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Serve; a header that Django can't even make a request of is answered like any bad input."""
    try:
        return django_application(environ, start_response)
    except ValueError:
        start_response("400 Bad Request", UNREADABLE)
        return [b'{"detail": "The request could not be read."}']
