from typing import Any

from django.contrib.auth.models import User
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer, Serializer


class UserRequest(Request):
    """A request of somebody logged in: what every view gets that does not let others in."""

    user: User


def parse(serializer_class: type[BaseSerializer[Any]], request: Request, **context: Any) -> Any:
    """Read the body with a serializer.

    Returns:
        The validated values; only the fields that the serializer names.

    Raises:
        rest_framework.exceptions.APIException: the body is malformed (400, 413, 415).
    """
    return validate(serializer_class(data=request.data, context=context))


def parse_query(serializer_class: type[BaseSerializer[Any]], request: Request) -> Any:
    """Read the query with a serializer, as `parse` reads the body."""
    return validate(serializer_class(data=request.query_params.dict()))


def validate(serializer: BaseSerializer[Any]) -> Any:
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def ignore_body(request: Request) -> None:
    """Read a body whose content says nothing here; malformed it is refused all the same."""
    parse(Serializer, request)
