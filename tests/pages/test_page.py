"""Each error that an act may raise, as the page that its person sees."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.test import RequestFactory

from oneonone.common import errors, failures
from oneonone.common.web import FormPage, Page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

pytestmark = pytest.mark.usefixtures("django_db_setup")  # collects what pages load

RAISED = [
    (errors.Invalid("No."), 400, "That did not work", {}),
    (errors.Unauthorized("No."), 401, "Please log in again", {}),
    (errors.Forbidden("No."), 403, "This is not yours to see", {}),
    (errors.NotFound("No."), 404, "There is nothing here", {}),
    (errors.Conflict("No."), 409, "This has changed meanwhile", {}),
    (errors.Gone("No."), 410, "This is closed", {}),
    (errors.TooLarge("No."), 413, "That is too large", {}),
    (
        errors.TooManyRequests(timedelta(seconds=90)),
        429,
        "That was a bit much",
        {"Retry-After": "90"},
    ),
    (errors.Busy("No."), 503, "Too busy right now", {"Retry-After": "2"}),
    (OperationalError("locked"), 503, "Too busy right now", {"Retry-After": "2"}),
    (SuspiciousOperation("odd"), 400, "That did not work", {}),
]


def ask(accept: str = "text/html") -> HttpRequest:
    request = RequestFactory(headers={"Accept": accept}).get("/somewhere/")
    request.session = SessionStore()
    return request


def answer(error: Exception, accept: str = "text/html") -> HttpResponse:
    class Broken(Page):
        public = True

        def get(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002
            raise error

    response: Any = Broken.as_view()(ask(accept))
    return response


@pytest.mark.parametrize(("error", "status", "title", "headers"), RAISED, ids=repr)
def test_an_error_is_a_page_of_its_status(
    error: Exception, status: int, title: str, headers: dict[str, str]
) -> None:
    page = answer(error)
    assert page.status_code == status
    assert f"<h1>{title}</h1>" in page.content.decode()
    assert 'href="/"' in page.content.decode()
    assert {name: page.headers[name] for name in headers} == headers
    words = answer(error, "application/json")
    assert (words.status_code, list(json.loads(words.content))) == (status, ["detail"])


def test_what_nobody_foresaw_is_left_to_the_last_resort() -> None:
    with pytest.raises(ZeroDivisionError):
        answer(ZeroDivisionError())
    page = failures.server_error(ask())
    assert page.status_code == 500
    assert "<h1>Something went wrong</h1>" in page.content.decode()
    words = failures.server_error(ask("*/*"))
    assert json.loads(words.content) == {"detail": "Something went wrong."}


def test_a_page_around_a_form_has_to_act() -> None:
    with pytest.raises(NotImplementedError):
        FormPage().act({})
