"""PUT of availabilities: one person's periods, all at once, and not from an old copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.answers import told
from support.calendars import (
    CLOSED,
    FINALIZED,
    NOBODY,
    NOT_ALLOWED,
    NOT_FOUND,
    PAST,
    PERIOD,
    Filled,
    ask,
    day,
    done,
    everything,
    fill_calendar,
    finalize,
    get,
    set_deadline,
)

if TYPE_CHECKING:
    import httpx
    from support.people import Cast, Person

REQUIRED = "This field is required."
RANGE = "Ensure this value is between 1 and 3."
STALE = "This was changed meanwhile."
OUTSIDE = "The calendar's days are 2094-03-01 to 2094-03-05."


@pytest.fixture
def filled(cast: Cast) -> Filled:
    return fill_calendar(cast)


def period(start: str, end: str, preference: int = 2) -> dict[str, Any]:
    return {"start_period": day(start), "end_period": day(end), "preference": preference}


def replace(
    who: Person, filled: Filled, periods: Any, tag: str | None = None, **named: Any
) -> httpx.Response:
    headers = {"If-Match": tag} if tag is not None else {}
    body = {"periods": periods, **named}
    return who.call("PUT", f"{filled.calendar}availabilities/", body, headers=headers)


def replaced(who: Person, filled: Filled, periods: Any, **named: Any) -> list[dict[str, Any]]:
    status, rows = told(replace(who, filled, periods, **named))
    assert status == 200, rows
    return list(rows)


def listed(who: Person, filled: Filled, user: int | None = None) -> tuple[list[Any], str]:
    answer = who.call("GET", f"{filled.calendar}availabilities/?user={user or who.id}")
    status, rows = told(answer)
    assert status == 200, rows
    return rows, answer.headers["ETag"]


def contents(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in PERIOD} for row in rows]


@pytest.mark.parametrize("role", ["owner", "invitee"])
def test_ones_periods_are_those_and_nobody_elses_change(
    cast: Cast, filled: Filled, role: str
) -> None:
    person: Person = getattr(cast, role)
    everybodys = get(cast.other, f"{filled.calendar}availabilities/")
    others = [row for row in everybodys if row["user"] != person.id]
    wanted = [period("08:00", "08:20", 3), period("13:00", "14:00", 1)]
    rows = replaced(person, filled, wanted)
    theirs = {"calendar": filled.id, "user": person.id}
    assert rows == [
        {**given, "id": row["id"], **theirs} for given, row in zip(wanted, rows, strict=True)
    ]
    after = get(cast.other, f"{filled.calendar}availabilities/")
    assert [row for row in after if row["user"] == person.id] == rows
    assert [row for row in after if row["user"] != person.id] == others


def test_a_period_that_stays_keeps_its_row(cast: Cast, filled: Filled) -> None:
    one, two, three = (period("08:00", "09:00"), period("10:00", "11:00"), period("12:00", "13:00"))
    before = replaced(cast.invitee, filled, [one, two])
    after = replaced(cast.invitee, filled, [three, two])
    assert contents(after) == [two, three]
    assert after[0] == before[1]
    assert after[1]["id"] not in {row["id"] for row in before}
    liked = replaced(cast.invitee, filled, [{**two, "preference": 3}, three])
    assert contents(liked) == [{**two, "preference": 3}, three]
    assert (liked[0]["id"] != after[0]["id"], liked[1]) == (True, after[1])


def test_the_same_again_changes_nothing(cast: Cast, filled: Filled) -> None:
    before = listed(cast.invitee, filled)
    rows = replaced(cast.invitee, filled, contents(before[0]))
    assert (rows, listed(cast.invitee, filled)) == (before[0], before)


def test_overlaps_and_repetitions_stay_as_given(cast: Cast, filled: Filled) -> None:
    wanted = [period("09:00", "11:00", 1), period("10:00", "12:00", 3), period("10:00", "12:00", 3)]
    rows = replaced(cast.invitee, filled, wanted)
    assert contents(rows) == wanted
    assert replaced(cast.invitee, filled, wanted) == rows
    assert replaced(cast.invitee, filled, wanted[:2]) == rows[:2]


def test_an_empty_list_takes_all_back_but_not_the_answer(cast: Cast, filled: Filled) -> None:
    assert replaced(cast.invitee, filled, []) == []
    assert listed(cast.invitee, filled)[0] == []
    assert answered(cast.invitee, filled) == (True, False)


def test_an_empty_list_is_no_answer(cast: Cast, filled: Filled, newcomer: Any) -> None:
    person = newcomer()
    invited = {"invitee": person.id, "deadline": "2099-01-01T00:00:00Z"}
    done(cast.owner, "POST", f"{filled.calendar}invitee/", invited)
    assert replaced(person, filled, []) == []
    assert answered(person, filled) == (False, False)
    replaced(person, filled, [PERIOD])
    assert answered(person, filled) == (True, True)


def answered(person: Person, filled: Filled) -> tuple[bool, bool]:
    (row,) = [row for row in get(person, "/invitations/") if row["calendar"] == filled.id]
    return row["answered"], row["has_availability"]


def test_the_owner_enters_an_answer_told_by_phone(
    cast: Cast, filled: Filled, newcomer: Any
) -> None:
    person = newcomer()
    invited = {"invitee": person.id, "deadline": PAST}
    done(cast.owner, "POST", f"{filled.calendar}invitee/", invited)
    owners = listed(cast.owner, filled)
    rows = replaced(cast.owner, filled, [PERIOD], user=person.id)
    assert (contents(rows), [row["user"] for row in rows]) == ([PERIOD], [person.id])
    assert listed(cast.owner, filled, person.id)[0] == rows
    assert listed(cast.owner, filled) == owners
    assert answered(person, filled) == (True, True)


@pytest.mark.parametrize("role", ["owner", "invitee"])
def test_one_may_name_oneself(cast: Cast, filled: Filled, role: str) -> None:
    person: Person = getattr(cast, role)
    assert contents(replaced(person, filled, [PERIOD], user=person.id)) == [PERIOD]
    assert listed(person, filled)[0] != []


@pytest.mark.parametrize("whose", ["owner", "other", "stranger"])
def test_an_invitee_names_nobody_else(cast: Cast, filled: Filled, whose: str) -> None:
    before = everything(cast, filled)
    answer = replace(cast.invitee, filled, [PERIOD], user=getattr(cast, whose).id)
    assert (told(answer), everything(cast, filled)) == (NOT_ALLOWED, before)


def test_the_owner_names_only_who_is_invited(cast: Cast, filled: Filled) -> None:
    before = everything(cast, filled)
    for named in (cast.stranger.id, NOBODY, 2**70):
        assert told(replace(cast.owner, filled, [PERIOD], user=named)) == NOT_FOUND
    backwards = {**PERIOD, "end_period": PERIOD["start_period"]}
    assert told(replace(cast.owner, filled, [backwards], user=cast.stranger.id))[0] == 400
    assert everything(cast, filled) == before


def test_past_the_deadline_only_the_owner_writes(cast: Cast, filled: Filled) -> None:
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    before = everything(cast, filled)
    assert told(replace(cast.invitee, filled, [PERIOD])) == CLOSED
    assert told(replace(cast.invitee, filled, [PERIOD], user=cast.other.id)) == CLOSED
    assert everything(cast, filled) == before
    assert contents(replaced(cast.owner, filled, [PERIOD], user=cast.invitee.id)) == [PERIOD]


def test_nothing_is_replaced_once_final(cast: Cast, filled: Filled) -> None:
    finalize(cast.owner, filled.calendar)
    before = everything(cast, filled)
    for person in (cast.owner, cast.invitee):
        assert told(replace(person, filled, [PERIOD])) == FINALIZED
    assert everything(cast, filled) == before


@pytest.mark.parametrize(
    ("periods", "refusal"),
    [
        (None, {"periods": ["This field may not be null."]}),
        ("x", {"periods": {"non_field_errors": ['Expected a list of items but got type "str".']}}),
        ([PERIOD, {}], {"periods": {"1": {name: [REQUIRED] for name in PERIOD}}}),
        ([{**PERIOD, "preference": 4}, PERIOD], {"periods": {"0": {"preference": [RANGE]}}}),
        ([PERIOD, period("09:00", "2094-03-06T00:00:01Z")], {"non_field_errors": [OUTSIDE]}),
        ([period("2094-02-28T23:59:59Z", "09:00")], {"non_field_errors": [OUTSIDE]}),
    ],
)
def test_one_bad_period_refuses_all(
    cast: Cast, filled: Filled, periods: Any, refusal: dict[str, Any]
) -> None:
    before = everything(cast, filled)
    status, said = told(replace(cast.invitee, filled, periods))
    detail = said.pop("detail")
    assert (status, said) == (400, refusal)
    assert detail in str(refusal)
    assert everything(cast, filled) == before


def test_without_periods_it_is_no_replacement(cast: Cast, filled: Filled) -> None:
    refusal = (400, {"periods": [REQUIRED], "detail": REQUIRED})
    path = f"{filled.calendar}availabilities/"
    assert ask(cast.invitee, "PUT", path, json={}) == refusal
    assert ask(cast.invitee, "PUT", path) == refusal


def test_a_form_carries_it_too(cast: Cast, filled: Filled) -> None:
    form = {f"periods[0]{name}": str(value) for name, value in PERIOD.items()}
    status, rows = ask(cast.invitee, "PUT", f"{filled.calendar}availabilities/", data=form)
    assert (status, contents(rows)) == (200, [PERIOD])


def test_the_tag_says_whether_ones_periods_have_changed(cast: Cast, filled: Filled) -> None:
    rows, tag = listed(cast.invitee, filled)
    assert rows == [filled.offered]
    assert tag[0] == tag[-1] == '"'
    assert replaced(cast.other, filled, []) == []
    done(cast.owner, "PUT", filled.calendar, {"name": "Changed"})
    assert listed(cast.invitee, filled) == (rows, tag)
    assert listed(cast.owner, filled, cast.invitee.id) == (rows, tag)
    answer = replace(cast.invitee, filled, [PERIOD], tag)
    assert listed(cast.invitee, filled) == (answer.json(), answer.headers["ETag"])
    assert answer.headers["ETag"] != tag


def test_an_edit_of_an_old_copy_is_refused_and_told_what_there_is(
    cast: Cast, filled: Filled
) -> None:
    _, old = listed(cast.invitee, filled)
    rows = replaced(cast.invitee, filled, [PERIOD])
    _, new = listed(cast.invitee, filled)
    for sent in (old, '"x"', f"W/{new}", new.strip('"'), "", f"{old}, W/{new}"):
        answer = replace(cast.invitee, filled, [period("08:00", "09:00")], sent)
        assert told(answer) == (412, {"detail": STALE, "periods": rows}), sent
        assert answer.headers["ETag"] == new
    assert listed(cast.invitee, filled) == (rows, new)


def test_an_edit_of_the_present_copy_is_taken(cast: Cast, filled: Filled) -> None:
    for sent in ("{tag}", "*", '"x", {tag}'):
        _, tag = listed(cast.invitee, filled)
        wanted = [period("08:00", "09:00", len(sent) % 3 + 1)]
        answer = replace(cast.invitee, filled, wanted, sent.replace("{tag}", tag))
        assert (answer.status_code, contents(answer.json())) == (200, wanted)


def test_the_owners_edit_for_another_goes_by_the_others_tag(cast: Cast, filled: Filled) -> None:
    _, own = listed(cast.owner, filled)
    _, theirs = listed(cast.owner, filled, cast.invitee.id)
    refused = replace(cast.owner, filled, [PERIOD], own, user=cast.invitee.id)
    assert told(refused) == (412, {"detail": STALE, "periods": [filled.offered]})
    taken = replace(cast.owner, filled, [PERIOD], theirs, user=cast.invitee.id)
    assert contents(taken.json()) == [PERIOD]


def test_who_may_not_comes_before_an_old_copy(cast: Cast, filled: Filled) -> None:
    assert told(replace(cast.invitee, filled, [], '"x"', user=cast.other.id)) == NOT_ALLOWED
    assert told(replace(cast.owner, filled, [], '"x"', user=cast.stranger.id)) == NOT_FOUND
    outside = [period("2094-02-28T23:59:59Z", "09:00")]
    assert told(replace(cast.invitee, filled, outside, '"x"'))[0] == 400


def test_a_list_may_be_one_persons(cast: Cast, filled: Filled) -> None:
    path = f"{filled.calendar}availabilities/"
    assert listed(cast.invitee, filled, cast.other.id)[0] == [filled.other_offered]
    assert get(cast.invitee, f"{path}?user={NOBODY}") == []
    assert get(cast.invitee, f"{path}?user={cast.stranger.id}") == []
    message = "A valid integer is required."
    refusal = (400, {"user": [message], "detail": message})
    for nobody in ("", "me", "-1", "1.0"):
        assert ask(cast.invitee, "GET", f"{path}?user={nobody}") == refusal
    assert ask(cast.stranger, "GET", f"{path}?user=me")[0] == 403
    assert "ETag" not in cast.invitee.call("GET", path).headers
