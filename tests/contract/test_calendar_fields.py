"""What the fields of a calendar take, and what they refuse; refusing changes nothing."""

from typing import Any

import pytest
from support.calendars import DAYS, ask, done, get, make_calendar
from support.people import Cast

NOT_AN_INTEGER = "A valid integer is required."
CONTROL = "Control characters are not allowed."
NO_ZONE = "Not a time zone. Use an IANA name like Europe/Berlin."
NO_DATE = "Date has wrong format. Use YYYY-MM-DD."
MEETING_RANGE = "Ensure this value is between 5 and 480."
BUFFER_RANGE = "Ensure this value is between 0 and 240."
IN_FIVES = "Ensure this value is a multiple of 5."
NULL = "This field may not be null."
BLANK = "This field may not be blank."
NO_INTEGERS = [True, False, 5.5, 45.0, "45.0", "4e1", " 45 ", "٤٥", "", "abc", [45], {}]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("x", "x"),
        ("n" * 255, "n" * 255),
        ("😀" * 255, "😀" * 255),
        (f"  {'n' * 255}\t\n", "n" * 255),
        (" Dr. Łukasz's «Talks» <b> \u00a0", "Dr. Łukasz's «Talks» <b>"),
        (12345678, "12345678"),
        (0, "0"),
    ],
)
def test_a_name_is_trimmed_and_has_1_to_255_characters(cast: Cast, sent: Any, kept: str) -> None:
    path = make_calendar(cast.owner, name=sent)
    assert get(cast.owner, path)["name"] == kept
    assert done(cast.owner, "PUT", path, {"name": sent})["name"] == kept


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ("", BLANK),
        (" \t\n", BLANK),
        (None, NULL),
        ("n" * 256, "Ensure this field has no more than 255 characters."),
        (True, "Not a valid string."),
        (["x"], "Not a valid string."),
        ({"x": 1}, "Not a valid string."),
        ("a\x00b", CONTROL),
        ("\x00", CONTROL),
        ("a\nb", CONTROL),
        ("a\tb", CONTROL),
        ("a\x07", CONTROL),
        ("a\x1b[31m", CONTROL),
        ("a\x7f", CONTROL),
        ("a\x85b", CONTROL),
    ],
)
def test_a_name_that_is_none_is_refused(cast: Cast, sent: Any, message: str) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    refusal = (400, {"name": [message]})
    assert ask(cast.owner, "PUT", path, json={"name": sent}) == refusal
    assert ask(cast.owner, "POST", "/calendars/", json={"name": sent, **DAYS}) == refusal
    assert get(cast.owner, path) == before


@pytest.mark.parametrize("field", ["location", "description"])
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("one\ntwo\r\n\tthree", "one\ntwo\r\n\tthree"),
        ("\n x \n", "x"),
        (7, "7"),
    ],
)
def test_the_long_texts_may_be_empty_and_have_lines(
    cast: Cast, field: str, sent: Any, kept: str
) -> None:
    path = make_calendar(cast.owner, **{field: sent})
    assert get(cast.owner, path)[field] == kept


@pytest.mark.parametrize("field", ["location", "description"])
@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (None, NULL),
        (True, "Not a valid string."),
        ("a\x00b", CONTROL),
        ("a\x0bb", CONTROL),
    ],
)
def test_the_long_texts_refuse_control_characters(
    cast: Cast, field: str, sent: Any, message: str
) -> None:
    path = make_calendar(cast.owner, **{field: "kept"})
    body = {"name": "Talks", field: sent}
    assert ask(cast.owner, "PUT", path, json=body) == (400, {field: [message]})
    assert get(cast.owner, path)[field] == "kept"


@pytest.mark.parametrize(
    ("field", "sent", "kept"),
    [
        ("meeting_minutes", 5, 5),
        ("meeting_minutes", 480, 480),
        ("meeting_minutes", "45", 45),
        ("buffer_minutes", 0, 0),
        ("buffer_minutes", "0", 0),
        ("buffer_minutes", 240, 240),
    ],
)
def test_minutes_are_integers_sent_loosely(cast: Cast, field: str, sent: Any, kept: int) -> None:
    path = make_calendar(cast.owner, **{field: sent})
    assert get(cast.owner, path)[field] == kept
    assert done(cast.owner, "PUT", path, {"name": "Talks", field: sent})[field] == kept


