"""What comes in: JSON read strictly, and every body bounded before it is read."""

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, FormParser, MultiPartParser

from oneonone.common.errors import TooLarge

MAX_BODY_BYTES = 2_000_000
MAX_UPLOAD_BYTES = 6_000_000


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
    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        refuse_oversized(parser_context, MAX_BODY_BYTES)
        return super().parse(stream, media_type, parser_context)


class BoundedMultiPartParser(MultiPartParser):
    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        refuse_oversized(parser_context, MAX_UPLOAD_BYTES)
        return super().parse(stream, media_type, parser_context)


def refuse_oversized(parser_context: Mapping[str, Any] | None, limit: int) -> None:
    request = (parser_context or {})["request"]
    if int(request.META["CONTENT_LENGTH"]) > limit:
        raise TooLarge(f"The body is larger than {limit:,} bytes.")


def refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
