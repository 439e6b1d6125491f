"""Every column of every model, sent to every writer: what is not its own is not even read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.utils.dateparse import parse_datetime
from matrix.asking import send
from matrix.bodies import DOCUMENTED, MEET, Json, valid_body
from matrix.scene import Scene, undone
from matrix.table import PEOPLE, ROWS, Cell, Row
from support.fingerprint import Rows, fingerprint

from oneonone.calendars.models import Calendar

NOBODY = 2**40
REFERENCES = {"ForeignKey", "OneToOneField"}
VALUES: Json = {
    "DateField": "2027-03-02",
    "DateTimeField": "2027-03-03T09:00:00Z",
    "ManyToManyField": [1],
    "PositiveBigIntegerField": 35,
    "PositiveIntegerField": 35,
    "PositiveSmallIntegerField": 35,
}
Changes = dict[str, tuple[set[Any], Rows, list[Any]]]


def makes_or_changes(row: Row) -> str | None:
    """Name the mightiest who may do this in an open calendar."""
    allowed = [role for role in PEOPLE if row.status(role, row.states[0]) < 300]
    return allowed[-1] if allowed and row.method != "GET" else None


WRITERS = [row for row in ROWS if makes_or_changes(row)]


def columns(scene: Scene, *, new_id: bool) -> Json:
    """Give a plausible value to each column; an id is nobody's, or that of another's row."""
    foreign = scene.calendars["foreign"]
    key = NOBODY if new_id else foreign
    referred = {User: scene.people["another"].pk, Calendar: foreign}
    found: Json = {"pk": key}
    for field in every_field():
        name = type(field).__name__
        value = referred[field.related_model] if name in REFERENCES else VALUES.get(name, "planted")
        value = key if field.primary_key else not field.default if name == "BooleanField" else value
        found |= {field.name: value, field.attname: value}
    return found | {"time_zone": "Asia/Tokyo"}


def every_field() -> Iterator[Any]:
    models = [model for model in apps.get_models() if model.__module__.startswith("oneonone.")]
    for model in (*models, User):
        about = model._meta  # noqa: SLF001  Django documents it
        yield from (*about.concrete_fields, *about.many_to_many)


def with_columns(row: Row, body: Json | None, planted: Json) -> Json:
    documented = DOCUMENTED[row.method, row.route]
    body = {**{name: planted[name] for name in planted if name not in documented}, **(body or {})}
    if "meets" in body:
        inside = {name: planted[name] for name in planted if name not in MEET}
        body["meets"] = [{**inside, **meet} for meet in body["meets"]]
    return body


def written(scene: Scene, cell: Cell, body: Json | None) -> tuple[int, Changes]:
    content = b"" if body is None else json.dumps(body).encode()
    with undone():
        before = fingerprint()
        status, _ = send(scene, cell, content)
        after = fingerprint()
    new_users = after["auth_user"].keys() - before["auth_user"].keys()
    return status, {table: compare(before[table], after[table], new_users) for table in before}


def compare(before: Rows, after: Rows, new_users: set[int]) -> tuple[set[Any], Rows, list[Any]]:
    """Tell which rows went, what others became, and what is new; the id of a new one apart."""
    assert NOBODY not in after
    kept = before.keys() & after.keys()
    changed = {key: timeless(after[key]) for key in kept if before[key] != after[key]}
    new = [
        tuple(anonymous(value, new_users) for value in timeless(after[key][1:]))
        for key in after.keys() - kept
    ]
    return before.keys() - kept, changed, sorted(new, key=str)


def timeless(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple("now" if is_now(value) else value for value in row)


def is_now(value: Any) -> bool:
    moment = parse_datetime(value) if isinstance(value, str) else value  # SQLite has no type for it
    if not isinstance(moment, datetime):
        return False
    since = datetime.now(UTC) - (moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    return abs(since) < timedelta(minutes=1)


def anonymous(value: Any, new_users: set[int]) -> Any:
    """Make the same of what is never the same twice in a new row: a salted hash, a new id."""
    if str(value).startswith("md5$"):
        return "hash"
    return "new user" if value in new_users else value


@pytest.mark.parametrize("new_id", [True, False], ids=["an id that is free", "an id of another's"])
@pytest.mark.parametrize("row", WRITERS, ids=str)
def test_columns_that_are_no_fields_change_nothing(scene: Scene, row: Row, *, new_id: bool) -> None:
    cell = Cell(row, makes_or_changes(row) or "", row.states[0])
    body = valid_body(scene, cell)
    planted = with_columns(row, body, columns(scene, new_id=new_id))
    status, changes = written(scene, cell, body)
    assert status < 300
    assert written(scene, cell, planted) == (status, changes)


def test_every_writer_is_tried_and_the_columns_are_those_that_matter(scene: Scene) -> None:
    assert {(row.method, row.route) for row in WRITERS} == set(DOCUMENTED)
    seeds = {"owner", "finalized", "calendar", "user", "id", "revision", "answered_at", "meeter"}
    more = {"planned_revision", "accepted", "is_staff", "is_superuser", "owner_id", "requester"}
    assert set(columns(scene, new_id=True)) >= seeds | more
