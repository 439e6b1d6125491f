"""Whom ours is measured beside: a plain ModelSerializer viewset, and no framework at all."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework import negotiation, parsers, renderers, serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.calendars import access
from oneonone.calendars.models import Availability, Calendar
from oneonone.common import clock


class PlainViewSet(viewsets.ModelViewSet[Any]):
    """As the framework has it, behind our own tokens."""

    renderer_classes = (renderers.JSONRenderer,)
    parser_classes = (parsers.JSONParser,)
    content_negotiation_class = negotiation.DefaultContentNegotiation


class CalendarSerializer(serializers.ModelSerializer[Calendar]):
    class Meta:
        model = Calendar
        exclude = ("revision", "planned_revision")


class AvailabilitySerializer(serializers.ModelSerializer[Availability]):
    class Meta:
        model = Availability
        fields = ("id", "start_period", "end_period", "preference", "calendar", "user")
        read_only_fields = ("calendar", "user")


class Calendars(PlainViewSet):
    serializer_class = CalendarSerializer

    def get_queryset(self) -> Any:
        return access.own_calendars(self.request.user)


class Availabilities(PlainViewSet):
    serializer_class = AvailabilitySerializer

    def get_queryset(self) -> Any:
        return access.availabilities(self.request.user, self.kwargs["calendar"])

    def perform_create(self, serializer: Any) -> None:
        user = self.request.user
        calendar, _ = access.answerable_calendar(user, self.kwargs["calendar"], clock.now())
        serializer.save(calendar=calendar, user=user)


class Empty(APIView):
    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:  # noqa: ARG002  Django's signature
        return Response([])


class EmptyToUser(APIView):
    def get(self, request: Request) -> Response:  # noqa: ARG002  Django's signature
        return Response([])


def view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    return HttpResponse(b"[]")


LIST, ONE = {"get": "list", "post": "create"}, {"get": "retrieve"}

routes = [
    path("plain/calendars/", Calendars.as_view(LIST)),
    path("plain/calendars/<int:pk>/", Calendars.as_view(ONE)),
    path("plain/calendars/<int:calendar>/availabilities/", Availabilities.as_view(LIST)),
    path("steps/view/", view),
    path("steps/api/", Empty.as_view()),
    path("steps/user/", EmptyToUser.as_view()),
]


def replay(statements: Sequence[str], work: Callable[[], object] | None) -> bytes:
    """Run the SQL of a request, and the work that no framework takes over; give JSON."""
    found: list[dict[str, object]] = []
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                names = [column[0] for column in cursor.description]
                found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    if work:
        work()
    return msgspec.json.encode(found)
