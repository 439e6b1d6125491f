"""Every column of every model, sent to every writer: what is not its own is not even read."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.utils.dateparse import parse_datetime
from matrix.asking import circumstances, send
from matrix.bodies import DOCUMENTED, INSIDE, Json, valid_body
from matrix.scene import Scene, undone
from matrix.table import PEOPLE, ROWS, Cell, Row
from support.fingerprint import Rows, fingerprint

from oneonone.calendars.models import Calendar, Invitee, JoinLink
from oneonone.common.people import GUEST
from oneonone.contacts.models import Block

NOBODY = 2**40
KEY = r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}"
STAMP = r"(?<=DTSTAMP:)\d{8}T\d{6}Z|(?<=said_at.: .)[\d:T+-]+"
DIGEST = re.compile("[0-9a-f]{64}")
REFERENCES = {"ForeignKey", "OneToOneField"}
VALUES: Json = {
    "DateField": "2094-03-02",
    "DateTimeField": "2094-03-03T09:00:00Z",
    "ManyToManyField": [1],
    "PositiveBigIntegerField": 35,
    "PositiveIntegerField": 35,
    "PositiveSmallIntegerField": 35,
}
Changes = dict[str, tuple[set[Any], Rows, list[Any]]]


def write_of(row: Row) -> Cell | None:
    """Let the mightiest who may do this do it, in the first state in which anybody may."""
    tried = [Cell(row, role, state) for state in row.states for role in reversed(PEOPLE)]
    allowed = [cell for cell in tried if cell.succeeds]
    return allowed[0] if allowed and row.method != "GET" else None


WRITES = [cell for row in ROWS if (cell := write_of(row))]


def columns(scene: Scene, *, new_id: bool) -> Json:
    """Give a plausible value to each column; an id is nobody's, or that of another's row."""
    foreign = scene.calendars["foreign"]
    key = NOBODY if new_id else foreign
    elsewhere = scene.invitees["second", "late"]
    link = JoinLink.objects.get(calendar=foreign).pk
    referred = {User: scene.people["another"].pk, Calendar: foreign, Invitee: elsewhere}
    referred[JoinLink] = link
    referred[Block] = Block.objects.latest("pk").pk
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
    for key in INSIDE.keys() & body.keys():
        inside = {name: planted[name] for name in planted if name not in INSIDE[key]}
        body[key] = [{**inside, **listed} for listed in body[key]]
    return body


def written(scene: Scene, cell: Cell, body: Json | None) -> tuple[int, Changes]:
    with undone(), circumstances(cell.row):
        before = fingerprint()
        status, _ = send(scene, cell, body)
        after = fingerprint()
    new_users = after["auth_user"].keys() - before["auth_user"].keys()
    return status, {table: compare(before[table], after[table], new_users) for table in before}


def compare(before: Rows, after: Rows, new_users: set[int]) -> tuple[set[Any], Rows, list[Any]]:
    """Tell which rows went, what others became, and what is new; the id of a new one apart."""
    assert NOBODY not in after
    kept = before.keys() & after.keys()
    changed = {
        key: tuple(anonymous(value, set()) for value in timeless(after[key]))
        for key in kept
        if before[key] != after[key]
    }
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
    """Make the same of what is never the same twice in a new row: a hash, a key, a new id."""
    if DIGEST.fullmatch(str(value)):
        return "digest"
    if str(value).startswith("md5$"):
        return "hash"
    if str(value).startswith((GUEST, UNUSABLE_PASSWORD_PREFIX)):
        return "guest"
    if re.fullmatch(KEY, str(value)):
        return "key"
    if re.search(STAMP, str(value)):
        return re.sub(STAMP, "now", str(value))
    return "new user" if value in new_users else value


@pytest.mark.parametrize("new_id", [True, False], ids=["an id that is free", "an id of another's"])
@pytest.mark.parametrize("cell", WRITES, ids=str)
def test_columns_that_are_no_fields_change_nothing(
    scene: Scene, cell: Cell, *, new_id: bool
) -> None:
    body = valid_body(scene, cell)
    planted = with_columns(cell.row, body, columns(scene, new_id=new_id))
    status, changes = written(scene, cell, body)
    assert cell.status == status
    assert written(scene, cell, planted) == (status, changes)


def test_every_writer_is_tried_and_the_columns_are_those_that_matter(scene: Scene) -> None:
    assert {(cell.row.method, cell.row.route) for cell in WRITES} == set(DOCUMENTED)
    seeds = {"owner", "finalized", "calendar", "user", "id", "revision", "answered_at", "meeter"}
    more = {"planned_revision", "accepted", "is_staff", "is_superuser", "owner_id", "requester"}
    assert set(columns(scene, new_id=True)) >= seeds | more
