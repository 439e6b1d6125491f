"""Of many of the staff that let a job be tried again, one does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from support.pages import TOKEN, visit
from support.people import register
from support.races import LONG, RUNNERS, Breaks, Track, run_rounds, statuses

from oneonone.jobs.models import Job

if TYPE_CHECKING:
    import httpx

pytestmark = LONG
LONG_AGO = "2020-01-01T00:00:00Z"


def one_tries_again(track: Track) -> None:
    staff = register(str(track.cast.anonymous.base_url))
    staff.http.close()
    User.objects.filter(pk=staff.id).update(is_staff=True)
    times = dict.fromkeys(("created_at", "due_at", "failed_at"), LONG_AGO)
    job = Job.objects.create(name="contacts.request", payload={}, error="No.", **times)
    visitor = visit(track.url, staff.username)
    cookies = dict(visitor.http.cookies)
    visitor.http.close()
    path = f"{track.url}/staff/jobs/{job.pk}/again/"
    answers = track.race([partial(press, path, cookies)] * RUNNERS)
    job.delete()
    assert statuses(answers) == {302: 1, 404: RUNNERS - 1}


def press(path: str, cookies: dict[str, str], client: httpx.Client) -> httpx.Response:
    client.cookies.update(cookies)
    return client.post(path, data={"csrfmiddlewaretoken": cookies[TOKEN]})


def test_one_tries_again(track: Track) -> None:
    run_rounds(one_tries_again, track)


def test_several_would_try_again(breaks_without: Breaks) -> None:
    breaks_without("failed condition", one_tries_again)
