"""Bodies of calendars by form, by multipart and as JSON; a bad one changes nothing."""

from typing import Any

import pytest
from support.calendars import DAYS, FUTURE, PERIOD, ask, get, invite, make_calendar
from support.people import Cast

JSON = {"Content-Type": "application/json"}
INVALID = {"detail": "The body is not valid JSON."}
FORM = {"name": " By form ", **DAYS, "meeting_minutes": "45", "nonsense": "x"}
TALKS = b'"start_date": "2094-03-01", "end_date": "2094-03-05"'


@pytest.mark.parametrize(
    "sent",
    [
        {"data": FORM},
        {"files": {name: (None, value) for name, value in FORM.items()}},
        {"json": FORM},
    ],
    ids=["form", "multipart", "json"],
)
def test_a_calendar_is_made_from_any_of_three_kinds(cast: Cast, sent: dict[str, Any]) -> None:
    status, made = ask(cast.owner, "POST", "/calendars/", **sent)
    assert (status, made["name"], made["meeting_minutes"]) == (200, "By form", 45)
    assert get(cast.owner, f"/calendars/{made['id']}/") == made


@pytest.mark.parametrize("kind", ["data", "files"])
def test_a_person_is_invited_and_answers_by_form(cast: Cast, kind: str) -> None:
    calendar = make_calendar(cast.owner)
    invitation = {"invitee": str(cast.invitee.id), "deadline": FUTURE, "meeting_minutes": ""}
    offer = {name: str(value) for name, value in PERIOD.items()}
    for person, part, form in (
        (cast.owner, "invitee/", invitation),
        (cast.invitee, "availabilities/", offer),
    ):
        sent = form if kind == "data" else {name: (None, value) for name, value in form.items()}
        assert ask(person, "POST", calendar + part, **{kind: sent})[0] == 200
    [invited] = get(cast.owner, f"{calendar}invitee/")
    assert (invited["invitee"], invited["meeting_minutes"]) == (cast.invitee.id, None)
    [offered] = get(cast.owner, f"{calendar}availabilities/")
    assert {**offered, **PERIOD} == offered


@pytest.mark.parametrize(
    "headers",
    [{}, {"Content-Type": ""}, {"Content-Type": "text/plain"}],
    ids=["none", "empty", "text"],
)
@pytest.mark.parametrize(
    ("method", "part"),
    [
        ("PUT", ""),
        ("PUT", "finalize/"),
        ("POST", "invitee/"),
        ("POST", "availabilities/"),
        ("POST", "schedule/"),
        ("PUT", "schedule/"),
        ("DELETE", "schedule/"),
        ("DELETE", ""),
    ],
)
def test_any_other_media_type_is_415_and_changes_nothing(
    cast: Cast, method: str, part: str, headers: dict[str, str]
) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    answer = ask(cast.owner, method, path + part, content=b'{"name": "x"}', headers=headers)
    assert (answer[0], list(answer[1])) == (415, ["detail"])
    assert get(cast.owner, path) == before


@pytest.mark.parametrize(
    "content",
    [
        b'{"name":',
        b'{"name": NaN}',
        b'{"name": "x", "buffer_minutes": Infinity}',
        b'{"name": "\xff"}',
        b'{"name": "x"} {}',
        b'{"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"name": ' + b"1" * 5000 + b"}",
    ],
    ids=["cut", "nan", "infinity", "utf8", "two", "deep", "digits"],
)
def test_what_is_no_json_is_400_and_changes_nothing(cast: Cast, content: bytes) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    assert ask(cast.owner, "PUT", path, content=content, headers=JSON) == (400, INVALID)
    assert get(cast.owner, path) == before


def test_a_nest_2000_deep_is_no_name(cast: Cast) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    content = b'{"name": ' + b"[" * 2000 + b"]" * 2000 + b"}"
    assert ask(cast.owner, "PUT", path, content=content, headers=JSON)[0] == 400
    assert get(cast.owner, path) == before


def test_of_duplicate_keys_the_last_counts(cast: Cast) -> None:
    content = b'{"name": "first", "name": "last", ' + TALKS + b"}"
    status, made = ask(cast.owner, "POST", "/calendars/", content=content, headers=JSON)
    assert (status, made["name"]) == (200, "last")


def test_a_number_sent_as_text_is_the_text_of_that_number(cast: Cast) -> None:
    content = b'{"name": 1.50, ' + TALKS + b"}"
    status, made = ask(cast.owner, "POST", "/calendars/", content=content, headers=JSON)
    assert (status, made["name"]) == (200, "1.50")


@pytest.mark.parametrize("field", ["name", "location", "description"])
def test_a_lone_surrogate_is_refused(cast: Cast, field: str) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    content = b'{"name": "x", "%b": "a\\ud800"}' % field.encode()
    refusal = (400, {field: ["Control characters are not allowed."]})
    assert ask(cast.owner, "PUT", path, content=content, headers=JSON) == refusal
    assert get(cast.owner, path) == before


def test_a_broken_availability_says_so_under_detail(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.invitee)
    path = f"{calendar}availabilities/"
    assert ask(cast.invitee, "POST", path, content=b"{", headers=JSON) == (400, INVALID)
    status, answer = ask(cast.invitee, "POST", path, content=b"[]", headers=JSON)
    assert (status, list(answer)) == (400, ["non_field_errors", "detail"])
    assert answer["non_field_errors"] == [answer["detail"]]
    assert get(cast.invitee, path) == []
