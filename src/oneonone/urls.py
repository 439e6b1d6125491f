"""Every route ends in a slash; middleware lets each answer without it too."""

from django.urls import include, path, register_converter

from oneonone.common import docs, health
from oneonone.common.converters import IdConverter
from oneonone.jobs import api as jobs

register_converter(IdConverter, "id")

urlpatterns = [
    path("", include("oneonone.accounts.urls")),
    path("", include("oneonone.contacts.urls")),
    path("", include("oneonone.calendars.urls")),
    path("", include("oneonone.schedules.urls")),
    path("", include("oneonone.jobs.urls")),
    path("", include("oneonone.mail.urls")),
    path("", include("oneonone.feeds.urls")),
    path("docs/", docs.Docs.as_view()),
    path("docs/openapi.json/", docs.openapi, name="schema"),
    path("healthz/", health.Alive.as_view()),
    path("readyz/", jobs.Ready.as_view()),
]

handler400 = "oneonone.common.failures.bad_request"
handler404 = "oneonone.common.failures.not_found"
handler500 = "oneonone.common.failures.server_error"
