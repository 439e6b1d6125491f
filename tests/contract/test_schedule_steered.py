"""POST schedule with wishes: keep, forbid, change little, or only look."""

from typing import Any

import pytest
from support.calendars import (
    NOBODY,
    TOO_FAR,
    Filled,
    Json,
    ask,
    day,
    done,
    fill_calendar,
    get,
    meet,
    offer,
    schedule,
)
from support.people import Cast


@pytest.fixture
def filled(cast: Cast) -> Filled:
    """The owner offers 9 to 12, the invitee 9 to 10, the other 10 to 11."""
    return fill_calendar(cast)


def plan(cast: Cast, filled: Filled, **wishes: Any) -> Json:
    planned: Json = done(cast.owner, "POST", f"{filled.calendar}schedule/", wishes)
    return planned


def refused(cast: Cast, filled: Filled, **wishes: Any) -> Any:
    """Plan with wishes that are refused, and check that the schedule stays."""
    before = get(cast.owner, f"{filled.calendar}schedule/")
    status, answer = ask(cast.owner, "POST", f"{filled.calendar}schedule/", json=wishes)
    assert status == 400
    assert get(cast.owner, f"{filled.calendar}schedule/") == before
    return answer


def starts(meets: list[Json]) -> dict[int, str]:
    return {row["meeter"]: row["start_period"] for row in meets}


def forbid(user: int, start: str, end: str) -> Json:
    return {"user": user, "start_period": day(start), "end_period": day(end)}


def test_whoever_is_kept_stays_where_they_are(cast: Cast, filled: Filled) -> None:
    later = [meet(cast.invitee, "09:20", "09:50"), meet(cast.other, "10:25", "10:55")]
    done(cast.owner, "PUT", f"{filled.calendar}schedule/", {"meets": later})
    planned = plan(cast, filled, keep=[cast.invitee.id])
    assert starts(planned["meets"]) == {
        cast.invitee.id: day("09:20"),
        cast.other.id: day("10:00"),
    }
    assert planned["optimal"]
    assert "moved" not in planned


def test_who_has_no_meeting_can_not_be_kept(cast: Cast, filled: Filled) -> None:
    for user in (cast.stranger.id, cast.owner.id, NOBODY):
        message = {"keep": [f"User {user} has no meeting to keep."]}
        assert refused(cast, filled, keep=[cast.invitee.id, user]) == message
    done(cast.owner, "DELETE", f"{filled.calendar}schedule/")
    assert refused(cast, filled, keep=[cast.invitee.id]) == {
        "keep": [f"User {cast.invitee.id} has no meeting to keep."]
    }


def test_two_who_clash_by_now_are_not_both_kept(cast: Cast) -> None:
    filled = fill_calendar(cast, buffer_minutes=30)
    both = {"keep": [cast.other.id, cast.invitee.id]}
    assert len(plan(cast, filled, **both)["meets"]) == 2
    done(cast.owner, "PUT", filled.calendar, {"name": "Talks", "buffer_minutes": 45})
    told = (
        f"{cast.invitee.username} and {cast.other.username} can't both be kept: "
        "their meetings overlap, or leave less than the buffer."
    )
    assert refused(cast, filled, **both) == {"keep": [told]}
    planned = plan(cast, filled, keep=[cast.invitee.id])
    assert starts(planned["meets"]) == {
        cast.invitee.id: day("09:00"),
        cast.other.id: day("10:15"),
    }


def test_a_forbidden_time_is_avoided(cast: Cast, filled: Filled) -> None:
    planned = plan(cast, filled, forbid=[forbid(cast.invitee.id, "09:00", "09:10")])
    assert starts(planned["meets"])[cast.invitee.id] == day("09:10")
    planned = plan(cast, filled, forbid=[forbid(cast.other.id, "09:00", "12:00")])
    assert [row["meeter"] for row in planned["meets"]] == [cast.invitee.id]
    assert [row["reason"] for row in planned["unplaced"]] == ["no_overlap"]


def test_only_invitees_are_forbidden_a_time(cast: Cast, filled: Filled) -> None:
    for user in (cast.stranger.id, cast.owner.id, NOBODY):
        wish = forbid(user, "09:00", "09:10")
        assert refused(cast, filled, forbid=[wish]) == {"forbid": [f"User {user} is not invited."]}


@pytest.mark.parametrize("far", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_no_forbidden_time_lies_centuries_away(cast: Cast, filled: Filled, far: str) -> None:
    wish = {"user": cast.invitee.id, "start_period": day("09:00"), "end_period": far}
    assert refused(cast, filled, forbid=[wish]) == {"forbid": {"0": {"end_period": [TOO_FAR]}}}


def test_nobody_is_moved_without_need(cast: Cast, filled: Filled) -> None:
    later = [meet(cast.invitee, "09:20", "09:50"), meet(cast.other, "10:25", "10:55")]
    done(cast.owner, "PUT", f"{filled.calendar}schedule/", {"meets": later})
    planned = plan(cast, filled, least_change=True)
    assert starts(planned["meets"]) == {
        cast.invitee.id: day("09:20"),
        cast.other.id: day("10:25"),
    }
    assert (planned["moved"], planned["optimal"]) == (0, True)
    done(cast.other, "DELETE", f"{filled.calendar}availabilities/{filled.other_offered['id']}/")
    offer(cast.other, filled.calendar, "09:30", "10:00")
    planned = plan(cast, filled, least_change=True)
    assert starts(planned["meets"]) == {cast.invitee.id: day("09:00"), cast.other.id: day("09:30")}
    assert planned["moved"] == 2


def test_a_dry_run_saves_nothing(cast: Cast, filled: Filled) -> None:
    before = schedule(cast.owner, filled.calendar)
    wish = forbid(cast.invitee.id, "09:00", "09:30")
    planned = plan(cast, filled, forbid=[wish], dry_run=True)
    assert starts(planned["meets"])[cast.invitee.id] == day("09:30")
    assert {row["id"] for row in planned["meets"]} == {None}
    assert schedule(cast.owner, filled.calendar) == before
    saved = plan(cast, filled, forbid=[wish], dry_run=False)
    assert None not in {row["id"] for row in saved["meets"]}
    assert schedule(cast.owner, filled.calendar) != before


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"keep": 1}, "keep"),
        ({"keep": ["nobody"]}, "keep"),
        ({"keep": [True]}, "keep"),
        ({"keep": None}, "keep"),
        ({"keep": [1] * 2_001}, "keep"),
        ({"forbid": [{}]}, "forbid"),
        ({"forbid": ["09:00"]}, "forbid"),
        ({"least_change": "perhaps"}, "least_change"),
        ({"dry_run": 2}, "dry_run"),
    ],
)
def test_wishes_that_make_no_sense(cast: Cast, filled: Filled, wishes: Json, field: str) -> None:
    assert list(refused(cast, filled, **wishes)) == [field]


def test_a_forbidden_time_ends_after_it_starts(cast: Cast, filled: Filled) -> None:
    wish = forbid(cast.invitee.id, "10:00", "09:00")
    assert list(refused(cast, filled, forbid=[wish])) == ["forbid"]
