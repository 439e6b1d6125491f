"""The owner's own schedule: PUT and DELETE."""

from typing import Any

import pytest
from support.calendars import (
    DAYS,
    NOBODY,
    Filled,
    Json,
    ask,
    day,
    done,
    fill_calendar,
    get,
    invite,
    make_calendar,
    meet,
    offer,
    schedule,
)
from support.people import Cast

NULL = "This field may not be null."


@pytest.fixture
def filled(cast: Cast) -> Filled:
    """The owner offers 9 to 12, the invitee 9 to 10, the other 10 to 11."""
    return fill_calendar(cast)


def put(cast: Cast, filled: Filled, *meets: Json, **extra: Any) -> tuple[int, Any]:
    body = {"meets": list(meets), **extra}
    return ask(cast.owner, "PUT", f"{filled.calendar}schedule/", json=body)


def refuses(cast: Cast, filled: Filled, message: str, *meets: Json, **extra: Any) -> None:
    """Check that this schedule is refused in these words, and that the old one stays."""
    before = get(cast.owner, f"{filled.calendar}schedule/")
    assert len(before) == 2
    assert put(cast, filled, *meets, **extra) == (400, {"meets": [message]})
    assert get(cast.owner, f"{filled.calendar}schedule/") == before


def test_put_answers_the_list_as_get_gives_it_in_time_order(cast: Cast, filled: Filled) -> None:
    late, early = meet(cast.other, "10:30", "11:00"), meet(cast.invitee, "09:15", "09:45")
    status, rows = put(cast, filled, late, early)
    assert status == 200
    assert rows == [
        {"id": rows[0]["id"], "calendar": filled.id, **early},
        {"id": rows[1]["id"], "calendar": filled.id, **late},
    ]
    assert get(cast.owner, f"{filled.calendar}schedule/") == rows


def test_put_replaces_the_whole_schedule(cast: Cast, filled: Filled) -> None:
    only = meet(cast.other, "10:15", "10:45")
    assert put(cast, filled, only)[0] == 200
    expected = [(cast.other.id, day("10:15"), day("10:45"))]
    assert schedule(cast.owner, filled.calendar) == expected


def test_no_meets_are_an_empty_schedule(cast: Cast, filled: Filled) -> None:
    assert put(cast, filled) == (200, [])
    assert get(cast.owner, f"{filled.calendar}schedule/") == []


def test_delete_takes_the_schedule_and_nothing_else(cast: Cast, filled: Filled) -> None:
    parts = ("", "invitee/", "availabilities/")
    before = [get(cast.owner, filled.calendar + part) for part in parts]
    for _ in range(2):
        assert ask(cast.owner, "DELETE", f"{filled.calendar}schedule/") == (200, {})
        assert get(cast.owner, f"{filled.calendar}schedule/") == []
    assert [get(cast.owner, filled.calendar + part) for part in parts] == before


def test_another_calendars_schedule_stays(cast: Cast, filled: Filled) -> None:
    spared = fill_calendar(cast)
    before = get(cast.owner, f"{spared.calendar}schedule/")
    assert put(cast, filled)[0] == 200
    assert ask(cast.owner, "DELETE", f"{filled.calendar}schedule/")[0] == 200
    assert get(cast.owner, f"{spared.calendar}schedule/") == before


def test_superfluous_keys_are_ignored(cast: Cast, filled: Filled) -> None:
    kept = meet(cast.invitee, "09:00", "09:30")
    extra = {"id": 1, "calendar": 1, "user": cast.other.id, "preference": "x"}
    status, rows = put(cast, filled, {**kept, **extra}, name="x", finalized=True)
    assert (status, rows) == (200, [{"id": rows[0]["id"], "calendar": filled.id, **kept}])
    assert rows[0]["id"] != 1


@pytest.mark.parametrize(("start", "end"), [("09:00", "10:00"), ("09:07", "09:08")])
def test_any_length_and_start_is_allowed(cast: Cast, filled: Filled, start: str, end: str) -> None:
    assert put(cast, filled, meet(cast.invitee, start, end))[0] == 200
    expected = [(cast.invitee.id, day(start), day(end))]
    assert schedule(cast.owner, filled.calendar) == expected


def test_a_meeter_may_be_sent_as_text(cast: Cast, filled: Filled) -> None:
    kept = meet(cast.invitee, "09:00", "09:30")
    status, rows = put(cast, filled, {**kept, "meeter": str(cast.invitee.id)})
    assert (status, rows[0]["meeter"]) == (200, cast.invitee.id)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("09:29:59", "09:59"),
        ("09:00", "09:30"),
        ("09:10", "09:20"),
        ("08:00", "10:00"),
        ("08:00", "09:01"),
    ],
)
def test_meets_that_overlap_are_refused(
    cast: Cast, filled: Filled, start: str, end: str, *, force: bool
) -> None:
    meets = [meet(cast.invitee, "09:00", "09:30"), meet(cast.other, start, end)]
    names = [cast.invitee.username, cast.other.username]
    if start < "09:00":
        names.reverse()
    words = f"The meetings of {names[0]} and {names[1]} overlap, or leave less than the buffer."
    refuses(cast, filled, words, *meets, force=force)


def test_meets_that_touch_are_fine_without_a_buffer(cast: Cast, filled: Filled) -> None:
    meets = [meet(cast.invitee, "09:30", "10:00"), meet(cast.other, "10:00", "10:30")]
    assert put(cast, filled, *meets)[0] == 200


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("start", ["10:00", "10:09:59"])
def test_meets_closer_than_the_buffer_are_refused(
    cast: Cast, filled: Filled, start: str, *, force: bool
) -> None:
    done(cast.owner, "PUT", filled.calendar, {"name": "Talks", "buffer_minutes": 10})
    meets = [meet(cast.invitee, "09:30", "10:00"), meet(cast.other, start, "10:40")]
    names = f"{cast.invitee.username} and {cast.other.username}"
    words = f"The meetings of {names} overlap, or leave less than the buffer."
    refuses(cast, filled, words, *meets, force=force)


