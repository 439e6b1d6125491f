"""CPU time of requests, inside one process, on SQLite: ours beside DRF's plain viewset.

    .venv/bin/python benchmarks/api/run.py

Each figure is the median over rounds in which the contestants take turns, so that a machine that
slows down slows all of them.
"""

import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

os.environ["ONEONONE_HOME"] = tempfile.mkdtemp()
os.environ["ONEONONE_RATE_LIMITS"] = "off"
os.environ["DJANGO_SETTINGS_MODULE"] = "oneonone.settings"

import django

django.setup()
logging.disable()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import path
from rest_framework import renderers, serializers, viewsets

from oneonone import urls
from oneonone.accounts import tokens
from oneonone.calendars import access
from oneonone.calendars.models import Availability, Calendar, Invitee

ROUNDS = 60
MONDAY = datetime(2030, 3, 4, tzinfo=UTC)
PEOPLE = 40


class PlainSerializer(serializers.ModelSerializer[Availability]):
    class Meta:
        model = Availability
        fields = ("id", "start_period", "end_period", "preference", "calendar", "user")


class PlainViewSet(viewsets.ReadOnlyModelViewSet[Availability]):
    """What the framework gives for nothing, behind the same permission."""

    serializer_class = PlainSerializer
    renderer_classes = (renderers.JSONRenderer,)

    def get_queryset(self) -> object:
        return access.availabilities(self.request.user, self.kwargs["key"])


urls.urlpatterns.append(path("plain/<int:key>/", PlainViewSet.as_view({"get": "list"})))


class Bench:
    def __init__(self) -> None:
        call_command("migrate", verbosity=0)
        self.owner = User.objects.create(username="owner")
        bearer = f"Bearer {tokens.issue(self.owner, 'access')}"
        self.client = Client(SERVER_NAME="127.0.0.1", headers={"Authorization": bearer})

    def make_calendar(self, rows: int) -> Calendar:
        days = {"start_date": MONDAY.date(), "end_date": MONDAY.date() + timedelta(days=11)}
        calendar = Calendar.objects.create(owner=self.owner, name="Talks", time_zone="UTC", **days)
        Availability.objects.bulk_create(
            Availability(calendar=calendar, user=self.owner, preference=3, **period(row % 200))
            for row in range(rows)
        )
        return calendar

    def make_department(self) -> Calendar:
        calendar = self.make_calendar(rows=0)
        for day in range(10):
            hours = MONDAY + timedelta(days=day, hours=9)
            self.add(calendar, self.owner, hours, hours + timedelta(hours=2, minutes=30))
        for number in range(PEOPLE):
            person = User.objects.create(username=f"person{number}")
            Invitee.objects.create(calendar=calendar, invitee=person, deadline=MONDAY)
            for day in (number % 10, number * 7 % 10):
                start = MONDAY + timedelta(days=day, hours=9, minutes=30 * (number % 4))
                self.add(calendar, person, start, start + timedelta(hours=1))
        return calendar

    def add(self, calendar: Calendar, user: User, start: datetime, end: datetime) -> None:
        times = {"start_period": start, "end_period": end}
        preference = 1 + user.pk % 3
        Availability.objects.create(calendar=calendar, user=user, preference=preference, **times)

    def get(self, address: str) -> Callable[[], int]:
        return lambda: self.client.get(address).status_code

    def post(self, address: str, body: object = None) -> Callable[[], int]:
        return lambda: self.client.post(address, body, content_type="application/json").status_code


def period(half_hour: int) -> dict[str, datetime]:
    start = MONDAY + timedelta(minutes=30 * half_hour)
    return {"start_period": start, "end_period": start + timedelta(minutes=30)}


def measure(*contestants: Callable[[], int]) -> list[float]:
    """Give the median CPU milliseconds of each, taking turns."""
    seconds: list[list[float]] = [[] for _ in contestants]
    for number in range(ROUNDS + 5):
        for took, contestant in zip(seconds, contestants, strict=True):
            began = time.process_time()
            status = contestant()
            if status != 200:
                raise RuntimeError(f"answered {status}")
            if number >= 5:
                took.append(time.process_time() - began)
    return [1000 * statistics.median(took) for took in seconds]


def main() -> None:
    bench = Bench()
    for rows in (50, 500):
        key = bench.make_calendar(rows).pk
        ours, plain = measure(
            bench.get(f"/calendars/{key}/availabilities/"), bench.get(f"/plain/{key}/")
        )
        proportion = f"{plain / ours:.1f} times"
        print(f"list of {rows:>3}: {ours:6.2f} ms, plain viewset {plain:6.2f} ms: {proportion}")
    key = bench.make_calendar(rows=0).pk
    body = {"start_period": "2030-03-04T09:00Z", "end_period": "2030-03-04T10:00Z", "preference": 2}
    adding = bench.post(f"/calendars/{key}/availabilities/", body)
    empty, create = measure(bench.get("/healthz/"), adding)
    print(f"empty request {empty:.2f} ms, create availability {create:.2f} ms")
    key = bench.make_department().pk
    empty, plan = measure(bench.get("/healthz/"), bench.post(f"/calendars/{key}/schedule/"))
    print(f"schedule of {PEOPLE}: {plan - empty:.2f} ms above an empty request")


if __name__ == "__main__":
    main()
