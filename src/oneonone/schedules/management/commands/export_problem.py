import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from oneonone import planner
from oneonone.calendars.models import Calendar
from oneonone.schedules.loading import load_problem


class Command(BaseCommand):
    help = "Print a calendar's problem as JSON, as `oneonone plan` reads it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("calendar", type=int, help="the calendar's id")

    def handle(self, *, calendar: int, **options: object) -> None:  # noqa: ARG002  Django's
        found = Calendar.objects.filter(pk=calendar).first()
        if found is None:
            raise CommandError(f"There is no calendar {calendar}.")
        problem = load_problem(found).problem
        self.stdout.write(json.dumps(planner.problem_to_json(problem), indent=2))
