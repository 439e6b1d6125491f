"""How pages look to somebody: language and theme, each from a cookie that holds nothing else."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

THEME_COOKIE = f"{settings.HOST_PREFIX}theme"
LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME
YEAR = 365 * 24 * 60 * 60  # seconds
SYSTEM = "system"
THEMES = {SYSTEM: _("System"), "light": _("Light"), "dark": _("Dark")}
LANGUAGES = dict(settings.LANGUAGES)


def language_of(request: HttpRequest) -> str:
    return translation.get_language_from_request(request)


def theme_of(request: HttpRequest) -> str:
    theme = request.COOKIES.get(THEME_COOKIE, SYSTEM)
    return theme if theme in THEMES else SYSTEM


def show_look(request: HttpRequest) -> dict[str, Any]:
    """Tell every template the theme, what may be chosen, and who looks at it."""
    return {
        "theme": theme_of(request),
        "themes": THEMES,
        "languages": LANGUAGES,
        "language": translation.get_language(),
        "person": getattr(request, "user", None),
    }


def remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=YEAR,
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


def say_language(response: HttpResponseBase, language: str) -> None:
    response.headers.setdefault("Content-Language", language)
    patch_vary_headers(response, ["Accept-Language"])
