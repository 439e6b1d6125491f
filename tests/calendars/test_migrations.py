"""Every migration can be undone, on a database of its own that the other tests do not see."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from oneonone.accounts.models import Profile
from oneonone.calendars.models import Calendar, Invitee, JoinLink, Meet
from oneonone.schedules.migrations._details import tag_of_details
from oneonone.schedules.models import Appointment

SCRATCH = "scratch"
NINE = datetime(2094, 3, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLACE = {"location": "Room 7", "description": "Bring notes."}


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[str]:
    """Make a database of the kind the tests run on, with all tables and nothing in them."""
    with django_db_blocker.unblock(), created(tmp_path_factory.mktemp("migrated")) as name:
        with connected(name):
            migrate()
        yield name


@pytest.fixture
def scratch(migrated: str, tmp_path: Path, django_db_blocker: Any) -> Iterator[None]:
    """Make another one like it, for one test."""
    with django_db_blocker.unblock(), created(tmp_path, like=migrated) as name, connected(name):
        yield


@contextmanager
def created(folder: Path, like: str = "") -> Iterator[str]:
    if connection.vendor != "postgresql":
        file = folder / "scratch.sqlite3"
        if like:
            copyfile(like, file)
        yield str(file)
        return
    name = f"{folder.name}_{SCRATCH}"
    execute(f'CREATE DATABASE "{name}" TEMPLATE "{like or "template1"}"')
    yield name
    execute(f'DROP DATABASE "{name}"')


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def connected(name: str) -> Iterator[None]:
    connections.databases[SCRATCH] = {**connection.settings_dict, "NAME": name}
    yield
    connections[SCRATCH].close()
    del connections[SCRATCH], connections.databases[SCRATCH]


def migrate(*target: str) -> None:
    call_command("migrate", *target, database=SCRATCH, verbosity=0)


def shape() -> dict[str, Any]:
    """Describe every table: its columns, and its constraints and indexes."""
    scratch = connections[SCRATCH]
    with scratch.cursor() as cursor:
        look = scratch.introspection
        return {
            table: (
                [tuple(column) for column in look.get_table_description(cursor, table)],
                look.get_constraints(cursor, table),
            )
            for table in look.table_names(cursor)
        }


@pytest.mark.parametrize(
    "app", ["feeds", "schedules", "calendars", "contacts", "accounts", "limits"]
)
@pytest.mark.usefixtures("scratch")
def test_an_apps_migrations_go_to_zero_and_back(app: str) -> None:
    before = shape()
    own = {table for table in before if table.startswith(f"{app}_")}
    assert own
    migrate(app, "zero")
    assert not own & shape().keys()
    migrate()
    assert shape() == before


@pytest.mark.usefixtures("scratch")
def test_all_tables_of_ours_go_at_once() -> None:
    apps = ("feeds", "schedules", "calendars", "contacts", "accounts", "limits")
    names = tuple(f"{app}_" for app in apps)
    for app in apps:
        migrate(app, "zero")
    assert not [table for table in shape() if table.startswith(names)]


@pytest.mark.usefixtures("scratch")
def test_who_meets_in_a_calendar_that_was_final_before_has_an_appointment() -> None:
    migrate("schedules", "0001")
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5)}
    times = {"start_period": NINE, "end_period": NINE + timedelta(minutes=30)}
    owner, person = (User.objects.using(SCRATCH).create(username=name) for name in ("o", "p"))
    for finalized in (True, False):
        calendar = Calendar.objects.using(SCRATCH).create(
            owner=owner, name=f"{finalized}", finalized=finalized, time_zone="UTC", **days, **PLACE
        )
        Meet.objects.using(SCRATCH).create(calendar=calendar, meeter=person, **times)
    migrate()
    (row,) = Appointment.objects.using(SCRATCH).select_related("calendar")
    told = {name: getattr(row, name) for name in (*times, "person_id", "sequence", "cancelled")}
    assert told == {**times, "person_id": person.pk, "sequence": 0, "cancelled": False}
    assert row.calendar.name == "True"
    assert told_of(row) == ("True", "Room 7", "Bring notes.")


@pytest.mark.usefixtures("scratch")
def test_what_people_were_told_is_filled_in_and_a_change_that_they_do_not_know_stays_one() -> None:
    before = ("schedules", "0005_day_before_on_appointments")
    migrate(*before)
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5), "time_zone": "UTC"}
    times = {"start_period": NINE, "end_period": NINE + HOUR, "told_at": NINE - 9 * HOUR}
    owner, *people = (User.objects.using(SCRATCH).create(username=name) for name in "otm")
    calendar = Calendar.objects.using(SCRATCH).create(owner=owner, name="Talks", **days, **PLACE)
    appointments = model_at(before, "schedules", "Appointment")
    tags = [tag_of_details(calendar), "of another name or place"]
    for person, tag in zip(people, tags, strict=True):
        keys = {"calendar_id": calendar.pk, "person_id": person.pk}
        appointments.create(details=tag, **keys, **times)
    migrate()
    rows = Appointment.objects.using(SCRATCH).order_by("pk")
    assert [told_of(row) for row in rows] == [
        ("Talks", "Room 7", "Bring notes."),
        ("Talks", "Room 7", "Bring notes.\n"),
    ]
    migrate(*before)
    known = appointments.order_by("pk").values_list("details", flat=True)
    assert [tag == tags[0] for tag in known] == [True, False]


def told_of(row: Appointment) -> tuple[str, str, str]:
    return row.name, row.location, row.description


@pytest.mark.usefixtures("scratch")
def test_a_calendar_that_was_final_before_is_not_outdated_by_being_reopened() -> None:
    before, after = ("calendars", "0004_no_place_told_at"), ("calendars", "0005_reopened")
    migrate(*before)
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5), "time_zone": "UTC"}
    owner = User.objects.using(SCRATCH).create(username="owner")
    for name, finalized, planned in (
        ("final", True, 4),
        ("by hand", True, None),
        ("open", False, 4),
    ):
        calendars_at(before).create(
            owner_id=owner.pk,
            name=name,
            finalized=finalized,
            revision=5,
            planned_revision=planned,
            **days,
        )
    migrate(*after)
    planned_at = ("name", "planned_revision")
    assert dict(calendars_at(after).values_list(*planned_at)) == {
        "final": 5,
        "by hand": None,
        "open": 4,
    }
    migrate(*before)
    assert dict(calendars_at(before).values_list(*planned_at))["final"] == 4


@pytest.mark.usefixtures("scratch")
def test_who_was_told_the_day_before_stays_told() -> None:
    before = ("schedules", "0004_swap")
    migrate(*before)
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5), "time_zone": "UTC"}
    owner, *people = (User.objects.using(SCRATCH).create(username=name) for name in "otmn")
    calendar = Calendar.objects.using(SCRATCH).create(owner=owner, name="Talks", **days)
    meets = model_at(before, "calendars", "Meet")
    appointments = model_at(before, "schedules", "Appointment")
    marks = {"told": NINE - HOUR, "moved": NINE - HOUR, "not told": None}
    for person, (name, mark) in zip(people, marks.items(), strict=True):
        where, start = {"calendar_id": calendar.pk}, NINE + HOUR if name == "moved" else NINE
        meet = {"start_period": start, "end_period": start + HOUR, "day_before_sent_at": mark}
        meets.create(meeter_id=person.pk, **where, **meet)
        told = {"start_period": NINE, "end_period": NINE + HOUR, "told_at": NINE - 9 * HOUR}
        appointments.create(person_id=person.pk, **where, **told)
    migrate()
    rows = Appointment.objects.using(SCRATCH).order_by("pk")
    assert list(rows.values_list("day_before_sent_at", flat=True)) == [NINE - HOUR, None, None]
    migrate(*before)
    kept = meets.order_by("pk").values_list("day_before_sent_at", flat=True)
    assert list(kept) == [NINE - HOUR, None, None]


@pytest.mark.usefixtures("scratch")
def test_an_address_that_no_mail_reaches_is_not_confirmed() -> None:
    migrate("accounts", "0004_guests")
    for address in ("ada@example.org", "jo@m\u00fcller.example", ""):
        user = User.objects.using(SCRATCH).create(username=f"u{address}", email=address)
        Profile.objects.using(SCRATCH).create(user=user, email_confirmed_at=NINE)
    migrate()
    confirmed = Profile.objects.using(SCRATCH).filter(email_confirmed_at__isnull=False)
    assert set(confirmed.values_list("user__email", flat=True)) == {"ada@example.org", ""}


@pytest.mark.usefixtures("scratch")
def test_deadlines_that_have_no_wall_time_everywhere_are_brought_nearer() -> None:
    before = ("calendars", "0009_invitee_withheld_by")
    migrate(*before)
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5), "time_zone": "UTC"}
    first, last = datetime(1970, 12, 31, tzinfo=UTC), datetime(2200, 1, 2, tzinfo=UTC)
    for number, deadline in enumerate(
        (datetime(1, 1, 1, tzinfo=UTC), first, NINE, last, datetime(9999, 12, 31, tzinfo=UTC))
    ):
        user = User.objects.using(SCRATCH).create(username=f"{number}")
        calendar = model_at(before, "calendars", "Calendar").create(
            owner_id=user.pk, name=f"{number}", **days
        )
        whose = {"calendar_id": calendar.pk, "deadline": deadline}
        model_at(before, "calendars", "Invitee").create(invitee_id=user.pk, **whose)
        model_at(before, "calendars", "JoinLink").create(
            key=uuid4(), digest=f"{number}", most_people=1, **whose
        )
    migrate()
    for model in (Invitee, JoinLink):
        rows = model.objects.using(SCRATCH).order_by("pk").values_list("deadline", flat=True)
        assert list(rows) == [first, first, NINE, last, last]


def calendars_at(migration: tuple[str, str]) -> Any:
    return model_at(migration, "calendars", "Calendar")


def model_at(migration: tuple[str, str], *name: str) -> Any:
    state = MigrationExecutor(connections[SCRATCH]).loader.project_state([migration])
    return state.apps.get_model(*name).objects.using(SCRATCH)
