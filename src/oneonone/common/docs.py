"""`/docs/`: one description of the API in three media types."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.common.coreapi import core_api_document

PAGE = "text/html"
CORE_API = "application/coreapi+json"
OPENAPI = ("application/vnd.oai.openapi+json", "application/json")

openapi = SpectacularJSONAPIView.as_view()
page = csp_update({"style-src": [SELF, UNSAFE_INLINE], "img-src": [SELF, "data:"]})(
    SpectacularSwaggerSplitView.as_view()
)


@extend_schema(exclude=True)
class Docs(APIView):
    """Answer with what is asked for, and to anything else with the page."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> HttpResponseBase:
        asked = request._request  # noqa: SLF001  the views below wrap it themselves
        kind = preferred_type(asked)
        if kind == CORE_API:
            return core_api(asked)
        described = openapi(asked) if kind in OPENAPI else page(asked)
        if isinstance(described, Response):
            described.render()  # or this view's own renderer would
        return described


def preferred_type(request: HttpRequest) -> str | None:
    try:
        return request.get_preferred_type([PAGE, CORE_API, *OPENAPI])
    except ValueError:  # an Accept header that can't be read asks for nothing
        return PAGE


def core_api(request: HttpRequest) -> HttpResponse:
    described = SchemaGenerator().get_schema(request=None, public=True)
    document = core_api_document(described, settings.BASE_URL + request.path)
    return HttpResponse(document, content_type=CORE_API)
