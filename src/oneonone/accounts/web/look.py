from django.http import HttpRequest, HttpResponse

from oneonone.common.look import LANGUAGE_COOKIE, LANGUAGES, THEME_COOKIE, THEMES, remember
from oneonone.common.web import Page, go_back


class Look(Page):
    """Theme and language, for whoever looks; the browser keeps them."""

    public = True

    def post(self, request: HttpRequest) -> HttpResponse:
        response = go_back(request, "front")
        theme, language = request.POST.get("theme"), request.POST.get("language")
        if theme in THEMES:
            remember(response, THEME_COOKIE, theme)
        if language in LANGUAGES:
            remember(response, LANGUAGE_COOKIE, language)
        return response
