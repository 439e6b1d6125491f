"""What a schedule would cost, and what others there are; neither changes anything."""

from typing import Any

import pytest
from support.calendars import TOO_FAR, Filled, Json, ask, day, done, fill_calendar, get, meet, offer
from support.people import Cast
from support.problems import make_problem


@pytest.fixture
def filled(cast: Cast) -> Filled:
    """The owner offers 9 to 12, the invitee 9 to 10, the other 10 to 11."""
    return fill_calendar(cast)


def check(cast: Cast, filled: Filled, *meets: Json) -> Any:
    before = get(cast.owner, f"{filled.calendar}schedule/")
    told = done(cast.owner, "POST", f"{filled.calendar}schedule/check/", {"meets": list(meets)})
    assert get(cast.owner, f"{filled.calendar}schedule/") == before
    return told


def test_the_best_costs_nothing(cast: Cast, filled: Filled) -> None:
    both = [meet(cast.invitee, "09:00", "09:30"), meet(cast.other, "10:00", "10:30")]
    assert check(cast, filled, *both) == {
        "allowed": True,
        "problems": [],
        "placed": 2,
        "preference": 3,
        "cost": {"placed": 0, "preference": 0},
    }


def test_a_worse_one_says_by_how_much(cast: Cast, filled: Filled) -> None:
    told = check(cast, filled, meet(cast.invitee, "09:00", "09:30"))
    assert told["cost"] == {"placed": -1, "preference": -1}
    offer(cast.invitee, filled.calendar, "11:00", "12:00", 3)
    both = [meet(cast.invitee, "09:00", "09:30"), meet(cast.other, "10:00", "10:30")]
    assert check(cast, filled, *both)["cost"] == {"placed": 0, "preference": -1}
    assert check(cast, filled)["cost"] == {"placed": -2, "preference": -4}


def test_one_that_is_not_allowed_says_all_that_is_wrong(cast: Cast, filled: Filled) -> None:
    told = check(
        cast,
        filled,
        meet(cast.invitee, "09:45", "10:15"),
        meet(cast.other, "10:00", "10:30"),
    )
    names = cast.invitee.username, cast.other.username
    assert told == {
        "allowed": False,
        "problems": [
            "The meetings of {} and {} overlap, or leave less than the buffer.".format(*names),
            "{0} has not offered the time of the meeting of {0}.".format(names[0]),
        ],
        "placed": None,
        "preference": None,
        "cost": None,
    }
    told = check(cast, filled, meet(cast.stranger, "09:00", "09:30"))
    assert told["problems"] == [f"User {cast.stranger.id} is not invited."]


def test_one_that_ends_centuries_away_is_refused(cast: Cast) -> None:
    filled = fill_calendar(cast, buffer_minutes=30)
    far = [
        {**meet(person, "09:00", "09:30"), "end_period": "9999-12-31T23:59:59Z"}
        for person in (cast.invitee, cast.other)
    ]
    answer = ask(cast.owner, "POST", f"{filled.calendar}schedule/check/", json={"meets": far})
    refusal = {"end_period": [TOO_FAR]}
    assert answer == (400, {"meets": {"0": refusal, "1": refusal}})


def test_a_check_wants_meets(cast: Cast, filled: Filled) -> None:
    required = (400, {"meets": ["This field is required."]})
    assert ask(cast.owner, "POST", f"{filled.calendar}schedule/check/", json={}) == required


def others(cast: Cast, calendar: str, count: str = "") -> Any:
    return get(cast.owner, f"{calendar}schedule/alternatives/{count}")


def test_the_other_way_round(cast: Cast) -> None:
    offers = [(role, "09:00", "10:00", 2) for role in ("owner", "invitee", "other")]
    calendar = make_problem(cast, offers)
    best = done(cast.owner, "POST", f"{calendar}schedule/")
    before = get(cast.owner, f"{calendar}schedule/")
    [other] = others(cast, calendar)
    assert get(cast.owner, f"{calendar}schedule/") == before
    swapped = {row["meeter"]: row["start_period"] for row in other["meets"]}
    assert [swapped[row["meeter"]] for row in best["meets"]] == [day("09:30"), day("09:00")]
    assert (other["placed"], other["preference"]) == (2, 4)
    assert (other["levels"], other["unplaced"]) == (best["levels"], [])
    assert {change["meeter"] for change in other["changes"]} == set(swapped)
    assert [row["preference"] for row in other["meets"]] == [2, 2]
    for change in other["changes"]:
        assert change["after"]["start_period"] == swapped[change["meeter"]]
        assert change["before"] != change["after"]


def test_as_many_as_one_asks_for(cast: Cast) -> None:
    offers = [(role, "09:00", "11:00", 2) for role in ("owner", "invitee", "other")]
    calendar = make_problem(cast, offers)
    assert len(others(cast, calendar)) == 3
    assert len(others(cast, calendar, "?count=1")) == 1
    assert len(others(cast, calendar, "?count=5")) == 5


@pytest.mark.parametrize("count", ["0", "6", "-1", "two", "1.5", "", "٣"])
def test_a_count_that_makes_no_sense(cast: Cast, filled: Filled, count: str) -> None:
    path = f"{filled.calendar}schedule/alternatives/?count={count}"
    status, told = ask(cast.owner, "GET", path)
    assert (status, list(told)) == (400, ["count"])


def test_nothing_else_is_possible(cast: Cast) -> None:
    calendar = make_problem(cast, [("owner", "09:00", "09:30", 2), ("other", "09:00", "09:30", 2)])
    assert others(cast, calendar) == []
    assert others(cast, make_problem(cast, [])) == []
