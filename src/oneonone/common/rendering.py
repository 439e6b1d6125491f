"""What goes out: msgspec Structs, dictionaries and lists of them, as JSON bytes."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from django.db.models import Model, QuerySet
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

S = TypeVar("S", bound=msgspec.Struct)

# DRF's messages are a subclass of str, which msgspec leaves to the caller.
encoder = msgspec.json.Encoder(enc_hook=str)


def struct_from(shape: type[S], row: Model, **extra: object) -> S:
    """Fill a Struct from the row's attributes of the same names; a foreign key gives its id."""
    names = (name for name in shape.__struct_fields__ if name not in extra)
    return shape(**{name: row.serializable_value(name) for name in names}, **extra)


def structs_from(shape: type[S], rows: QuerySet[Any]) -> list[S]:
    """Fill a Struct for each row, in one query that reads nothing else."""
    return [shape(*row) for row in rows.values_list(*shape.__struct_fields__)]


class StructRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: object,
        accepted_media_type: str | None = None,  # noqa: ARG002  DRF's signature
        renderer_context: Mapping[str, Any] | None = None,  # noqa: ARG002  DRF's signature
    ) -> bytes:
        return b"" if data is None else encoder.encode(data)


class AlwaysJson(BaseContentNegotiation):
    """Answer JSON whatever the Accept header says: no path answers 406."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        essence = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == essence), None)

    def select_renderer(
        self,
        request: Request,  # noqa: ARG002  DRF's signature
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,  # noqa: ARG002  DRF's signature
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, str(renderer.media_type)
