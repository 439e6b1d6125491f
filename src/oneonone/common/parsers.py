"""What comes in: JSON read strictly, and every body bounded before it is read."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import IO, Any, NoReturn

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, FormParser, MultiPartParser

from oneonone.common.errors import TooLarge

MAX_BODY_BYTES = 2_000_000
MAX_UPLOAD_BYTES = 6_000_000
LONGEST_NAME = 200  # characters of a field's name in a form


class StrictJsonParser(BaseParser):
    """Strict JSON in UTF-8.

    A number with a fraction or an exponent stays the text it was sent as: no field of ours
    takes one as a number, and a text field (a name, a password) means the very characters.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,  # noqa: ARG002  DRF's signature
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        refuse_oversized(parser_context, MAX_BODY_BYTES)
        try:
            return json.loads(
                stream.read().decode(), parse_float=str, parse_constant=refuse_constant
            )
        except (ValueError, RecursionError) as error:
            raise ParseError("The body is not valid JSON.") from error


class BoundedFormParser(FormParser):
    """A form in UTF-8, whatever charset it claims."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,  # noqa: ARG002  DRF's signature
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        refuse_oversized(parser_context, MAX_BODY_BYTES)
        try:
            form = QueryDict(stream.read().decode(), encoding="utf-8")
        except UnicodeDecodeError as error:
            raise ParseError("The form is not UTF-8.") from error
        refuse_endless_names(form)
        return form


class BoundedMultiPartParser(MultiPartParser):
    """A form in parts, in UTF-8 and whole: Django's own takes one that breaks off."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        refuse_oversized(parser_context, MAX_UPLOAD_BYTES)
        body = stream.read()
        if not ends_with_boundary(body, media_type or ""):
            raise ParseError("The form breaks off: its closing boundary is missing.")
        context = {**(parser_context or {}), "encoding": "utf-8"}
        parsed = super().parse(BytesIO(body), media_type, context)
        refuse_endless_names(parsed.data)
        return parsed


def ends_with_boundary(body: bytes, media_type: str) -> bool:
    try:
        boundary = parse_header_parameters(media_type)[1].get("boundary", "")
        return f"--{boundary}--".encode() in body
    except ValueError:
        return False


def refuse_endless_names(form: Iterable[str]) -> None:
    if any(len(name) > LONGEST_NAME for name in form):
        raise ParseError("A field of the form has too long a name.")


def refuse_oversized(parser_context: Mapping[str, Any] | None, limit: int) -> None:
    request = (parser_context or {})["request"]
    if int(request.META["CONTENT_LENGTH"]) > limit:
        raise TooLarge(
            gettext("The body is larger than %s bytes.") % number_format(limit, force_grouping=True)
        )


def refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
