"""Refusals as pages, and the answers of last resort, for what no view answered."""

import math
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneonone.common.errors import ServiceError
from oneonone.common.look import language_of, say_language
from oneonone.common.people import active_user
from oneonone.common.refusals import first_message

TITLES = {
    400: _("That did not work"),
    401: _("Please log in again"),
    403: _("This is not yours to see"),
    404: _("There is nothing here"),
    405: _("That can't be done here"),
    409: _("This has changed meanwhile"),
    410: _("This is closed"),
    413: _("That is too large"),
    415: _("That could not be read"),
    429: _("That was a bit much"),
    500: _("Something went wrong"),
    503: _("Too busy right now"),
}
CSRF_FIELD = "csrfmiddlewaretoken"


def wants_page(request: HttpRequest) -> bool:
    """Tell a person's browser from a script: an API client, a fetch, or htmx."""
    if "HX-Request" in request.headers:
        return False
    try:
        return request.get_preferred_type(["application/json", "text/html"]) == "text/html"
    except ValueError:  # an Accept header that can't be read
        return False


def show_refusal(request: HttpRequest, refusal: ServiceError) -> HttpResponse:
    """Render a refusal for whoever asked: a page, or a small body for a script."""
    return show_failure(request, refusal.status, message_of(refusal), refusal.headers)


def message_of(refusal: ServiceError) -> str:
    """Give the first of what a refusal says, in the person's language."""
    return gettext(first_message(refusal.data))


def show_failure(
    request: HttpRequest,
    status: int,
    message: str,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> HttpResponse:
    if wants_page(request):
        context = {"status": status, "title": TITLES[status], "message": message, **context}
        context["wait"] = in_large_units(int((headers or {}).get("Retry-After", 0)))
        response = render(request, "errors/failure.html", context, status=status)
        response.headers["Referrer-Policy"] = "same-origin"
        say_language(response, translation.get_language())
    else:
        response = JsonResponse({"detail": message}, status=status)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def in_large_units(seconds: int) -> dict[str, int]:
    """Say how long in the unit that people would: hours from two on, minutes from two on."""
    hours, minutes = math.ceil(seconds / 3600), math.ceil(seconds / 60)
    if seconds > 2 * 3600:
        return {"hours": hours}
    return {"minutes": minutes} if seconds > 2 * 60 else {"seconds": seconds}


def last_resort(request: HttpRequest, status: int, message: str, **context: Any) -> HttpResponse:
    """Answer where no view did; JSON stays English, as everything of the API."""
    if not wants_page(request):
        return JsonResponse({"detail": message}, status=status)
    if not hasattr(request, "user"):
        request.user = AnonymousUser()
        if status != HTTPStatus.INTERNAL_SERVER_ERROR and hasattr(request, "session"):
            with suppress(DatabaseError):
                request.user = active_user(request)
    with translation.override(language_of(request)):
        return show_failure(request, status, gettext(message), **context)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return last_resort(request, 400, "The request could not be read.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return last_resort(request, 404, "Not found.")


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:  # noqa: ARG001
    message = "Something went wrong."
    try:
        return last_resort(request, 500, message)
    except Exception:  # noqa: BLE001  nothing comes after this
        return JsonResponse({"detail": message}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that a form is stale, and offer to send again what came from a page of ours.

    What comes from elsewhere is not offered: one press would send what its author wanted.
    """
    message = "This form was open for too long, or you have logged in again since."
    bad_origin = REASON_BAD_ORIGIN.partition("%")[0]
    ours = "Origin" in request.headers and not reason.startswith(bad_origin)
    context = {"title": _("Please send that again"), "again": fields_of(request, ours=ours)}
    return last_resort(request, HTTPStatus.FORBIDDEN, message, **context)


def fields_of(request: HttpRequest, *, ours: bool) -> list[tuple[str, str]]:
    """List what a form held, or nothing when it can't be sent again as it was."""
    secret = any("password" in name for name in request.POST)
    if not ours or secret or request.FILES or request.method != "POST":
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != CSRF_FIELD
    ]
