"""Workers that do the same at once: each mail is sent once."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.mail import WORK_ONCE, PostOffice, wait_until
from support.races import LONG, ROUNDS, UNGUARDED, Crew, find_break, run_rounds

from oneonone.calendars.models import Calendar, Invitee
from oneonone.jobs.models import Job
from oneonone.schedules.models import Appointment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import ExitStack

    from support.mail import WorkerProcess

pytestmark = LONG

EACH = 8  # mails of each kind
HOUR = timedelta(hours=1)


@pytest.fixture
def post(services: ExitStack) -> Iterator[PostOffice]:
    Job.objects.all().delete()
    with PostOffice() as office:
        yield office


def make_people() -> list[User]:
    names = [new_username("told") for _ in range(EACH)]
    User.objects.bulk_create([User(username=name, email=f"{name}@example.org") for name in names])
    return list(User.objects.filter(username__in=names).order_by("pk"))


def open_calendar(owner: User, name: str, *, final: bool = False) -> Calendar:
    days = {"start_date": date(2094, 3, 1), "end_date": date(2094, 3, 5)}
    return Calendar.objects.create(owner=owner, name=name, time_zone="UTC", finalized=final, **days)


def invite(calendar: Calendar, user: User, after: timedelta) -> None:
    deadline = datetime.now(UTC) + after
    Invitee.objects.create(calendar=calendar, invitee=user, deadline=deadline)


def let_the_time_come() -> Counter[tuple[str, str]]:
    """Let reminders, passed deadlines and meetings of tomorrow be due; give what is to arrive."""
    people = make_people()
    owner = people[0]
    silent, final = open_calendar(owner, "Silent"), open_calendar(owner, "Final", final=True)
    soon = datetime.now(UTC) + 20 * HOUR
    for user in people:
        invite(silent, user, 20 * HOUR)
        invite(final, user, -HOUR)
        times = {"start_period": soon, "end_period": soon + HOUR}
        told = {"name": final.name, "told_at": soon - 48 * HOUR}
        Appointment.objects.create(calendar=final, person=user, **told, **times)
        invite(open_calendar(owner, f"Late {user.pk}"), user, -HOUR)
    passed = [(owner.email, f"1 has not answered: Late {user.pk}") for user in people]
    told = [(user.email, f"{said}") for user in people for said in REMINDERS]
    return Counter([*passed, *told])


REMINDERS = ("Please answer soon: Silent", "Soon: Final")


def each_mail_is_sent_once(post: PostOffice) -> Callable[[Crew], None]:
    def play(crew: Crew) -> None:
        expected = let_the_time_come()
        crew.work()
        came = Counter((mail.to[0], mail.subject) for mail in post.take())
        ours = {address for address, _ in expected}
        assert Counter({key: n for key, n in came.items() if key[0] in ours}) == expected

    return play


def test_each_mail_is_sent_once(post: PostOffice) -> None:
    run_rounds(each_mail_is_sent_once(post), Crew(partial(post.employ, *WORK_ONCE)))


@pytest.mark.parametrize(
    "guard", ["lease", "reminder condition", "deadline condition", "day before condition"]
)
def test_some_would_be_sent_twice(
    post: PostOffice, request: pytest.FixtureRequest, guard: str
) -> None:
    crew = Crew(partial(post.employ, *UNGUARDED, guard, "worker"))
    broken = find_break(each_mail_is_sent_once(post), crew)
    request.node.user_properties.append(("broken in", broken))


SLOW_SECONDS, LEASE_SECONDS = 8, 2  # the former twice for each mail


def send_slowly(post: PostOffice, guard: str) -> int:
    """Send one mail that outlasts its lease while another worker looks for work; count how many."""
    Job.objects.all().delete()
    final = open_calendar(User.objects.create(username=new_username("owner")), "Slow", final=True)
    person = make_people()[0]
    soon = datetime.now(UTC) + 20 * HOUR
    times = {"start_period": soon, "end_period": soon + HOUR}
    Appointment.objects.create(calendar=final, person=person, name="Slow", told_at=soon, **times)
    post.seconds = SLOW_SECONDS
    working = [post.employ(*UNGUARDED, guard, "worker")]
    wait_until(lambda: Job.objects.filter(lease__isnull=False).exists())
    time.sleep(LEASE_SECONDS)
    working.append(post.employ(*UNGUARDED, guard, "worker"))
    wait_until(lambda: len(post.received) > 1 or have_ended(working))
    for worker in working:
        worker.kill()  # without its lease each would begin again, and so on
    return len(post.take())


def have_ended(working: list[WorkerProcess]) -> bool:
    return all(worker.process.poll() is not None for worker in working)


def test_a_mail_that_takes_longer_than_its_lease_is_sent_once(post: PostOffice) -> None:
    assert send_slowly(post, "nothing but time") == 1


def test_a_mail_that_takes_longer_than_its_lease_would_be_sent_twice(post: PostOffice) -> None:
    assert any(send_slowly(post, "renewal") > 1 for _ in range(ROUNDS))
