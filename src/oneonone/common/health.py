from collections.abc import Sequence

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from drf_spectacular.utils import extend_schema
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from oneonone.common.errors import Busy


@extend_schema(exclude=True)
class Alive(APIView):
    """Answer 200 while the process serves."""

    authentication_classes = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:  # noqa: ARG002  a view's signature
        return Response({"status": "ok"})


@extend_schema(exclude=True)
class Ready(APIView):
    """Answer 200 when the database answers and is migrated, else 503 and which it is."""

    authentication_classes: Sequence[type[BaseAuthentication]] = ()
    permission_classes = ()

    def get(self, request: Request) -> Response:  # noqa: ARG002  a view's signature
        try:
            executor = MigrationExecutor(connection)
            waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError as error:
            raise Busy("The database does not answer.") from error
        if waiting:
            raise Busy("The database is not migrated.")
        return Response({"status": "ok"})
