from typing import Any

import pytest
from support.calendars import (
    CLOSED,
    FUTURE,
    NOT_ALLOWED,
    NOT_FOUND,
    PAST,
    PERIOD,
    Filled,
    ask,
    done,
    fill_calendar,
    get,
    invite,
    make_calendar,
    offer,
    set_deadline,
)
from support.people import Cast, Person

REQUIRED = "This field is required."
NULL = "This field may not be null."
NOT_AN_INTEGER = "A valid integer is required."
RANGE = "Ensure this value is between 1 and 3."
NO_TIME = "Datetime has wrong format. Use ISO 8601: YYYY-MM-DDThh:mm[:ss][Z|+hh:mm]."
BACKWARDS = "The end must be after the start."


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


def periods_of(filled: Filled, person: Person) -> list[Any]:
    rows = get(person, f"{filled.calendar}availabilities/")
    return [row for row in rows if row["user"] == person.id]


@pytest.mark.parametrize("role", ["owner", "invitee"])
def test_owner_and_invitees_say_when_they_are_free(cast: Cast, filled: Filled, role: str) -> None:
    person: Person = getattr(cast, role)
    path = f"{filled.calendar}availabilities/"
    before = get(cast.other, path)
    given = done(person, "POST", path, PERIOD)
    assert given == {**PERIOD, "id": given["id"], "calendar": filled.id, "user": person.id}
    assert get(cast.other, path) == [*before, given]
    assert get(cast.other, f"{path}{given['id']}") == given


@pytest.mark.parametrize(("sent", "kept"), [(1, 1), (2, 2), (3, 3), ("2", 2)])
def test_a_preference_is_answered_as_a_number(
    cast: Cast, filled: Filled, sent: Any, kept: int
) -> None:
    body = {**PERIOD, "preference": sent}
    given = done(cast.invitee, "POST", f"{filled.calendar}availabilities/", body)
    assert (given["preference"], type(given["preference"])) == (kept, int)


def test_superfluous_keys_are_ignored(cast: Cast, filled: Filled) -> None:
    path = f"{filled.calendar}availabilities/"
    extra = {"id": 1, "user": cast.other.id, "calendar": 1, "x": None}
    given = done(cast.invitee, "POST", path, {**PERIOD, **extra})
    mine = {"id": given["id"], "calendar": filled.id, "user": cast.invitee.id}
    assert given == {**PERIOD, **mine}
    changed = done(cast.invitee, "PUT", f"{path}{given['id']}/", {**PERIOD, **extra})
    assert changed == given == get(cast.owner, f"{path}{given['id']}/")


def test_the_list_is_everybodys_by_start_then_id(cast: Cast) -> None:
    calendar = make_calendar(cast.owner)
    invite(cast.owner, calendar, cast.invitee)
    late = offer(cast.owner, calendar, "15:00", "16:00")
    early = offer(cast.invitee, calendar, "08:00", "18:00")
    late_too = offer(cast.invitee, calendar, "15:00", "15:30")
    path = f"{calendar}availabilities/"
    for person in (cast.owner, cast.invitee):
        assert get(person, path) == [early, late, late_too]


def test_periods_of_one_person_may_touch_overlap_and_repeat(cast: Cast, filled: Filled) -> None:
    given = [
        offer(cast.invitee, filled.calendar, start, end, preference)
        for start, end, preference in (
            ("10:00", "11:00", 3),
            ("10:30", "11:30", 1),
            ("10:30", "11:30", 1),
        )
    ]
    assert periods_of(filled, cast.invitee) == [filled.offered, *given]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        *(
            ({"preference": value}, {"preference": [message], "detail": message})
            for value, message in [
                (0, RANGE),
                (4, RANGE),
                (-1, RANGE),
                ("4", RANGE),
                (2**63, RANGE),
                *((bad, NOT_AN_INTEGER) for bad in (True, 2.5, 3.0, "3.0", "٣", " 3 ", "", "high")),
                (None, NULL),
            ]
        ),
        ({"start_period": None}, {"start_period": [NULL], "detail": NULL}),
        ({"end_period": "noon"}, {"end_period": [NO_TIME], "detail": NO_TIME}),
        (
            {"start_period": "x", "preference": 9},
            {"start_period": [NO_TIME], "preference": [RANGE], "detail": NO_TIME},
        ),
        (
            {"end_period": PERIOD["start_period"]},
            {"non_field_errors": [BACKWARDS], "detail": BACKWARDS},
        ),
        (
            {"end_period": "2094-03-02T12:59:59Z"},
            {"non_field_errors": [BACKWARDS], "detail": BACKWARDS},
        ),
        *(
            (
                outside,
                {
                    "non_field_errors": ["The calendar's days are 2094-03-01 to 2094-03-05."],
                    "detail": "The calendar's days are 2094-03-01 to 2094-03-05.",
                },
            )
            for outside in (
                {"start_period": "2094-02-28T23:59:59Z"},
                {"end_period": "2094-03-06T00:00:01Z"},
                {"start_period": "2026-03-02T13:00:00Z", "end_period": "2026-03-02T14:00:00Z"},
            )
        ),
    ],
)
def test_bad_periods_are_refused_with_a_detail_beside_the_fields(
    cast: Cast, filled: Filled, changes: dict[str, Any], refusal: dict[str, Any]
) -> None:
    path = f"{filled.calendar}availabilities/"
    before = get(cast.invitee, path)
    body = {**PERIOD, **changes}
    assert ask(cast.invitee, "POST", path, json=body) == (400, refusal)
    own = f"{path}{filled.offered['id']}/"
    assert ask(cast.invitee, "PUT", own, json=body) == (400, refusal)
    assert get(cast.invitee, path) == before