@pytest.mark.parametrize(
    ("field", "sent", "message"),
    [
        ("meeting_minutes", 0, MEETING_RANGE),
        ("meeting_minutes", 4, MEETING_RANGE),
        ("meeting_minutes", 485, MEETING_RANGE),
        ("meeting_minutes", "-30", MEETING_RANGE),
        ("meeting_minutes", 2**63, MEETING_RANGE),
        ("meeting_minutes", 10**40, MEETING_RANGE),
        ("meeting_minutes", 7, IN_FIVES),
        ("meeting_minutes", "31", IN_FIVES),
        ("buffer_minutes", -5, BUFFER_RANGE),
        ("buffer_minutes", 245, BUFFER_RANGE),
        ("buffer_minutes", 1, IN_FIVES),
        ("meeting_minutes", None, NULL),
        ("buffer_minutes", None, NULL),
        *(("meeting_minutes", value, NOT_AN_INTEGER) for value in NO_INTEGERS),
        *(("buffer_minutes", value, NOT_AN_INTEGER) for value in NO_INTEGERS),
    ],
)
def test_minutes_out_of_range_or_step_or_no_integers_are_refused(
    cast: Cast, field: str, sent: Any, message: str
) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    refusal = (400, {field: [message]})
    assert ask(cast.owner, "PUT", path, json={"name": "New", field: sent}) == refusal
    body = {"name": "New", **DAYS, field: sent}
    assert ask(cast.owner, "POST", "/calendars/", json=body) == refusal
    assert get(cast.owner, path) == before


@pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "Etc/GMT+12", "Asia/Kathmandu", " UTC\n"])
def test_a_zone_is_an_iana_name_trimmed(cast: Cast, name: str) -> None:
    path = make_calendar(cast.owner, time_zone=name)
    assert get(cast.owner, path)["time_zone"] == name.strip()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ("localtime", NO_ZONE),
        ("Factory", NO_ZONE),
        ("Europe/Nowhere", NO_ZONE),
        ("europe/berlin", NO_ZONE),
        ("+02:00", NO_ZONE),
        ("CEST", NO_ZONE),
        ("../../etc/passwd", NO_ZONE),
        ("/usr/share/zoneinfo/UTC", NO_ZONE),
        ("UTC\x00", NO_ZONE),
        ("", NO_ZONE),
        (2, NO_ZONE),
        (["UTC"], NO_ZONE),
        ({}, NO_ZONE),
        (None, NULL),
    ],
)
def test_what_is_no_zone_is_refused(cast: Cast, sent: Any, message: str) -> None:
    path = make_calendar(cast.owner)
    before = get(cast.owner, path)
    refusal = (400, {"time_zone": [message]})
    assert ask(cast.owner, "PUT", path, json={"name": "New", "time_zone": sent}) == refusal
    body = {"name": "New", **DAYS, "time_zone": sent}
    assert ask(cast.owner, "POST", "/calendars/", json=body) == refusal
    assert get(cast.owner, path) == before


@pytest.mark.parametrize("field", ["start_date", "end_date"])
@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ("2094-02-29", NO_DATE),
        ("2094-13-01", NO_DATE),
        ("2094-3-1", NO_DATE),
        ("01.03.2027", NO_DATE),
        ("2094-03-01T00:00:00Z", NO_DATE),
        ("\u0662\u0660\u0662\u0667-03-01", NO_DATE),
        ("2094-03-01\x00", NO_DATE),
        ("", NO_DATE),
        (20940301, NO_DATE),
        (True, NO_DATE),
        ([], NO_DATE),
        (None, NULL),
        ("0001-01-01", "Ensure this date is between 1971-01-01 and 2199-12-31."),
        ("9999-12-31", "Ensure this date is between 1971-01-01 and 2199-12-31."),
    ],
)
def test_what_is_no_date_is_refused(cast: Cast, field: str, sent: Any, message: str) -> None:
    body = {"name": "New", **DAYS, field: sent}
    assert ask(cast.owner, "POST", "/calendars/", json=body) == (400, {field: [message]})
