import logging
import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers

CHUNK = 65_536  # bytes
MOST_DRAINED = 20_000_000  # bytes

Handler = Callable[[HttpRequest], HttpResponse]

requests_log = logging.getLogger("oneonone.requests")


def log_requests(get_response: Handler) -> Handler:
    """Log one line a request, without what may be secret: query, headers, a picture's name."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        path = request.path_info
        if path.startswith(settings.MEDIA_URL):
            path = settings.MEDIA_URL
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
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) <= MOST_DRAINED:
            with suppress(OSError):  # the client is gone
                while request.read(CHUNK):
                    pass
        return response

    return middleware


def forbid_keeping(get_response: Handler) -> Handler:
    """Let nobody keep an answer that does not say otherwise: most are somebody's own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response

    return middleware