@pytest.mark.parametrize("missing", PERIOD)
def test_put_is_whole_as_post_is(cast: Cast, filled: Filled, missing: str) -> None:
    path = f"{filled.calendar}availabilities/"
    body = {name: value for name, value in PERIOD.items() if name != missing}
    refusal = (400, {missing: [REQUIRED], "detail": REQUIRED})
    assert ask(cast.invitee, "POST", path, json=body) == refusal
    assert ask(cast.invitee, "PUT", f"{path}{filled.offered['id']}/", json=body) == refusal
    assert periods_of(filled, cast.invitee) == [filled.offered]


def test_no_body_at_all_lacks_every_field(cast: Cast, filled: Filled) -> None:
    missing = {name: [REQUIRED] for name in PERIOD}
    refusal = (400, {**missing, "detail": REQUIRED})
    assert ask(cast.invitee, "POST", f"{filled.calendar}availabilities/") == refusal


@pytest.mark.parametrize("role", ["owner", "invitee"])
def test_giver_and_owner_change_and_delete_it(cast: Cast, filled: Filled, role: str) -> None:
    person: Person = getattr(cast, role)
    path = f"{filled.calendar}availabilities/{filled.offered['id']}/"
    changed = done(person, "PUT", path, PERIOD)
    assert changed == {**filled.offered, **PERIOD} == get(cast.other, path)
    assert ask(person, "DELETE", path) == (200, {})
    assert ask(person, "GET", path) == NOT_FOUND
    assert ask(person, "DELETE", path) == NOT_FOUND
    assert periods_of(filled, cast.invitee) == []
    assert periods_of(filled, cast.other) == [filled.other_offered]


@pytest.mark.parametrize("whose", ["owners_offer", "other_offered"])
def test_an_invitee_changes_nobody_elses(cast: Cast, filled: Filled, whose: str) -> None:
    theirs = getattr(filled, whose)
    path = f"{filled.calendar}availabilities/{theirs['id']}/"
    assert get(cast.invitee, path) == theirs
    assert ask(cast.invitee, "PUT", path, json=PERIOD) == NOT_ALLOWED
    assert ask(cast.invitee, "DELETE", path) == NOT_ALLOWED
    assert get(cast.invitee, path) == theirs


def test_past_the_deadline_an_invitee_reads_but_writes_nothing(cast: Cast, filled: Filled) -> None:
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    path = f"{filled.calendar}availabilities/"
    own = f"{path}{filled.offered['id']}/"
    before = get(cast.invitee, path)
    assert ask(cast.invitee, "POST", path, json=PERIOD) == CLOSED
    assert ask(cast.invitee, "PUT", own, json=PERIOD) == CLOSED
    assert ask(cast.invitee, "DELETE", own) == CLOSED
    assert get(cast.invitee, path) == before
    assert get(cast.invitee, own) == filled.offered


def test_a_deadline_closes_the_door_for_one_and_a_later_one_opens_it(
    cast: Cast, filled: Filled
) -> None:
    path = f"{filled.calendar}availabilities/"
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    assert ask(cast.other, "POST", path, json=PERIOD)[0] == 200
    assert ask(cast.invitee, "POST", path, json=PERIOD) == CLOSED
    set_deadline(cast.owner, filled.calendar, filled.invited, FUTURE)
    assert ask(cast.invitee, "POST", path, json=PERIOD)[0] == 200


def test_the_owner_has_no_deadline_for_their_own_nor_for_others(cast: Cast, filled: Filled) -> None:
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    path = f"{filled.calendar}availabilities/"
    assert ask(cast.owner, "POST", path, json=PERIOD)[0] == 200
    invitees = f"{path}{filled.offered['id']}/"
    assert done(cast.owner, "PUT", invitees, PERIOD) == {**filled.offered, **PERIOD}
    assert ask(cast.owner, "DELETE", invitees) == (200, {})
    own = f"{path}{filled.owners_offer['id']}/"
    assert done(cast.owner, "PUT", own, PERIOD) == {**filled.owners_offer, **PERIOD}
