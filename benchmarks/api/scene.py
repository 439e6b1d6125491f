"""The rows, and the requests that are measured on them."""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User

from oneonone import planner
from oneonone.accounts import tokens
from oneonone.calendars.models import Availability, Calendar, Invitee
from oneonone.schedules.loading import load_problem

MONDAY = datetime(2030, 3, 4, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
PASSWORD = "benches are for sitting"  # noqa: S105  of somebody made up
PEOPLE = 20
PERIODS_EACH = 4  # and 20 of the owner's: 100 in all


@dataclass(frozen=True, slots=True)
class Request:
    """A request to measure."""

    name: str
    method: str
    path: str
    body: bytes = b""
    plain: bool = False  # whether a viewset has the like
    work: Callable[[], object] | None = None  # what a bare function has to do besides its SQL

    def to_plain(self) -> "Request":
        return replace(self, path=f"/plain{self.path}")


class Scene:
    """An owner with calendars of so many rows."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.owner = User.objects.create_user("owner", password=PASSWORD)
        self.bearer = f"Bearer {tokens.issue(self.owner, 'access')}"

    def caller(self, request: Request) -> Callable[[], bytes]:
        def call() -> bytes:
            statuses: list[str] = []
            chunks = self.application(
                self.environ(request), lambda status, _headers: statuses.append(status)
            )
            content = b"".join(chunks)
            chunks.close()  # type: ignore[attr-defined]
            if statuses[0][:2] != "20":
                raise RuntimeError(f"{request.path}: {statuses[0]} {content!r}")
            return content

        return call

    def environ(self, request: Request) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": request.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": request.path,
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(request.body)),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_AUTHORIZATION": self.bearer,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(request.body),
        }

    def requests(self) -> Iterator[Request]:
        few, many, empty = (self.make_calendar(rows) for rows in (40, 500, 0))
        department = self.make_department()
        for _ in range(46):
            self.make_calendar(0)
        yield Request("list of 50 calendars", "GET", "/calendars/", plain=True)
        yield Request("one calendar", "GET", f"/calendars/{few}/", plain=True)
        for rows, calendar in ((40, few), (500, many)):
            path = f"/calendars/{calendar}/availabilities/"
            yield Request(f"list of {rows} availabilities", "GET", path, plain=True)
        yield Request(
            "create availability",
            "POST",
            f"/calendars/{empty}/availabilities/",
            to_json(start_period="2030-03-04T09:00Z", end_period="2030-03-04T10:00Z", preference=2),
            plain=True,
        )
        yield Request(
            "login",
            "POST",
            "/accounts/login/",
            to_json(username="owner", password=PASSWORD),
            work=lambda: check_password(PASSWORD, self.owner.password),
        )
        problem = load_problem(Calendar.objects.get(pk=department)).problem
        yield Request(
            f"schedule of {PEOPLE} people",
            "POST",
            f"/calendars/{department}/schedule/",
            work=lambda: planner.make_plan(problem, budget_seconds=10),
        )

    def make_calendar(self, rows: int) -> int:
        calendar = Calendar.objects.create(
            owner=self.owner,
            name="Talks",
            time_zone="UTC",
            start_date=MONDAY.date(),
            end_date=MONDAY.date() + timedelta(days=11),
        )
        Availability.objects.bulk_create(
            period(calendar, self.owner, row % 200) for row in range(rows)
        )
        return calendar.pk

    def make_department(self) -> int:
        calendar = Calendar.objects.get(pk=self.make_calendar(0))
        rows = [period(calendar, self.owner, 48 * (row % 5) + 18 + row // 5) for row in range(20)]
        for number in range(PEOPLE):
            person = User.objects.create(username=f"person{number}")
            Invitee.objects.create(calendar=calendar, invitee=person, deadline=MONDAY)
            rows.extend(
                period(calendar, person, 48 * ((number + turn) % 5) + 18 + number * turn % 4)
                for turn in range(PERIODS_EACH)
            )
        Availability.objects.bulk_create(rows)
        return calendar.pk


def period(calendar: Calendar, user: User, half_hour: int) -> Availability:
    start = MONDAY + HALF_HOUR * half_hour
    return Availability(
        calendar=calendar,
        user=user,
        start_period=start,
        end_period=start + HALF_HOUR,
        preference=1 + (half_hour + user.pk) % 3,
    )


def to_json(**values: object) -> bytes:
    return json.dumps(values).encode()
