"""Every route ends in a slash; middleware lets each answer without it too."""

from django.urls import include, path, register_converter

from oneonone.common import docs, health
from oneonone.common.converters import IdConverter

register_converter(IdConverter, "id")

urlpatterns = [
    path("", include("oneonone.accounts.urls")),
    path("", include("oneonone.contacts.urls")),
    path("", include("oneonone.calendars.urls")),
    path("", include("oneonone.schedules.urls")),
    path("docs/", docs.Docs.as_view()),
    path("docs/openapi.json/", docs.openapi, name="schema"),
    path("healthz/", health.Alive.as_view()),
    path("readyz/", health.Ready.as_view()),
]

handler400 = "oneonone.common.web.bad_request"
handler404 = "oneonone.common.web.not_found"
handler500 = "oneonone.common.web.server_error"
