"""What is read of an answer, and what must be true of every one."""

import json
from typing import Any

import httpx

JSON = "application/json"


def told(answer: httpx.Response) -> tuple[int, Any]:
    """Return the status and the JSON body; the headers that every answer owes are checked."""
    assert answer.headers["Content-Type"] == JSON
    assert "Location" not in answer.headers
    challenged = "WWW-Authenticate" in answer.headers
    assert challenged == (answer.status_code == httpx.codes.UNAUTHORIZED)
    return answer.status_code, answer.json()


def as_json(value: Any) -> dict[str, Any]:
    r"""Give the options that send `value` as ASCII JSON: a lone surrogate goes as `\ud800`."""
    return {"content": json.dumps(value), "headers": {"Content-Type": JSON}}


def raw_json(text: str | bytes) -> dict[str, Any]:
    """Give the options that send these very bytes, and call them JSON."""
    return {"content": text, "headers": {"Content-Type": JSON}}


def as_form(values: dict[str, str]) -> dict[str, Any]:
    return {"data": values}


def as_multipart(values: dict[str, str]) -> dict[str, Any]:
    return {"files": {name: (None, value) for name, value in values.items()}}
