"""Everything a problem can have wrong, and the one line that says so."""

import json
from datetime import date, timedelta, timezone
from typing import Any

import pytest
from planner.monday import at, period, periods, problem

from oneonone.planner import Period, Pin, ProblemError, parse_meets, parse_problem

NAIVE = at("10:00").replace(tzinfo=None)
HOUR = {"start": "2027-03-01T09:00:00Z", "end": "2027-03-01T10:00:00Z", "preference": 2}
PIN = {"person": "ana", "start": "2027-03-01T09:00:00Z", "end": "2027-03-01T10:00:00Z"}
ASKED: dict[str, Any] = {
    "meeting_minutes": 30,
    "buffer_minutes": 0,
    "step_minutes": 5,
    "owner": [HOUR],
    "people": {"ana": [HOUR], "bo": []},
}


def line(text: str | bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        parse_problem(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"meeting_minutes": "30"}, "meeting_minutes: must be a whole number"),
        ({"meeting_minutes": True}, "meeting_minutes: must be a whole number"),
        ({"meeting_minutes": 2.5}, "meeting_minutes: must be a whole number"),
        ({"meeting_minutes": None}, "meeting_minutes: must be a whole number"),
        ({"meeting_minutes": float("nan")}, "meeting_minutes: must be a whole number"),
        ({"meeting_minutes": 0}, "meeting_minutes: must be from 5 to 1440"),
        ({"meeting_minutes": 1445}, "meeting_minutes: must be from 5 to 1440"),
        ({"meeting_minutes": 31}, "meeting_minutes: must be a multiple of 5"),
        ({"buffer_minutes": -5}, "buffer_minutes: must be from 0 to 1440"),
        ({"buffer_minutes": 3}, "buffer_minutes: must be a multiple of 5"),
        ({"step_minutes": 10}, "step_minutes: must be 1, 5 or 15"),
        ({"step_minutes": True}, "step_minutes: must be 1, 5 or 15"),
        ({"step_minutes": 5.0}, "step_minutes: must be 1, 5 or 15"),
        ({"owner": {}}, "owner: must be a list"),
        ({"owner": [[]]}, "owner[0]: must be an object"),
        ({"people": []}, "people: must be an object"),
        ({"people": {"ana": {}}}, "people.ana: must be a list"),
        ({"people": {"": []}}, "people: a name must not be empty"),
        ({"people": {"a\nb": []}}, 'people["a\\nb"]: a name must not hold control characters'),
        ({"people": {"\ud800": []}}, 'people["\\ud800"]: a name must not hold control characters'),
        ({"people": {"Ana B.": [7]}}, 'people["Ana B."][0]: must be an object'),
        ({"lengths": []}, "lengths: must be an object"),
        ({"lengths": {"zoe": 30}}, "lengths.zoe: no such person"),
        ({"lengths": {"ana": 33}}, "lengths.ana: must be a multiple of 5"),
        ({"pinned": {}}, "pinned: must be a list"),
        ({"pinned": ["ana"]}, "pinned[0]: must be an object"),
        ({"pinned": [PIN | {"person": 7}]}, "pinned[0].person: must be text"),
        ({"pinned": [PIN | {"person": "zoe"}]}, "pinned[0].person: no such person"),
        ({"pinned": [PIN, PIN]}, "pinned[1].person: ana meets already in pinned[0]"),
        ({"pinned": [PIN | {"end": PIN["start"]}]}, "pinned[0].end: the same as its start"),
        ({"pinned": [PIN, PIN | {"person": "bo"}]}, "pinned[1]: bo overlaps ana in pinned[0]"),
        (
            {"pinned": [PIN | {"start": 7}]},
            "pinned[0].start: must be text, a date and time of ISO 8601",
        ),
        ({"pinned": [PIN | {"end": "soon"}]}, "pinned[0].end: must be a date and time of ISO 8601"),
        ({"forbidden": []}, "forbidden: must be an object"),
        ({"forbidden": {"Ana B.": {}}}, 'forbidden["Ana B."]: must be a list'),
        ({"forbidden": {"ana": [7]}}, "forbidden.ana[0]: must be an object"),
        ({"forbidden": {"ana": [HOUR]}}, 'forbidden.ana[0]: "preference" is unknown'),
        ({"forbidden": {"ana": [{"end": PIN["end"]}]}}, "forbidden.ana[0]: start is missing"),
        ({"forbidden": {"ana": [{"start": PIN["end"]}]}}, "forbidden.ana[0]: end is missing"),
        (
            {"forbidden": {"ana": [{"start": PIN["start"], "end": PIN["start"]}]}},
            "forbidden.ana[0].end: the same as its start",
        ),
        (
            {"forbidden": {"ana": [{"start": 7, "end": PIN["end"]}]}},
            "forbidden.ana[0].start: must be text, a date and time of ISO 8601",
        ),
        ({"forbidden": {"zoe": []}}, "forbidden.zoe: no such person"),
        ({"current": {}}, "current: must be a list"),
        ({"current": ["ana"]}, "current[0]: must be an object"),
        ({"current": [PIN | {"person": "zoe"}]}, "current[0].person: no such person"),
        ({"current": [PIN, PIN]}, "current[1].person: ana meets already in current[0]"),
        ({"title": 1}, 'problem: "title" is unknown'),
    ],
)
def test_wrong_fields(changed: dict[str, Any], expected: str) -> None:
    assert line(json.dumps(ASKED | changed)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"preference": 4}, "preference: must be 1, 2 or 3"),
        ({"preference": 0}, "preference: must be 1, 2 or 3"),
        ({"preference": "3"}, "preference: must be 1, 2 or 3"),
        ({"preference": 2.0}, "preference: must be 1, 2 or 3"),
        ({"preference": [3]}, "preference: must be 1, 2 or 3"),
        ({"start": 7}, "start: must be text, a date and time of ISO 8601"),
        ({"start": "soon"}, "start: must be a date and time of ISO 8601"),
        ({"start": "2027-02-30T09:00:00Z"}, "start: must be a date and time of ISO 8601"),
        ({"start": "2027-03-01T09:00:00"}, "start: must have an offset from UTC"),
        ({"start": "2027-03-01"}, "start: must have an offset from UTC"),
        ({"start": "2027-03-01T09:00:00.5Z"}, "start: must be in whole seconds"),
        ({"start": "2027-03-01T09:00:00+01:00:00.5"}, "start: must be in whole seconds"),
        ({"start": "1969-12-31T23:59:59Z"}, "start: must be from 1970 to 9000"),
        ({"end": "9999-12-31T23:59:59-14:00"}, "end: must be from 1970 to 9000"),
        ({"end": "2027-03-01T08:00:00Z"}, "end: before its start"),
        ({"end": "2027-03-01T10:00:00+01:00"}, "end: the same as its start"),
    ],
)
def test_wrong_periods(changed: dict[str, Any], expected: str) -> None:
    people = {"ana": [HOUR, HOUR, HOUR | changed]}
    assert line(json.dumps(ASKED | {"people": people})) == f"people.ana[2].{expected}"
    owner = [HOUR | changed]
    assert line(json.dumps(ASKED | {"owner": owner})) == f"owner[0].{expected}"


