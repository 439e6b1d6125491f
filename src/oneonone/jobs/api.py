from contextlib import suppress

import msgspec
from django.contrib.auth.models import AnonymousUser, User
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.common import health
from oneonone.common.errors import Unauthorized
from oneonone.jobs.backlog import count_jobs


@extend_schema(exclude=True)
class Ready(health.Ready):
    """Answer as everybody is answered, and tell the staff what waits and what was given up."""

    authentication_classes = APIView.authentication_classes

    def perform_authentication(self, request: Request) -> None:
        """Leave it until the database is known to answer; a bad token is as good as none."""

    def get(self, request: Request) -> Response:
        ready = super().get(request)
        if who_asks(request).is_staff:
            ready.data |= {"jobs": msgspec.to_builtins(count_jobs())}
        return ready


def who_asks(request: Request) -> User | AnonymousUser:
    with suppress(Unauthorized):
        return request.user
    return AnonymousUser()
