"""A schedule by hand whose body is not what it should be."""

from typing import Any

import pytest
from support.calendars import Filled, ask, fill_calendar, get, meet
from support.people import Cast

REQUIRED = "This field is required."
NOT_AN_INTEGER = "A valid integer is required."
NULL = "This field may not be null."
NO_TIME = "Datetime has wrong format. Use ISO 8601: YYYY-MM-DDThh:mm[:ss][Z|+hh:mm]."
BACKWARDS = "The end must be after the start."


@pytest.fixture(scope="module")
def filled(cast: Cast) -> Filled:
    """One calendar for everything that is refused: it stays as it is."""
    return fill_calendar(cast)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (None, {"meets": [REQUIRED]}),
        ({}, {"meets": [REQUIRED]}),
        ({"force": True}, {"meets": [REQUIRED]}),
        ({"meets": None}, {"meets": [NULL]}),
    ],
)
def test_meets_are_required(cast: Cast, filled: Filled, body: Any, refusal: Any) -> None:
    before = get(cast.owner, f"{filled.calendar}schedule/")
    path = f"{filled.calendar}schedule/"
    assert ask(cast.owner, "PUT", path, json=body) == (400, refusal)
    assert get(cast.owner, path) == before


@pytest.mark.parametrize("meets", ["x", 1, True, {"meeter": 1}, {}])
def test_meets_are_a_list(cast: Cast, filled: Filled, meets: Any) -> None:
    path = f"{filled.calendar}schedule/"
    before = get(cast.owner, path)
    status, refusal = ask(cast.owner, "PUT", path, json={"meets": meets})
    assert (status, list(refusal)) == (400, ["meets"])
    assert get(cast.owner, path) == before


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        *(
            ({"meeter": value}, {"meeter": [NOT_AN_INTEGER]})
            for value in (True, 2.5, 3.0, "3.0", "\u0663", " 3 ", "", "ana", [1])
        ),
        ({"meeter": None}, {"meeter": [NULL]}),
        ({"start_period": "2094-03-01"}, {"start_period": [NO_TIME]}),
        ({"end_period": None}, {"end_period": [NULL]}),
        ({"end_period": "2094-03-01T09:00:00Z"}, {"non_field_errors": [BACKWARDS]}),
        ({"end_period": "2094-03-01T08:00:00Z"}, {"non_field_errors": [BACKWARDS]}),
    ],
)
def test_a_bad_meet_is_refused_at_its_place(
    cast: Cast, filled: Filled, changes: dict[str, Any], refusal: Any
) -> None:
    path = f"{filled.calendar}schedule/"
    before = get(cast.owner, path)
    good = meet(cast.invitee, "09:00", "09:30")
    body = {"meets": [good, {**meet(cast.other, "10:00", "10:30"), **changes}], "force": True}
    assert ask(cast.owner, "PUT", path, json=body) == (400, {"meets": {"1": refusal}})
    assert get(cast.owner, path) == before


@pytest.mark.parametrize("missing", ["meeter", "start_period", "end_period"])
def test_a_meet_needs_all_three(cast: Cast, filled: Filled, missing: str) -> None:
    path = f"{filled.calendar}schedule/"
    before = get(cast.owner, path)
    row = meet(cast.invitee, "09:00", "09:30")
    del row[missing]
    refusal = (400, {"meets": {"0": {missing: [REQUIRED]}}})
    assert ask(cast.owner, "PUT", path, json={"meets": [row]}) == refusal
    assert get(cast.owner, path) == before


@pytest.mark.parametrize("row", [1, "x", None, [], True])
def test_a_meet_that_is_no_object_is_refused(cast: Cast, filled: Filled, row: Any) -> None:
    path = f"{filled.calendar}schedule/"
    before = get(cast.owner, path)
    status, refusal = ask(cast.owner, "PUT", path, json={"meets": [row]})
    assert (status, list(refusal)) == (400, ["meets"])
    assert get(cast.owner, path) == before


def test_a_form_cannot_say_meets_but_is_answered(cast: Cast, filled: Filled) -> None:
    path = f"{filled.calendar}schedule/"
    answer = ask(cast.owner, "PUT", path, data={"force": "true"})
    assert answer == (400, {"meets": [REQUIRED]})


def test_times_of_meets_may_be_wall_time(cast: Cast) -> None:
    filled = fill_calendar(cast)
    row = meet(cast.invitee, "2094-03-01T09:00", "2094-03-01T09:30")
    path = f"{filled.calendar}schedule/"
    status, [kept] = ask(cast.owner, "PUT", path, json={"meets": [row]})
    assert (status, kept["start_period"]) == (200, "2094-03-01T09:00:00Z")
