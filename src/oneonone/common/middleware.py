import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers

from oneonone.common.failures import last_resort
from oneonone.common.parsers import MAX_BODY_BYTES, MAX_UPLOAD_BYTES

CHUNK = 65_536  # bytes
MOST_DRAINED = 20_000_000  # bytes
FORMS = {
    "application/x-www-form-urlencoded": MAX_BODY_BYTES,
    "multipart/form-data": MAX_UPLOAD_BYTES,
}

# What only a page needs, and what asks again for a file that never changes.
NEEDLESS = ("Cross-Origin-Opener-Policy", "Referrer-Policy", "ETag", "Last-Modified")

Handler = Callable[[HttpRequest], HttpResponse]

requests_log = logging.getLogger("oneonone.requests")


def log_requests(get_response: Handler) -> Handler:
    """Log one line a request, without query and headers, which may be secret."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        path = request.path_info
        response = get_response(request)
        requests_log.info(
            "request",
            extra={
                "method": request.method,
                "path": path,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                "user": getattr(getattr(request, "user", None), "pk", None),
            },
        )
        return response

    return middleware


def say_little_of_files(get_response: Handler) -> Handler:
    """Leave off what a file that is named by its content has no use for: a page loads twenty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        named = "immutable" in response.headers.get("Cache-Control", "")
        if named and request.path_info.startswith(settings.STATIC_URL):
            for name in NEEDLESS:
                response.headers.pop(name, None)
        return response

    return middleware


def accept_any_trailing_slash(get_response: Handler) -> Handler:
    """Let every path answer with and without its slash: all routes end in one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.endswith("/"):
            request.path_info += "/"
            request.path += "/"
        return get_response(request)

    return middleware


def refuse_unmeasured_bodies(get_response: Handler) -> Handler:
    """Answer 411 to a body of unannounced length, which WSGI would silently read as empty."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_CONTENT_LENGTH", None)  # "Content_Length" announces nothing
        if "Transfer-Encoding" in request.headers:
            return JsonResponse({"detail": "A body needs a Content-Length."}, status=411)
        return get_response(request)

    return middleware


def drain_bodies(get_response: Handler) -> Handler:
    """Read what no view read: a server that answers before closes the connection on the client."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if announced_length(request) <= MOST_DRAINED:
            with suppress(OSError):  # the client is gone
                while request.read(CHUNK):
                    pass
        return response

    return middleware


def announced_length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def forbid_keeping(get_response: Handler) -> Handler:
    """Let nobody keep an answer that does not say otherwise: most are somebody's own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response

    return middleware


class BoundForms:
    """Bound what a page is sent before Django reads it, in UTF-8 whatever it claims to be.

    Views of the API bound their bodies themselves.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_: Any
    ) -> HttpResponse | None:
        length = announced_length(request)
        if hasattr(view, "cls") or not length:
            return None
        if request.content_type not in FORMS:
            return last_resort(request, 415, "Send a form.")
        if length > FORMS[request.content_type]:
            return last_resort(request, 413, "The body is too large.")
        request.encoding = "utf-8"
        return None
