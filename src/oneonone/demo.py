"""A believable department, to look at: one professor, forty students, two weeks."""

import random
import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from faker import Faker

from oneonone.accounts.actions import register_user
from oneonone.calendars.actions.availabilities import add_availability
from oneonone.calendars.actions.calendars import create_calendar
from oneonone.calendars.actions.invitees import answer_invitation, invite_user
from oneonone.calendars.models import Calendar, Invitee
from oneonone.calendars.periods import Period
from oneonone.common import clock
from oneonone.contacts.actions import answer_request, request_contact

STUDENTS = 40
SILENT = 2  # who have not answered yet
SEED = 11
ZONE = "Europe/Berlin"
# Weekday, from, to, preference: fewer half hours in two weeks than there are students.
OFFICE_HOURS = (
    (0, time(9), time(11), 3),
    (1, time(13), time(15), 2),
    (2, time(9), time(11), 3),
    (3, time(14), time(15), 2),
    (4, time(10), time(11), 1),
)
Hours = tuple[time, time]
# What students' days look like: mornings, late mornings, afternoons, whole days.
HABITS: tuple[Hours, ...] = (
    (time(9), time(10, 30)),
    (time(9), time(12)),
    (time(10, 30), time(12)),
    (time(13), time(14, 30)),
    (time(14), time(16)),
    (time(9), time(17)),
)


def fill_empty_home() -> str:
    """Make the department where there is nobody yet.

    Returns:
        What to tell the person: how to log in, or that nothing was changed.
    """
    call_command("migrate", verbosity=0)
    if User.objects.exists():
        return "There are users here already: nothing was changed. Try a new ONEONONE_HOME."
    password = secrets.token_urlsafe(9)
    with transaction.atomic():
        professor, *students = register_department(password)
        befriend(professor, students, clock.now())
        calendar = open_office_hours(professor, students, clock.now())
        give_answers(calendar, students, clock.now())
    return (
        f"{professor.get_full_name()} and {STUDENTS} students are here; calendar {calendar.pk} "
        f"is ready to schedule.\n"
        f"Log in at {settings.BASE_URL}/login/ as {professor.username} with the password "
        f"{password}\n"
        f"(the students have the same password; one of them is {students[0].username})."
    )


def register_department(password: str) -> list[User]:
    made_up = Faker()
    made_up.seed_instance(SEED)
    people: dict[str, tuple[str, str]] = {}
    while len(people) < STUDENTS + 1:
        first, last = made_up.first_name(), made_up.last_name()
        people[f"{first}.{last}".lower()] = (first, last)
    return [
        register_user(
            username=username,
            first_name=first,
            last_name=last,
            email=f"{username}@example.org",
            password=password,
        )
        for username, (first, last) in people.items()
    ]


def befriend(professor: User, students: Sequence[User], now: datetime) -> None:
    for student in students:
        request_contact(requester=professor, username=student.username, now=now)
        answer_request(requested=student, username=professor.username, accept=True, now=now)


def open_office_hours(professor: User, students: Sequence[User], now: datetime) -> Calendar:
    first_day = next_monday(now.date())
    calendar = create_calendar(
        owner=professor,
        name="Thesis talks",
        start_date=first_day,
        end_date=first_day + timedelta(days=11),
        time_zone=ZONE,
        location="Room 2.14",
        description="Half an hour each: where your thesis stands, and what comes next.",
    )
    for week in (0, 7):
        for weekday, opens, closes, preference in OFFICE_HOURS:
            day = first_day + timedelta(days=week + weekday)
            add_period(calendar, professor, day, (opens, closes), preference, now)
    deadline = at(calendar, first_day - timedelta(days=1), time(18))
    for student in students:
        invite_user(
            owner=professor,
            calendar_id=calendar.pk,
            invitee=student.pk,
            deadline=deadline,
            now=now,
        )
    return calendar


def give_answers(calendar: Calendar, students: Sequence[User], now: datetime) -> None:
    """Let most answer with a few times, one with none that suits, and a few not at all."""
    dice = random.Random(SEED)  # noqa: S311  a demonstration is no secret
    undecided, *decided = students[SILENT:]
    invited = Invitee.objects.get(calendar=calendar, invitee=undecided)
    answer_invitation(user=undecided, invitee_id=invited.pk, now=now)
    for student in decided:
        for offset in sorted(dice.sample((0, 1, 2, 3, 4, 7, 8, 9, 10, 11), dice.randint(1, 5))):
            day = calendar.start_date + timedelta(days=offset)
            add_period(calendar, student, day, dice.choice(HABITS), dice.randint(1, 3), now)


def add_period(
    calendar: Calendar, user: User, day: date, hours: Hours, preference: int, now: datetime
) -> None:
    start, end = (at(calendar, day, hour) for hour in hours)
    period = Period(start, end, preference)
    add_availability(user=user, calendar_id=calendar.pk, period=period, now=now)


def at(calendar: Calendar, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, calendar.zone).astimezone(UTC)


def next_monday(day: date) -> date:
    """Find a Monday far enough away that there is time to answer."""
    return day + timedelta(days=14 - day.weekday())
