"""The description of the API: each view method says what it is called, takes and gives."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, TypeVar, get_args

import msgspec
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.serializers import Serializer

Method = TypeVar("Method", bound=Callable[..., Any])

REFERENCE = "#/components/schemas/{name}"
READS = ("list", "read")
JSON = "application/json"
BAD_BODY = (400, 411, 413, 415)
BY_FIELD = (400, 401)  # their data may be by field, or of no field
LIMITED = (429,)
LOGGED_IN = (401,)
ALLOWED = (401, 403, 404)
ALLOWED_WHILE_OPEN = (401, 403, 404, 410)


class Nothing(msgspec.Struct):
    """`{}`: the answer to a deletion."""


class Done(msgspec.Struct):
    detail: str


class Refusal(msgspec.Struct):
    detail: str


shapes: set[type[msgspec.Struct]] = {Refusal}


def describe(  # noqa: PLR0913  every part of a description has its name at the call
    name: str,
    summary: str,
    *,
    gives: Any = None,
    takes: type[Serializer[Any]] | None = None,
    asks: type[Serializer[Any]] | None = None,
    status: int = 200,
    refuses: tuple[int, ...] = LOGGED_IN,
    ignores: tuple[str, ...] = (),
    media_type: str = JSON,
    gives_tag: bool = False,
    revalidates: bool = False,
    stale: type[msgspec.Struct] | None = None,
) -> Callable[[Method], Method]:
    """Describe one view method.

    Args:
        name: dotted, as the Core API document nests it: `calendars.invitee.create`; what its
            last part names takes a body unless it is a read.
        summary: what it does, in a line.
        gives: a Struct, or a list of one; str where it is no JSON; None is an empty answer.
        takes: the serializer that reads its body.
        asks: the serializer that reads its query.
        status: of its success.
        ignores: body fields that some client sends and that say nothing.
        refuses: the statuses of its refusals, beyond those that any such method has.
        media_type: of its success.
        gives_tag: whether its success has an ETag.
        revalidates: whether whoever names that in If-None-Match is answered 304.
        stale: what a 412 tells, where If-Match refuses an edit made from an old copy.
    """
    reads = name.rpartition(".")[2] in READS
    refusals = {*refuses, 503} | set(() if reads else BAD_BODY)
    return extend_schema(
        operation_id=name,
        summary=summary,
        request=takes,
        parameters=[
            *([asks] if asks else ()),
            *tags_of(status, gives_tag=gives_tag, revalidates=revalidates, stale=stale),
        ],
        extensions={"x-ignored": list(ignores)} if ignores else None,
        responses={
            (status, media_type): OpenApiResponse(schema_of(gives), HTTPStatus(status).phrase),
            **{code: refusal_of(code) for code in sorted(refusals)},
            **({304: OpenApiResponse(None, "Not Modified")} if revalidates else {}),
            **({412: OpenApiResponse(schema_of(stale), "Precondition Failed")} if stale else {}),
        },
    )


def tags_of(
    status: int, *, gives_tag: bool, revalidates: bool, stale: object
) -> Iterator[OpenApiParameter]:
    """Describe the headers in which a tag goes out and comes back."""
    if gives_tag:
        answers = [status, 412] if stale else [status]
        yield OpenApiParameter("ETag", str, "header", response=answers)
    if revalidates:
        asks = "The tag of what one has; when it is still the same, the answer is 304."
        yield OpenApiParameter("If-None-Match", str, "header", description=asks)
    if stale:
        asks = "The tag of the state that the edit was made from; without it any will do."
        yield OpenApiParameter("If-Match", str, "header", description=asks)


def schema_of(shape: Any) -> dict[str, Any] | None:
    if shape is None:
        return None
    if shape is str:
        return {"type": "string"}
    if items := get_args(shape):
        return {"type": "array", "items": schema_of(items[0])}
    shapes.add(shape)
    return {"$ref": REFERENCE.format(name=shape.__name__)}


def refusal_of(code: int) -> OpenApiResponse:
    shape = {"type": "object"} if code in BY_FIELD else schema_of(Refusal)
    return OpenApiResponse(shape, HTTPStatus(code).phrase)


def add_struct_schemas(result: Mapping[str, Any], **_: Any) -> Mapping[str, Any]:
    """Put the schema of every Struct that was named into the finished document."""
    ordered = sorted(shapes, key=lambda shape: shape.__name__)
    components = msgspec.json.schema_components(ordered, ref_template=REFERENCE)[1]
    result["components"]["schemas"].update(components)
    return result


class BodiesInDeletions(AutoSchema):
    """Describe the body of a DELETE too: ending a contact has one."""

    def _get_request_body(self, direction: str = "request") -> Any:
        method, self.method = self.method, "POST" if self.method == "DELETE" else self.method
        try:
            return super()._get_request_body(direction)  # type: ignore[no-untyped-call]
        finally:
            self.method = method


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = "oneonone.accounts.tokens.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:  # noqa: ARG002
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
