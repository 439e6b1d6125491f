"""A forgotten password, and accounts that open when their address is confirmed."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from support.accounts import LOGIN, PROFILE, REGISTER, details
from support.mail import Mail, PostOffice, address_of, make_due
from support.pages import Visitor, errors, notices, visit
from support.people import PASSWORD, Person
from support.service import Service

from oneonone.accounts.models import Link, Profile
from oneonone.accounts.tasks import send_links
from oneonone.common import clock
from oneonone.jobs.models import Job
from oneonone.jobs.registry import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.service import InsideService

    Newcomer = Callable[[], Person]

NEW = "amber-Kettle-73"


@pytest.fixture
def anybody(service: Service | InsideService) -> Iterator[Visitor]:
    visitor = visit(service.url)
    yield visitor
    visitor.http.close()


def token_in(mail: Mail) -> str:
    found = re.search(r"/(?:reset/new|confirm)/\?token=([\w-]{43})\n", mail.text)
    assert found, mail.text
    return found[1]


def ask(visitor: Visitor, email: str) -> tuple[int, str, list[str]]:
    answer = visitor.send("/reset/", {"email": email})
    location = answer.headers["Location"]
    return answer.status_code, location, notices(visitor.see(location))


def set_password(visitor: Visitor, token: str, password: str = NEW, again: str = NEW) -> int:
    values = {"token": token, "new_password": password, "confirm_password": again}
    return visitor.send("/reset/new/", values).status_code


def reset_token(post: PostOffice, visitor: Visitor, person: Person) -> str:
    ask(visitor, address_of(person))
    post.deliver()
    (mail,) = post.take()
    assert (mail.to, mail.subject) == ([address_of(person)], "A new password")
    return token_in(mail)


def test_a_link_sets_a_password_once_and_ends_every_login(
    post: PostOffice, anybody: Visitor, newcomer: Newcomer
) -> None:
    person = newcomer()
    token = reset_token(post, anybody, person)
    for method in ("GET", "HEAD", "GET"):
        seen = anybody.http.request(method, f"/reset/new/?token={token}")
        assert seen.status_code == 200
    assert set_password(anybody, token, again="another-Kettle-73") == 400
    assert set_password(anybody, token, "password", "password") == 400
    assert person.call("GET", PROFILE).status_code == 200
    assert set_password(anybody, token) == 302
    assert person.call("GET", PROFILE).status_code == 401
    assert set_password(anybody, token) == 404
    passwords = {password: log_in(person, password) for password in (PASSWORD, NEW)}
    assert passwords == {PASSWORD: 400, NEW: 200}
    assert Profile.objects.get(user=person.id).email_confirmed_at is not None


def log_in(person: Person, password: str) -> int:
    credentials = {"username": person.username, "password": password}
    return person.http.post(LOGIN, json=credentials).status_code


def test_asking_is_the_same_answer_and_the_same_work_for_any_address(
    post: PostOffice, anybody: Visitor, newcomer: Newcomer
) -> None:
    person = newcomer()
    known = ask(anybody, address_of(person))
    unknown = ask(anybody, "nobody@example.org")
    assert known == unknown
    assert known[:2] == (302, "/login/")
    assert list(Job.objects.values_list("name", flat=True)) == ["accounts.links"] * 2
    post.deliver()
    assert [mail.to for mail in post.take()] == [[address_of(person)]]


def test_each_account_of_an_address_gets_a_link_of_its_own_and_a_closed_one_none(
    post: PostOffice, anybody: Visitor, newcomer: Newcomer
) -> None:
    people = [newcomer() for _ in range(3)]
    shared = f"{people[0].username}-shared@example.org"
    User.objects.filter(pk__in=[person.id for person in people]).update(email=shared)
    User.objects.filter(pk=people[2].id).update(is_active=False)
    ask(anybody, shared.upper())
    post.deliver()
    mails = post.take()
    assert [mail.to for mail in mails] == [[shared]] * 2
    assert len({mail.id for mail in mails}) == len({token_in(mail) for mail in mails}) == 2
    named = [re.findall(r"account (\w+)\.", mail.text) for mail in mails]
    assert sorted(named) == sorted([person.username] for person in people[:2])


def test_a_link_is_mailed_to_the_address_that_its_person_has_by_then(
    post: PostOffice, anybody: Visitor, newcomer: Newcomer
) -> None:
    person = newcomer()
    ask(anybody, address_of(person))
    (job,) = Job.objects.filter(name="accounts.links")
    send_links(Task(job.key, job.payload, clock.now()))
    new = f"{person.username}@new.example.org"
    assert person.call("PUT", PROFILE, {"email": new}).status_code == 200
    job.delete()
    post.deliver()
    (mail,) = post.take()
    assert mail.to == [new]
    assert set_password(anybody, token_in(mail)) == 302


def test_a_link_that_was_used_is_not_made_again_when_its_job_is_done_again(
    post: PostOffice, anybody: Visitor, newcomer: Newcomer
) -> None:
    person = newcomer()
    ask(anybody, address_of(person))
    post.refusing = True
    post.deliver()
    post.refusing = False
    (job,) = Job.objects.filter(name="accounts.reset")
    make_due()
    post.deliver()
    (mail,) = post.take()
    again = {"name": job.name, "payload": job.payload, "key": job.key}
    times = {"created_at": job.created_at, "due_at": job.created_at}
    Job.objects.create(**again, **times)
    post.deliver()
    (same,) = post.take()
    assert (same.id, token_in(same)) == (mail.id, token_in(mail))
    assert set_password(anybody, token_in(mail)) == 302
    Job.objects.create(**again, **times)
    post.deliver()
    assert post.take() == []
    assert set_password(anybody, token_in(mail)) == 404


def test_links_are_forgotten_long_after_they_have_expired(
    post: PostOffice, anybody: Visitor, newcomer: Newcomer
) -> None:
    expired = {"old": timedelta(days=91), "young": timedelta(days=89)}
    people = {name: newcomer() for name in expired}
    for name, since in expired.items():
        reset_token(post, anybody, people[name])
        Link.objects.filter(user=people[name].id).update(expires_at=clock.now() - since)
    post.deliver()
    left = {name: Link.objects.filter(user=people[name].id).count() for name in expired}
    assert left == {"old": 0, "young": 1}


@pytest.mark.parametrize(
    "change", ["password", "email", "email, as a worker may see it", "closed", "expired"]
)
def test_a_link_ends_when_things_have_changed(
    post: PostOffice, anybody: Visitor, newcomer: Newcomer, change: str
) -> None:
    person = newcomer()
    token = reset_token(post, anybody, person)
    if change == "password":
        words = {"current_password": PASSWORD, "new_password": NEW, "confirm_password": NEW}
        assert person.call("PUT", PROFILE, words).status_code == 200
    elif change == "email":
        assert person.call("PUT", PROFILE, {"email": "new@example.org"}).status_code == 200
    elif change == "email, as a worker may see it":
        User.objects.filter(pk=person.id).update(email="new@example.org")
    elif change == "closed":
        User.objects.filter(pk=person.id).update(is_active=False)
    else:
        Link.objects.filter(user=person.id).update(expires_at=clock.now())
    assert anybody.see(f"/reset/new/?token={token}").status_code == 404
    assert set_password(anybody, token) == 404


def test_the_token_is_nowhere_kept(post: PostOffice, anybody: Visitor, newcomer: Newcomer) -> None:
    token = reset_token(post, anybody, newcomer())
    assert token not in str(list(Link.objects.values_list()))
    assert token not in str(list(Job.objects.values_list()))


def test_a_link_never_names_the_host_that_was_asked(
    post: PostOffice, anybody: Visitor, newcomer: Newcomer
) -> None:
    person = newcomer()
    headers = {"Host": "localhost", "X-Forwarded-Host": "evil.example"}
    anybody.send("/reset/", {"email": address_of(person)}, headers=headers)
    post.deliver()
    for mail in post.take():
        assert "evil.example" not in mail.message.as_string()
        assert "localhost/" not in mail.text
        assert "http://127.0.0.1:8000/reset/new/?token=" in mail.text


@pytest.fixture
def verifying(tmp_path: Path, post: PostOffice) -> Iterator[Service]:
    service = Service(tmp_path / "log", ONEONONE_EMAIL_VERIFICATION="on")
    service.start()
    yield service
    service.stop()


def test_an_account_opens_when_its_link_is_confirmed(post: PostOffice, verifying: Service) -> None:
    visitor = visit(verifying.url)
    someone = details()
    email = f"{someone['username']}@example.org"
    signed_up = visitor.send("/signup/", {**someone, "email": email})
    assert signed_up.headers["Location"] == "/login/"
    assert visitor.see("/home/").status_code == 302
    refused = visitor.log_in(someone["username"])
    assert errors(refused) == ["User not activated"]
    post.deliver()
    (first,) = post.take()
    assert (first.to, first.subject) == ([email], "Confirm your address")
    ask(visitor, email)
    post.deliver()
    (again,) = post.take()
    assert (again.to, again.subject) == ([email], "Confirm your address")
    for method in ("GET", "HEAD"):
        visitor.http.request(method, f"/confirm/?token={token_in(first)}")
    assert visitor.log_in(someone["username"]).status_code == 400
    confirmed = visitor.send("/confirm/", {"token": token_in(again)})
    assert confirmed.headers["Location"] == "/login/"
    assert visitor.log_in(someone["username"]).status_code == 302
    used = [visitor.send("/confirm/", {"token": token_in(mail)}) for mail in (first, again)]
    assert [answer.status_code for answer in used] == [404, 404]
    visitor.http.close()
    log = verifying.log.read_text()
    assert token_in(first) not in log
    assert token_in(again) not in log


def test_an_account_made_by_the_api_waits_too(post: PostOffice, verifying: Service) -> None:
    visitor = visit(verifying.url)
    someone = details()
    made = visitor.http.post(REGISTER, json=someone)
    assert made.status_code == 201
    login = visitor.http.post(
        LOGIN, json={name: someone[name] for name in ("username", "password")}
    )
    assert (login.status_code, login.json()) == (400, {"non_field_errors": ["User not activated"]})
    post.deliver()
    assert [mail.to for mail in post.take()] == [[someone["email"]]]
    visitor.http.close()
