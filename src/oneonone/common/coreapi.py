"""The Core API document of the seed's client, made from the OpenAPI one.

Its keys are the operations' dotted names. A link declares every parameter that the client may be
given; only those in the path are required, so that the service itself says what is missing.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

JSON = "application/json"
MULTIPART = "multipart/form-data"
Schema = Mapping[str, Any]


def core_api_document(openapi: Schema, url: str) -> bytes:
    """Render a Core API document.

    Args:
        openapi: the OpenAPI document; an operation's `x-ignored` names body fields that are
            accepted and say nothing.
        url: where the document itself is.

    Returns:
        JSON as `application/coreapi+json` has it.
    """
    title = openapi["info"]["title"]
    document: dict[str, Any] = {"_type": "document", "_meta": {"url": url, "title": title}}
    for path, operations in openapi["paths"].items():
        for action, operation in operations.items():
            *sections, last = operation["operationId"].split(".")
            section = document
            for name in sections:
                section = section.setdefault(name, {})
            section[last] = make_link(openapi, path, action, operation)
    return msgspec.json.encode(document)


def make_link(openapi: Schema, path: str, action: str, operation: Schema) -> dict[str, Any]:
    properties = body_properties(openapi, operation)
    resource = operation["operationId"].split(".")[-2]
    fields = []
    for parameter in operation.get("parameters", ()):
        name, location = parameter["name"], parameter["in"]
        if location == "header":
            continue
        if f"/{resource}/{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", "{id}")
            name = "id"
        fields.append(make_field(name, location))
    fields += [make_field(name, "form") for name in properties]
    uploads = any(field.get("format") == "binary" for field in properties.values())
    return {
        "_type": "link",
        "url": path,
        "action": action,
        "encoding": MULTIPART if uploads else JSON,
        "description": operation["summary"],
        "fields": fields,
    }


def body_properties(openapi: Schema, operation: Schema) -> dict[str, Schema]:
    """Find the fields of an operation's body, and those it ignores."""
    content = operation.get("requestBody", {"content": {}})["content"]
    reference = content.get(JSON, {}).get("schema", {}).get("$ref", "")
    known = openapi["components"]["schemas"].get(reference.rpartition("/")[2], {})
    ignored: dict[str, Schema] = {name: {} for name in operation.get("x-ignored", ())}
    return {**known.get("properties", {}), **ignored}


def make_field(name: str, location: str) -> dict[str, Any]:
    return {
        "name": name,
        "required": location == "path",
        "location": location,
        "schema": {"_type": "string", "title": "", "description": ""},
    }