@pytest.mark.parametrize("name", ["meeting_minutes", "buffer_minutes", "step_minutes", "owner"])
def test_missing_fields(name: str) -> None:
    assert line(json.dumps({k: v for k, v in ASKED.items() if k != name})) == (
        f"problem: {name} is missing"
    )


def test_members_of_periods_and_pins() -> None:
    period_without = {"start": HOUR["start"], "end": HOUR["end"]}
    assert (
        line(json.dumps(ASKED | {"owner": [period_without]})) == "owner[0]: preference is missing"
    )
    unknown = json.dumps(ASKED | {"pinned": [PIN | {"preference": 1}]})
    assert line(unknown) == 'pinned[0]: "preference" is unknown'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "problem: no JSON, line 1 column 1: Expecting value"),
        (
            "{",
            "problem: no JSON, line 1 column 2: Expecting property name enclosed in double quotes",
        ),
        ("[]", "problem: must be an object"),
        ("7", "problem: must be an object"),
        (b"\xff{}", "problem: no JSON in UTF-8"),
        ("9" * 5000, "problem: no JSON in UTF-8"),
        ("[" * 100_000, "problem: nested too deeply"),
        ('{"people": {"ana": [], "ana": []}}', 'problem: "ana" stands twice in one object'),
    ],
)
def test_no_problem_at_all(text: str | bytes, expected: str) -> None:
    assert line(text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "problem: no JSON, line 1 column 1: Expecting value"),
        ("[]", "plan: must be an object"),
        ("{}", "plan: meets is missing"),
        ('{"meets": {}}', "meets: must be a list"),
        ('{"meets": [7]}', "meets[0]: must be an object"),
        (json.dumps({"meets": [PIN, PIN | {"person": 7}]}), "meets[1].person: must be text"),
        (json.dumps({"meets": [PIN | {"liked": 1}]}), 'meets[0]: "liked" is unknown'),
    ],
)
def test_no_plan(text: str, expected: str) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_meets(text)
    assert str(caught.value) == expected


def test_pins_closer_than_the_buffer_clash_in_any_order() -> None:
    pins = (Pin("bo", at("09:30"), at("10:00")), Pin("ana", at("09:00"), at("09:25")))
    people = {"ana": (), "bo": ()}
    problem(people=people, pinned=pins, buffer_minutes=5)
    with pytest.raises(ProblemError) as caught:
        problem(people=people, pinned=pins, buffer_minutes=10)
    assert str(caught.value) == ("pinned[0]: bo comes closer than the buffer to ana in pinned[1]")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"people": [("ana", ())]}, "people: must be a mapping of names"),
        ({"people": {7: ()}}, "people: a name must be text"),
        ({"lengths": [("ana", 30)]}, "lengths: must be a mapping of names"),
        ({"forbidden": [("ana", ())]}, "forbidden: must be a mapping of names"),
        (
            {"owner": (Period(date(2027, 3, 1), at("10:00"), 2),)},
            "owner[0].start: must be a date and time",
        ),
        (
            {"owner": (Period(at("09:00"), NAIVE, 2),)},
            "owner[0].end: must have an offset from UTC",
        ),
    ],
)
def test_built_in_python(fields: dict[str, Any], expected: str) -> None:
    with pytest.raises(ProblemError) as caught:
        problem(**fields)
    assert str(caught.value) == expected


def test_the_longest_meetings_and_buffers() -> None:
    day = problem(meeting_minutes=1440, buffer_minutes=1440)
    assert (day.meeting_minutes, day.buffer_minutes) == (1440, 1440)


def test_any_offset_is_welcome() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    moved = Period(at("09:00").astimezone(east), at("10:00").astimezone(east), 2)
    assert problem(owner=(moved,)) == problem(owner=(period("09:00-10:00"),))
    assert problem(people={"ana": periods("09:00-10:00")}).lengths == {}
