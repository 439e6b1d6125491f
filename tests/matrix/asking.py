"""A cell of the table as a request to the application, in this process."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.test import Client, override_settings
from matrix.bodies import valid_body
from matrix.scene import Scene, undone
from matrix.seen import ALLOWED, SHOWN
from matrix.table import Cell
from support.fingerprint import changed_tables, fingerprint

ACCEPTED = {
    "page": "text/html",
    "core_api": "application/coreapi+json",
    "openapi": "application/vnd.oai.openapi+json",
}
# Writers that give a token or an opinion, and leave it at that.
TELLING = {
    "/accounts/login/",
    "/api/token/",
    "/api/token/refresh/",
    "/calendars/<calendar>/schedule/check/",
}
BROKEN = b'{"name":'
JSON = "application/json"


@dataclass(frozen=True)
class Outcome:
    """What came of asking; `shown` is what the answer shows of what `SHOWN` looks at."""

    cell: Cell
    status: int
    shown: Any
    changed: list[str]

    def wrong(self, scene: Scene) -> str | None:
        """Tell in what it differs from the table, or None."""
        if self.status != self.cell.status:
            return f"{self.cell}: {self.status}, not {self.cell.status}"
        if bool(self.changed) != should_change(self.cell):
            return f"{self.cell}: changed {self.changed or 'nothing'}"
        allowed = ALLOWED[self.cell.row.route](scene, self.cell) if self.shown is not None else None
        if self.shown != allowed:
            return f"{self.cell}: shows {self.shown}, not {allowed}"
        return None


def ask(scene: Scene, cell: Cell) -> Outcome:
    """Ask for a cell, and undo what came of it."""
    body = valid_body(scene, cell)
    content = b"" if body is None else json.dumps(body).encode()
    with undone(), override_settings(INVITE_CONTACTS_ONLY=cell.row.on.endswith("*")):
        before = scene.prepare(cell.role)
        status, answer = send(scene, cell, BROKEN if cell.broken else content)
        changed = changed_tables(before, fingerprint())
    look = SHOWN.get(cell.row.route)
    looks = look and cell.row.method == "GET" and status == 200
    return Outcome(cell, status, look(json.loads(answer)) if looks else None, changed)


def should_change(cell: Cell) -> bool:
    writes = cell.row.method != "GET" and cell.row.route not in TELLING
    return writes and cell.status < 300


def send(scene: Scene, cell: Cell, content: bytes) -> tuple[int, bytes]:
    token = scene.tokens.get(cell.role)
    headers = {"Accept": ACCEPTED.get(cell.row.on, "*/*")}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    response = client().generic(
        cell.row.method,
        path_of(scene, cell),
        content,
        content_type=JSON,
        headers=headers,
    )
    # Reading a streamed answer to its end closes the file.
    content = response.getvalue() if response.streaming else response.content
    assert ("WWW-Authenticate" in response.headers) == (response.status_code == 401), str(cell)
    return response.status_code, content


@cache
def client() -> Client:
    """Make the one client: each would load the middleware anew."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def path_of(scene: Scene, cell: Cell) -> str:
    names = iter(cell.row.targets)
    return re.sub(
        "<(.+?)>", lambda kind: str(scene.find(kind[1], next(names), cell.state)), cell.row.route
    )
