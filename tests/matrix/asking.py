"""A cell of the table as a request to the application, in this process."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.test import Client, override_settings
from matrix.bodies import Json, valid_body
from matrix.scene import HALF_HOUR, NINE, Scene, undone
from matrix.seen import ALLOWED, SHOWN
from matrix.table import Cell, Row
from support.fingerprint import changed_tables, fingerprint

from oneonone.calendars.models import Availability
from oneonone.schedules.models import Absence, Swap

ACCEPTED = {
    "page": "text/html",
    "core_api": "application/coreapi+json",
    "openapi": "application/vnd.oai.openapi+json",
}
# Writers that give a token, a cookie or an opinion, and leave it at that.
TELLING = {
    "/logout/",
    "/look/",
    "/guest/",
    "/accounts/login/",
    "/api/token/",
    "/api/token/refresh/",
    "/calendars/<calendar>/schedule/check/",
}
BROKEN = b'{"name":'
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
TO_THE_LOGIN = "/login/?next="


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
    with undone(), circumstances(cell.row):
        before = scene.prepare(cell.role)
        if is_arranged(cell.row):
            before = fingerprint()
        status, answer = send(scene, cell, body)
        changed = changed_tables(before, fingerprint())
    look = SHOWN.get(cell.row.route)
    looks = look and cell.row.method == "GET" and status == 200
    as_text = cell.row.page or cell.row.route.endswith(".ics/")
    shown = answer.decode() if as_text else looks and json.loads(answer)
    return Outcome(cell, status, look(shown) if look and looks else None, changed)


@contextmanager
def circumstances(row: Row) -> Iterator[None]:
    """Let be what the mark at the end of a row says."""
    if of_the_staff(row):
        User.objects.update(is_staff=True)
    if row.on.endswith("~"):
        let_all_swap(row)
    with override_settings(INVITE_CONTACTS_ONLY=row.on.endswith("*")):
        yield


def of_the_staff(row: Row) -> bool:
    return row.on.endswith("+")


def is_arranged(row: Row) -> bool:
    """Tell whether what is to be changed in the database for a row is more than its role."""
    return of_the_staff(row) or row.on.endswith("~")


def let_all_swap(row: Row) -> None:
    """Let everybody come, at every time; whoever is to ask is the first."""
    Absence.objects.all().delete()
    Availability.objects.update(start_period=NINE, end_period=NINE + 6 * HALF_HOUR)
    if "<swap>" not in row.route:
        Swap.objects.all().delete()


def should_change(cell: Cell) -> bool:
    writes = cell.row.method != "GET" and cell.row.route not in TELLING
    return writes and cell.succeeds


def send(scene: Scene, cell: Cell, body: Json | None) -> tuple[int, bytes]:
    return send_form(scene, cell, body) if cell.row.page else send_json(scene, cell, body)


def send_json(scene: Scene, cell: Cell, body: Json | None) -> tuple[int, bytes]:
    content = b"" if body is None else json.dumps(body).encode()
    token = scene.tokens.get(cell.role)
    headers = {"Accept": ACCEPTED.get(cell.row.on, "*/*")}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    response = client().generic(
        cell.row.method,
        path_of(scene, cell),
        BROKEN if cell.broken else content,
        content_type=JSON,
        headers=headers,
    )
    # Reading a streamed answer to its end closes the file.
    content = response.getvalue() if response.streaming else response.content
    assert ("WWW-Authenticate" in response.headers) == (response.status_code == 401), str(cell)
    return response.status_code, content


def send_form(scene: Scene, cell: Cell, body: Json | None) -> tuple[int, bytes]:
    """Ask as a browser does; a broken body is a form with nothing but its token."""
    csrf = "c" * 32
    cookies = f"csrftoken={csrf}; sessionid={scene.sessions.get(cell.role, '')}"
    fields = {"csrfmiddlewaretoken": csrf, **({} if cell.broken else body or {})}
    response = client().generic(
        cell.row.method,
        path_of(scene, cell),
        urlencode(fields, doseq=True) if cell.row.method == "POST" else "",
        content_type=FORM,
        headers={"Accept": "text/html", "Cookie": cookies, "X-CSRFToken": csrf},
    )
    client().cookies.clear()
    refused = response.headers.get("Location", "").startswith(TO_THE_LOGIN)
    return 401 if refused else response.status_code, response.content


@cache
def client() -> Client:
    """Make the one client: each would load the middleware anew."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def path_of(scene: Scene, cell: Cell) -> str:
    names = iter(cell.row.targets)
    return re.sub(
        "<(.+?)>", lambda kind: str(scene.find(kind[1], next(names), cell.state)), cell.row.route
    )
