"""Headers and names in a body that can't be read are bad input like any other."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.calendars import ask, make_calendar
from support.people import PASSWORD, Cast, Person

UNREADABLE = {"detail": "The request could not be read."}
BROKEN_OFF = {"detail": "The form breaks off: its closing boundary is missing."}


@pytest.mark.parametrize("kind", ["text/plain; x*=foo''%41", "text/plain; x*=idna''%FF"])
@pytest.mark.parametrize("path", ["/healthz", "/calendars/", "/nothing"])
def test_a_media_type_that_cannot_be_read_is_bad_input(cast: Cast, path: str, kind: str) -> None:
    answer = cast.anonymous.get(path, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()) == (400, UNREADABLE)
    assert answer.headers["Content-Type"] == "application/json"


def test_the_docs_take_an_accept_header_that_cannot_be_read(cast: Cast) -> None:
    answer = cast.anonymous.get("/docs/", headers={"Accept": "text/html; x*=foo''%41"})
    assert answer.status_code == httpx.codes.OK


def test_a_boundary_that_is_no_text_is_bad_input(cast: Cast) -> None:
    kind = "multipart/form-data; boundary*=utf-7''%2B2AA-"
    path = make_calendar(cast.owner) + "availabilities/"
    answer = ask(cast.owner, "POST", path, content=b"x", headers={"Content-Type": kind})
    assert answer == (400, BROKEN_OFF)


def test_a_length_announced_under_another_name_announces_nothing(cast: Cast) -> None:
    answer = cast.anonymous.post("/accounts/login/", headers={"Content_Length": "5"})
    assert (answer.status_code, answer.json()) == (
        400,
        {"non_field_errors": ["Both fields are required"]},
    )


@pytest.mark.parametrize("many", ["data", "files"])
@pytest.mark.parametrize("digits", [300, 5000])
def test_a_name_of_hundreds_of_digits_is_bad_input(cast: Cast, many: str, digits: int) -> None:
    path = make_calendar(cast.owner) + "schedule/"
    options: dict[str, Any] = {many: {f"meets[{'9' * digits}]meeter": "1"}}
    assert ask(cast.owner, "PUT", path, **options)[0] == httpx.codes.BAD_REQUEST


def test_too_many_meets_are_refused_before_each_is_read(cast: Cast) -> None:
    path = make_calendar(cast.owner) + "schedule/"
    status, refusal = ask(cast.owner, "PUT", path, json={"meets": [0] * 200_000})
    assert (status, len(str(refusal)) < 200) == (400, True)


def test_too_many_periods_are_refused_before_each_is_read(cast: Cast) -> None:
    path = make_calendar(cast.owner) + "availabilities/"
    status, refusal = ask(cast.owner, "PUT", path, json={"periods": [0] * 200_000})
    assert (status, len(str(refusal)) < 300) == (400, True)


@pytest.mark.parametrize("tag", ['"', "\x80", ",,,", '"' * 5000, "**", 'W/"', '"\t"'])
def test_a_tag_that_is_none_matches_nothing(cast: Cast, tag: str) -> None:
    path = make_calendar(cast.owner) + "availabilities/"
    headers = {"If-Match": tag.encode("latin-1")}
    answer = ask(cast.owner, "PUT", path, json={"periods": []}, headers=headers)
    assert answer == (412, {"detail": "This was changed meanwhile.", "periods": []})


def test_a_blank_username_in_a_form_names_nobody(cast: Cast) -> None:
    path = make_calendar(cast.owner) + "invitee/"
    form = {"username": "", "deadline": "2099-01-01T00:00:00Z"}
    refusal = {"invitee": ["This field is required."]}
    assert ask(cast.owner, "POST", path, data=form) == (400, refusal)


def test_one_logs_in_with_the_name_one_registered_however_it_is_spelled(cast: Cast) -> None:
    typed = "e\u0301mile"
    kept = unicodedata.normalize("NFKC", typed)
    details = {
        "username": typed,
        "first_name": "Émile",
        "last_name": "Tester",
        "email": "emile@example.org",
        "password": PASSWORD,
        "confirm_password": PASSWORD,
    }
    made = cast.anonymous.post("/accounts/register/", json=details)
    assert made.json().get("username", kept) == kept
    login = {"username": typed, "password": PASSWORD}
    for path in ("/accounts/login/", "/api/token/"):
        assert cast.anonymous.post(path, json=login).status_code == httpx.codes.OK
    calendar = make_calendar(cast.owner)
    invite = {"username": typed, "deadline": "2099-01-01T00:00:00Z"}
    assert ask(cast.owner, "POST", f"{calendar}invitee/", json=invite)[0] == httpx.codes.OK


def test_a_picture_whose_file_is_gone_is_not_found(
    newcomer: Callable[[], Person], home: Path
) -> None:
    person = newcomer()
    png = (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\x0cIDATx"
        b"\x9cc\xf8\xcf\xc0\0\0\3\1\1\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82"
    )
    sent = person.http.put("/accounts/profile/", files={"profile_picture": ("p.png", png)})
    path = sent.json()["profile_picture"]
    (home / path.lstrip("/")).unlink()
    assert ask(person, "GET", path) == (404, {"detail": "Not found."})
