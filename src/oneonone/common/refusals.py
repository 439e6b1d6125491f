"""The one place that renders an error as an answer, and the shapes its data may take."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from oneonone.common.errors import Busy, Data, Invalid, ServiceError, TooLarge

log = logging.getLogger(__name__)


def messages(data: object) -> Iterator[str]:
    """Give every message in whatever nest of fields and lists a refusal holds."""
    if isinstance(data, Mapping | list):
        for entry in data.values() if isinstance(data, Mapping) else data:
            yield from messages(entry)
    else:
        yield str(data)


def first_message(data: object) -> str:
    return next(messages(data))


def with_detail(data: Data) -> Data:
    """Say the first message under `detail`, beside the fields."""
    return {**data, "detail": first_message(data)}


def as_error(data: Data) -> Data:
    """Say the first message under `error`, and nothing else."""
    return {"error": first_message(data)}


def render_error(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Render any error a view may raise; None leaves it to Django, which answers 500.

    A view class whose `shape_refusal` is one of the functions above has its 400s so shaped.
    """
    refusal = as_service_error(error)
    if refusal is None:
        response = exception_handler(error, dict(context))
    else:
        response = Response(refusal.data, status=refusal.status, headers=dict(refusal.headers))
    shape = getattr(context["view"], "shape_refusal", None)
    if shape and response is not None and response.status_code == Invalid.status:
        response.data = shape(response.data)
    return response


def as_service_error(error: Exception) -> ServiceError | None:
    if isinstance(error, ServiceError):
        return error
    if isinstance(error, RequestDataTooBig):
        return TooLarge()
    if isinstance(error, SuspiciousOperation):
        return Invalid("The request could not be read.")
    if isinstance(error, OperationalError | InterfaceError):
        log.error("the database did not answer", exc_info=error)
        return Busy()
    return None
