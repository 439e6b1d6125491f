"""What pages cost, and that the API pays nothing for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from support.accounts import new_username
from support.queries import MOST, browser_of, cost

from oneonone.accounts import tokens
from oneonone.contacts.models import Block, Contact
from oneonone.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = (
    "/",
    "/login/",
    "/signup/",
    "/reset/",
    "/home/",
    "/me/contacts/",
    "/me/profile/",
    "/me/password/",
    "/me/mails/",
    "/me/feeds/",
)
LEAD_HOME = dict.fromkeys(("/", "/login/", "/signup/"), 302)

pytestmark = pytest.mark.django_db


def somebody() -> User:
    return User.objects.create_user(new_username())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_few_queries_and_no_more_with_more_to_show(path: str) -> None:
    costs = []
    for rows in (1, 3):
        user = somebody()
        browser = browser_of(user)
        browser.get("/me/profile/")  # makes the profile
        for _ in range(rows):
            befriend(user)
        costs.append(cost(browser, path, status=LEAD_HOME.get(path, 200)))
    assert costs[0] == costs[1] <= MOST


@pytest.mark.parametrize("path", ["/staff/", "/staff/mails/"])
def test_a_page_of_the_staff_costs_no_more_with_more_to_show(path: str) -> None:
    user = somebody()
    User.objects.filter(pk=user.pk).update(is_staff=True)
    browser = browser_of(user)
    browser.get("/me/profile/")  # makes the profile
    costs = []
    for rows in (1, 3):
        times = dict.fromkeys(("created_at", "due_at", "failed_at"), "2020-01-01T00:00:00Z")
        Job.objects.bulk_create(
            Job(name="unheard.of", payload={}, error="No.", **times) for _ in range(rows)
        )
        costs.append(cost(browser, path))
    assert costs[0] == costs[1] <= MOST


def befriend(user: User) -> None:
    Contact.objects.create(requester=user, requested=somebody(), accepted=True)
    Contact.objects.create(requester=user, requested=somebody())
    Contact.objects.create(requester=somebody(), requested=user)
    Block.objects.create(blocker=user, blocked=somebody())


def test_the_api_does_not_ask_for_a_session(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    user = somebody()
    browser = browser_of(user)
    token = {"Authorization": f"Bearer {tokens.issue(user, 'access')}", "Accept": "*/*"}
    with django_assert_num_queries(2):
        assert browser.get("/calendars/", headers=token).status_code == 200
    with django_assert_num_queries(0):
        assert browser.get("/calendars/", headers={"Accept": "*/*"}).status_code == 401
        assert browser.get("/nowhere/", headers={"Accept": "*/*"}).status_code == 404
        assert browser.get("/healthz/").status_code == 200
