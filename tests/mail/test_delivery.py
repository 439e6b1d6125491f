"""Nothing is lost and nothing is told: a worker dies, a mail server refuses."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from support.accounts import new_username
from support.calendars import get, id_of, make_calendar
from support.contacts import FRIEND
from support.mail import (
    PostOffice,
    address_of,
    make_due,
    wait_until,
    wait_until_done,
)
from support.pages import Visitor, notices, visit
from support.soak import SOAK

from oneonone.jobs.claim import LEASE, PAUSES
from oneonone.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.people import Person
    from support.service import InsideService, Service

KILLS = 100 if SOAK else 5
MAILS = 1_000 if SOAK else 200
MOST_SECONDS = 2.5 / KILLS  # of work before each kill: so that some is left at the last

pytestmark = pytest.mark.timeout(1_800)


@pytest.fixture
def staff(
    service: Service | InsideService, newcomer: Callable[[], Person]
) -> Iterator[tuple[Person, Visitor]]:
    person = newcomer()
    User.objects.filter(pk=person.id).update(is_staff=True)
    visitor = visit(service.url, person.username)
    yield person, visitor
    visitor.http.close()


def end_leases() -> None:
    """Let the time pass that the lease of a worker which has died lasts."""
    held = Job.objects.filter(lease__isnull=False)
    assert all(job.due_at - timezone.now() <= LEASE for job in held)
    held.update(due_at=timezone.now(), lease=None)


def befriend(asker: Person, asked: Person) -> None:
    assert asker.call("POST", FRIEND, {"requested": asked.username}).status_code == 201


def invite_many(visitor: Visitor, owner: Person, number: int) -> list[str]:
    """Invite so many new people, whom nobody logs in as; give their addresses."""
    names = [new_username("guest") for _ in range(number)]
    User.objects.bulk_create(
        [User(username=name, email=f"{name}@example.org", password="!") for name in names]
    )
    calendar = id_of(make_calendar(owner))
    for first in range(0, number, 500):
        some = {"usernames": "\n".join(names[first : first + 500]), "deadline": "2099-01-01T00:00"}
        assert visitor.send(f"/c/{calendar}/invite/", some).status_code == 302
    return [f"{name}@example.org" for name in names]


def test_each_mail_arrives_though_workers_are_killed(
    post: PostOffice,
    service: Service | InsideService,
    newcomer: Callable[[], Person],
    capsys: pytest.CaptureFixture[str],
) -> None:
    owner = newcomer()
    visitor = visit(service.url, owner.username)
    addresses = invite_many(visitor, owner, MAILS)
    visitor.http.close()
    pauses = random.Random(KILLS)
    worker = post.employ()
    for _ in range(KILLS):
        wait_until(lambda: Job.objects.filter(lease__isnull=False).exists())
        time.sleep(pauses.uniform(0, MOST_SECONDS))  # it has begun, and is killed amid its work
        worker.kill()
        end_leases()
        worker.start()
    took = wait_until_done()
    assert worker.stop()[0] == 0
    came = Counter(mail.to[0] for mail in post.received)
    ids = {(mail.to[0], mail.id) for mail in post.received}
    assert set(came) == set(addresses)
    assert len(ids) == len({identity for _, identity in ids}) == MAILS
    twice = sum(came.values()) - MAILS
    with capsys.disabled():
        print(  # noqa: T201  whoever runs it reads it
            f"\n{MAILS} mails, {KILLS} kills: {twice} came twice; done {took:.0f} s later"
        )


def test_a_server_that_refuses_for_a_while_gets_everything_afterwards(
    post: PostOffice, newcomer: Callable[[], Person], staff: tuple[Person, Visitor]
) -> None:
    asker, asked = newcomer(), [newcomer(), newcomer()]
    for person in asked:
        befriend(asker, person)
    post.refusing = True
    worker = post.employ()
    wait_until(lambda: post.refused == Job.objects.exclude(error="").count() == 2)
    assert get(asker, "/readyz") == {"status": "ok"}
    jobs = get(staff[0], "/readyz")["jobs"]
    assert (jobs["waiting"], jobs["retried"], jobs["failed"]) == (2, 2, 0)
    page = staff[1].see("/staff/").text
    assert page.count("Come again later") == 2
    post.refusing = False
    make_due()
    wait_until_done()
    status, log = worker.stop()
    assert (status, sorted(mail.to[0] for mail in post.take())) == (
        0,
        sorted(address_of(person) for person in asked),
    )
    told = [json.loads(line) for line in log.splitlines()]
    assert [(line["level"], line["job"], line["attempts"]) for line in told] == [
        ("WARNING", "contacts.request", 1)
    ] * 2


def test_what_was_given_up_is_shown_and_can_be_sent_again(
    post: PostOffice, newcomer: Callable[[], Person], staff: tuple[Person, Visitor]
) -> None:
    asker, asked = newcomer(), newcomer()
    befriend(asker, asked)
    post.refusing = True
    for attempt in range(len(PAUSES)):
        Job.objects.update(attempts=attempt)  # as many pauses have passed
        make_due()
    post.deliver()
    assert get(staff[0], "/readyz")["jobs"]["failed"] == 0
    make_due()
    Job.objects.update(attempts=len(PAUSES))
    post.deliver()
    assert get(staff[0], "/readyz")["jobs"] == {
        "waiting": 0,
        "retried": 0,
        "failed": 1,
        "oldest": None,
    }
    (job,) = Job.objects.all()
    post.refusing = False
    post.deliver()
    assert post.take() == []
    again = staff[1].send(f"/staff/jobs/{job.pk}/again/")
    assert again.headers["Location"] == "/staff/"
    assert notices(staff[1].see("/staff/")) == ["It is tried again now."]
    post.deliver()
    (mail,) = post.take()
    assert (mail.to, str(job.key) in mail.id) == ([address_of(asked)], True)


def test_a_job_that_kills_its_worker_is_given_up(post: PostOffice) -> None:
    Job.objects.create(
        name="contacts.request",
        payload={},
        created_at="2020-01-01T00:00:00Z",
        due_at="2020-01-01T00:00:00Z",
        attempts=len(PAUSES) + 1,
    )
    post.deliver()
    (job,) = Job.objects.failed()
    assert job.error == "RuntimeError: Every worker that did it died."


def test_what_was_given_up_is_forgotten_after_a_month(
    post: PostOffice, staff: tuple[Person, Visitor]
) -> None:
    now = timezone.now()
    given_up = {31: now - timedelta(days=31), 29: now - timedelta(days=29), 0: None}
    for days, failed_at in given_up.items():
        times = {"created_at": now - timedelta(days=40), "due_at": now + timedelta(days=1)}
        error = f"Refused {days} days ago."
        Job.objects.create(name="old", payload={}, error=error, failed_at=failed_at, **times)
    post.deliver()
    left = list(Job.objects.order_by("pk").values_list("error", flat=True))
    assert left == ["Refused 29 days ago.", "Refused 0 days ago."]
    page = staff[1].see("/staff/").text
    assert [error in page for error in left] == [True, True]


def test_a_job_that_nobody_knows_waits_for_whoever_does(post: PostOffice) -> None:
    times: dict[str, Any] = dict.fromkeys(("created_at", "due_at"), "2020-01-01T00:00:00Z")
    Job.objects.create(name="unheard.of", payload={}, **times)
    post.deliver()
    (job,) = Job.objects.filter(failed_at=None)
    assert (job.attempts, job.error) == (1, "KeyError: 'unheard.of'")


def test_a_worker_that_is_stopped_ends_what_it_does(
    post: PostOffice, newcomer: Callable[[], Person]
) -> None:
    asker, *asked = newcomer(), newcomer(), newcomer()
    for person in asked:
        befriend(asker, person)
    post.seconds = 1.0
    worker = post.employ()
    wait_until(lambda: Job.objects.filter(lease__isnull=False).exists())
    assert worker.stop() == (0, "")
    assert [mail.to[0] for mail in post.take()] == [address_of(asked[0])]
    assert [job.payload["requested"] for job in Job.objects.all()] == [asked[1].id]


def test_two_workers_share_the_work(
    post: PostOffice, service: Service | InsideService, newcomer: Callable[[], Person]
) -> None:
    owner = newcomer()
    visitor = visit(service.url, owner.username)
    addresses = invite_many(visitor, owner, 60)
    visitor.http.close()
    workers = [post.employ() for _ in range(3)]
    wait_until_done()
    assert [worker.stop() for worker in workers] == [(0, "")] * 3
    assert sorted(mail.to[0] for mail in post.take()) == sorted(addresses)