def test_meets_a_whole_buffer_apart_are_fine(cast: Cast, filled: Filled) -> None:
    done(cast.owner, "PUT", filled.calendar, {"name": "Talks", "buffer_minutes": 10})
    meets = [meet(cast.invitee, "09:30", "10:00"), meet(cast.other, "10:10", "10:40")]
    assert put(cast, filled, *meets)[0] == 200


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("meeter", [NOBODY, "stranger", "owner"])
def test_somebody_not_invited_is_refused(
    cast: Cast, filled: Filled, meeter: Any, *, force: bool
) -> None:
    meeter = getattr(cast, meeter).id if isinstance(meeter, str) else meeter
    uninvited = {**meet(cast.invitee, "10:00", "10:30"), "meeter": meeter}
    words = f"User {meeter} is not invited."
    refuses(cast, filled, words, meet(cast.invitee, "09:00", "09:30"), uninvited, force=force)


@pytest.mark.parametrize("meeter", [2**63, "9" * 25, 0, -1])
def test_an_id_that_nobody_can_have_is_refused(cast: Cast, filled: Filled, meeter: Any) -> None:
    row = {**meet(cast.invitee, "10:00", "10:30"), "meeter": meeter}
    refuses(cast, filled, "User 0 is not invited.", row)


@pytest.mark.parametrize("force", [False, True])
def test_somebody_twice_is_refused(cast: Cast, filled: Filled, *, force: bool) -> None:
    meets = [meet(cast.invitee, "09:00", "09:20"), meet(cast.invitee, "09:30", "09:50")]
    words = f"{cast.invitee.username} has more than one meeting."
    refuses(cast, filled, words, *meets, force=force)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2094-02-28T23:59:59Z", "2094-03-01T00:30:00Z"),
        ("2094-03-05T23:30:00Z", "2094-03-06T00:00:01Z"),
        ("2095-03-01T09:00:00Z", "2095-03-01T09:30:00Z"),
    ],
)
def test_a_meet_outside_the_days_is_refused(
    cast: Cast, filled: Filled, start: str, end: str, *, force: bool
) -> None:
    days = f"{DAYS['start_date']} to {DAYS['end_date']}"
    words = f"The meeting of {cast.invitee.username} is outside the calendar's days, {days}."
    refuses(cast, filled, words, meet(cast.invitee, start, end), force=force)


@pytest.mark.parametrize(
    ("start", "end"),
    [("08:55", "09:30"), ("09:40", "10:10"), ("11:00", "11:30"), ("14:00", "15:00")],
)
def test_a_time_that_not_both_offered_is_refused_unless_forced(
    cast: Cast, filled: Filled, start: str, end: str
) -> None:
    row, name = meet(cast.invitee, start, end), cast.invitee.username
    who = f"{name} has" if "09:40" <= start < "12:00" else "You have"
    words = f"{who} not offered the time of the meeting of {name}."
    refuses(cast, filled, words, row)
    refuses(cast, filled, words, row, force=False)
    assert put(cast, filled, row, force=True)[0] == 200
    assert schedule(cast.owner, filled.calendar) == [(cast.invitee.id, day(start), day(end))]


def test_what_the_person_offered_but_the_owner_did_not_is_refused(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.invitee)
    offer(cast.invitee, calendar, "09:00", "10:00")
    offer(cast.owner, calendar, "09:00", "09:45")
    path = f"{calendar}schedule/"
    words = f"You have not offered the time of the meeting of {cast.invitee.username}."
    body = {"meets": [meet(cast.invitee, "09:30", "10:00")]}
    assert ask(cast.owner, "PUT", path, json=body) == (400, {"meets": [words]})
    assert get(cast.owner, path) == []


def test_a_meet_may_run_over_periods_that_touch_or_overlap(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.invitee)
    for person, cut in ((cast.owner, "09:20"), (cast.invitee, "09:25")):
        offer(person, calendar, "09:00", cut, 1)
        offer(person, calendar, "09:20", "10:00", 3)
    body = {"meets": [meet(cast.invitee, "09:00", "10:00")]}
    assert len(done(cast.owner, "PUT", f"{calendar}schedule/", body)) == 1


@pytest.mark.parametrize("spelling", [True, "true", "True", "TRUE", 1, "1"])
def test_force_in_any_spelling_of_true(cast: Cast, filled: Filled, spelling: Any) -> None:
    assert put(cast, filled, meet(cast.invitee, "14:00", "14:30"), force=spelling)[0] == 200


@pytest.mark.parametrize("spelling", [False, "false", "False", 0, "0"])
def test_force_in_any_spelling_of_false(cast: Cast, filled: Filled, spelling: Any) -> None:
    words = f"You have not offered the time of the meeting of {cast.invitee.username}."
    refuses(cast, filled, words, meet(cast.invitee, "14:00", "14:30"), force=spelling)


@pytest.mark.parametrize("spelling", ["yes please", 2, 1.0, [], {}, None])
def test_force_that_is_neither_is_refused(cast: Cast, filled: Filled, spelling: Any) -> None:
    before = get(cast.owner, f"{filled.calendar}schedule/")
    message = NULL if spelling is None else "Must be true or false."
    answer = put(cast, filled, meet(cast.invitee, "14:00", "14:30"), force=spelling)
    assert answer == (400, {"force": [message]})
    assert get(cast.owner, f"{filled.calendar}schedule/") == before
