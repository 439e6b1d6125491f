"""POST schedule, on problems small enough to know the best schedule by hand."""

from typing import Any

import pytest
from support.calendars import (
    Filled,
    ask,
    day,
    done,
    fill_calendar,
    get,
    id_of,
    invite,
    make_calendar,
    meet,
    offer,
)
from support.people import Cast, Person
from support.problems import Offers, make_problem, plan, plan_by_role

JSON = {"Content-Type": "application/json"}


def test_the_answer_is_whole(cast: Cast) -> None:
    offers = [
        ("owner", "09:00", "12:00", 3),
        ("invitee", "10:00", "11:00", 2),
        ("other", "09:00", "09:30", 1),
    ]
    calendar = make_problem(cast, offers)
    answer = plan(cast, calendar)
    first, second = answer["meets"]
    expected = {
        "meets": [
            {**meet(cast.other, "09:00", "09:30"), "id": first["id"]},
            {**meet(cast.invitee, "10:00", "10:30"), "id": second["id"]},
        ],
        "unplaced": [],
        "placed": 2,
        "preference": 3,
        "levels": [2, 3, 1, 6, 60],
        "bound": [2, 3, 1, 6, 60],
        "optimal": True,
        "seconds": answer["seconds"],
    }
    for row in expected["meets"]:
        row["calendar"] = id_of(calendar)
    assert answer == expected
    assert first["id"] != second["id"]


REASONS: list[tuple[str, Offers, dict[str, int]]] = [
    ("no_reply", [("owner", "09:00", "10:00", 2)], {}),
    ("no_reply", [], {}),
    ("no_overlap", [("owner", "09:00", "10:00", 2), ("invitee", "10:00", "11:00", 2)], {}),
    ("no_overlap", [("invitee", "10:00", "11:00", 2)], {}),
    ("too_short", [("owner", "09:00", "10:00", 2), ("invitee", "09:35", "11:00", 2)], {}),
    (
        "too_short",
        [("owner", "09:00", "10:00", 2), ("invitee", "09:00", "10:00", 2)],
        {"invitee": 65},
    ),
]


@pytest.mark.parametrize(("reason", "offers", "lengths"), REASONS)
def test_whom_no_time_suits_gets_the_reason(
    cast: Cast, reason: str, offers: Offers, lengths: dict[str, int]
) -> None:
    answer = plan(cast, make_problem(cast, offers, lengths))
    rows = {row["meeter"]: row for row in answer["unplaced"]}
    assert (answer["meets"], sorted(rows)) == ([], sorted((cast.invitee.id, cast.other.id)))
    for row in rows.values():
        assert list(row) == ["meeter", "reason", "detail"]
        assert isinstance(row["detail"], str)
    assert rows[cast.invitee.id]["reason"] == reason
    assert rows[cast.other.id]["reason"] == "no_reply"


def test_whom_others_crowded_out_is_told_who(cast: Cast) -> None:
    offers = [
        ("owner", "09:00", "09:30", 2),
        ("invitee", "09:00", "09:30", 3),
        ("other", "09:00", "09:30", 1),
    ]
    answer = plan(cast, make_problem(cast, offers))
    [row] = answer["unplaced"]
    assert (row["meeter"], row["reason"]) == (cast.other.id, "crowded_out")
    assert cast.invitee.username in row["detail"]
    assert [row["meeter"] for row in answer["meets"]] == [cast.invitee.id]


def test_one_who_says_that_nothing_suits_has_offered_nothing(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invited = invite(cast.owner, calendar, cast.invitee)
    offer(cast.owner, calendar, "09:00", "10:00")
    done(cast.invitee, "PUT", f"/invitations/{invited['id']}/", {"answered": True})
    [row] = plan(cast, calendar)["unplaced"]
    assert (row["meeter"], row["reason"]) == (cast.invitee.id, "no_reply")


def test_nothing_to_schedule_is_an_empty_schedule(cast: Cast) -> None:
    answer = plan(cast, make_calendar(cast.owner))
    none = [0, 0, 0, 0, 0]
    expected = {"meets": [], "unplaced": [], "placed": 0, "preference": 0, "optimal": True}
    seconds = {"seconds": answer["seconds"]}
    assert answer == {**expected, **seconds, "levels": none, "bound": none}


def test_planning_replaces_the_old_schedule(cast: Cast) -> None:
    filled = fill_calendar(cast)
    by_hand = {"meets": [meet(cast.other, "14:00", "16:00")], "force": True}
    done(cast.owner, "PUT", f"{filled.calendar}schedule/", by_hand)
    best = [("invitee", "09:00", "09:30"), ("other", "10:00", "10:30")]
    assert plan_by_role(cast, filled.calendar) == best
    assert plan_by_role(cast, filled.calendar) == best


def test_planning_changes_nothing_but_this_schedule(cast: Cast) -> None:
    filled, spared = fill_calendar(cast), fill_calendar(cast)
    parts = ("", "invitee/", "availabilities/")
    before = [get(cast.owner, filled.calendar + part) for part in parts]
    beside = get(cast.owner, f"{spared.calendar}schedule/")
    plan(cast, filled.calendar)
    assert [get(cast.owner, filled.calendar + part) for part in parts] == before
    assert get(cast.owner, f"{spared.calendar}schedule/") == beside


@pytest.mark.parametrize("body", [{}, {"meets": "x", "finalized": True, "seconds": []}])
def test_the_body_may_hold_anything(cast: Cast, body: Any) -> None:
    filled = fill_calendar(cast)
    answer = done(cast.owner, "POST", f"{filled.calendar}schedule/", body)
    assert answer["placed"] == 2


def test_a_broken_body_is_refused_and_the_old_schedule_stays(cast: Cast) -> None:
    filled: Filled = fill_calendar(cast)
    path = f"{filled.calendar}schedule/"
    before = get(cast.owner, path)
    refusal = (400, {"detail": "The body is not valid JSON."})
    assert ask(cast.owner, "POST", path, content=b"{", headers=JSON) == refusal
    assert get(cast.owner, path) == before


def test_the_past_deadline_of_one_who_answered_is_no_obstacle(cast: Cast) -> None:
    filled = fill_calendar(cast)
    path = f"{filled.calendar}invitee/{filled.invited['id']}/"
    done(cast.owner, "PUT", path, {"deadline": day("2020-01-01T00:00:00Z")})
    assert plan(cast, filled.calendar)["placed"] == 2


def test_one_who_left_is_neither_placed_nor_unplaced(cast: Cast) -> None:
    filled = fill_calendar(cast)
    person: Person = cast.invitee
    done(person, "DELETE", f"/invitations/{filled.invited['id']}/")
    answer = plan(cast, filled.calendar)
    assert [row["meeter"] for row in answer["meets"]] == [cast.other.id]
    assert answer["unplaced"] == []
