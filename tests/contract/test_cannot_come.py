"""Saying that one can't come to a final meeting: whom it is shown to, and what it changes."""

from typing import Any

import pytest
from support.calendars import (
    INVITEES_FINAL_WRITES,
    NOBODY,
    NOT_ALLOWED,
    NOT_FOUND,
    Filled,
    Json,
    ask,
    cannot_come,
    day,
    done,
    everything,
    fill_calendar,
    finalize,
    get,
    invite,
    meet,
    offer,
    reopen,
    schedule,
)
from support.people import Cast, Person

NOT_FINAL = (400, {"detail": "Calendar is not finalized."})
NO_MEETING = (400, {"detail": "You have no final meeting in this calendar."})
BROKEN = {"content": b'{"reason":', "headers": {"Content-Type": "application/json"}}
SECRET = "My cat Xerxes has a fever"


@pytest.fixture
def final(cast: Cast) -> Filled:
    """The invitee meets at 9:00, having offered 9 to 10; the other at 10:00, 10 to 11."""
    filled = fill_calendar(cast)
    finalize(cast.owner, filled.calendar)
    return filled


def own(invited: Json) -> str:
    return f"/invitations/{invited['id']}/cannot-come/"


def listed(cast: Cast, filled: Filled) -> Any:
    return get(cast.owner, f"{filled.calendar}cannot-come/")


def plan(cast: Cast, filled: Filled, **wishes: Any) -> Json:
    planned: Json = done(cast.owner, "POST", f"{filled.calendar}schedule/", wishes)
    return planned


def starts(meets: list[Json]) -> dict[int, str]:
    return {row["meeter"]: row["start_period"] for row in meets}


def test_it_is_told_with_the_reason_and_changes_no_meeting(cast: Cast, final: Filled) -> None:
    before = everything(cast, final)
    assert listed(cast, final) == []
    said = done(cast.invitee, "POST", own(final.invited), {"reason": f"  {SECRET}.\n"})
    assert said.pop("said_at").endswith("Z")
    assert said == {
        "id": final.invited["id"],
        "invitee": cast.invitee.id,
        "start_period": day("09:00"),
        "end_period": day("09:30"),
        "reason": f"{SECRET}.",
    }
    (row,) = listed(cast, final)
    assert {**said, "said_at": row["said_at"]} == row == get(cast.invitee, own(final.invited))
    assert everything(cast, final) == before


@pytest.mark.parametrize("body", [None, {}, {"reason": ""}, {"reason": "   "}])
def test_no_reason_is_needed(cast: Cast, final: Filled, body: Any) -> None:
    assert done(cast.invitee, "POST", own(final.invited), body)["reason"] == ""


def test_said_again_it_is_the_new_reason(cast: Cast, final: Filled) -> None:
    for reason in ("Ill", "A train is late"):
        cannot_come(cast.invitee, final.invited, reason)
    assert [row["reason"] for row in listed(cast, final)] == ["A train is late"]


@pytest.mark.parametrize(
    "reason", ["x" * 501, "a\0b", "a\x07b", None, True, ["ill"], {"why": "ill"}]
)
def test_a_bad_reason_is_400_and_nothing_is_said(cast: Cast, final: Filled, reason: Any) -> None:
    status, answer = ask(cast.invitee, "POST", own(final.invited), json={"reason": reason})
    assert (status, list(answer)) == (400, ["reason"])
    assert listed(cast, final) == []


def test_a_lone_surrogate_is_refused(cast: Cast, final: Filled) -> None:
    sent = {"content": rb'{"reason": "\ud800"}', "headers": {"Content-Type": "application/json"}}
    assert ask(cast.invitee, "POST", own(final.invited), **sent)[0] == 400
    assert listed(cast, final) == []


def test_a_reason_has_up_to_500_characters_in_lines(cast: Cast, final: Filled) -> None:
    reason = "é" * 249 + "\n" + "1" * 250
    assert cannot_come(cast.invitee, final.invited, reason)["reason"] == reason


def test_a_broken_body_says_nothing(cast: Cast, final: Filled) -> None:
    answer = ask(cast.invitee, "POST", own(final.invited), **BROKEN)
    assert answer == (400, {"detail": "The body is not valid JSON."})
    assert listed(cast, final) == []


def test_taken_back_it_was_never_said(cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited)
    assert ask(cast.invitee, "DELETE", own(final.invited)) == (200, {})
    assert listed(cast, final) == []
    for method in ("GET", "DELETE"):
        assert ask(cast.invitee, method, own(final.invited)) == NOT_FOUND


def test_it_takes_a_final_calendar_and_a_meeting_in_it(cast: Cast) -> None:
    filled = fill_calendar(cast)
    unplaced = invite(cast.owner, filled.calendar, cast.stranger)
    assert ask(cast.invitee, "POST", own(filled.invited)) == NOT_FINAL
    finalize(cast.owner, filled.calendar)
    assert ask(cast.stranger, "POST", own(unplaced)) == NO_MEETING
    assert listed(cast, filled) == []


@pytest.mark.parametrize("act", INVITEES_FINAL_WRITES)
def test_only_oneself_may(cast: Cast, final: Filled, act: str) -> None:
    method, path, body = INVITEES_FINAL_WRITES[act](final)
    for person in (cast.owner, cast.other, cast.stranger):
        assert ask(person, method, path, json=body) == NOT_ALLOWED
        assert ask(person, method, path, **BROKEN) == NOT_ALLOWED
    assert ask(cast.anonymous, method, path, **BROKEN)[0] == 401
    missing = path.replace(f"/{final.invited['id']}/", f"/{NOBODY}/")
    assert ask(cast.invitee, method, missing, **BROKEN) == NOT_FOUND
    assert listed(cast, final) == []
    assert ask(cast.invitee, method, path, json=body)[0] == 200


def test_nobody_but_the_owner_sees_the_reason(cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited, SECRET)
    assert SECRET in cast.owner.http.get(f"{final.calendar}cannot-come/").text
    paths = ["/invitations/", "/calendars/", own(final.invited), own(final.other_invited)]
    parts = ("", "invitee/", "availabilities/", "schedule/", "cannot-come/")
    paths += [final.calendar + part for part in parts]
    for person in (cast.other, cast.stranger):
        for path in paths:
            assert SECRET not in person.http.get(path).text


def test_after_reopening_they_keep_their_place_until_it_is_planned_again(
    cast: Cast, final: Filled
) -> None:
    cannot_come(cast.invitee, final.invited)
    before = schedule(cast.owner, final.calendar)
    reopen(cast.owner, final.calendar)
    assert schedule(cast.owner, final.calendar) == before
    assert [row["invitee"] for row in listed(cast, final)] == [cast.invitee.id]
    planned = plan(cast, final, least_change=True)
    assert starts(planned["meets"]) == {cast.invitee.id: day("09:30"), cast.other.id: day("10:00")}
    assert (planned["moved"], planned["optimal"]) == (1, True)
    assert get(cast.owner, f"{final.calendar}schedule/report/")["placed"]


def test_what_overlaps_their_old_time_is_not_offered_by_them(cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited)
    reopen(cast.owner, final.calendar)
    path = f"{final.calendar}schedule/"
    body: Json = {"meets": [meet(cast.invitee, "09:25", "09:55")]}
    name = cast.invitee.username
    refusal = {"meets": [f"{name} has not offered the time of the meeting of {name}."]}
    assert ask(cast.owner, "PUT", path, json=body) == (400, refusal)
    checked = done(cast.owner, "POST", f"{path}check/", body)
    assert checked["problems"] == refusal["meets"]
    times = get(cast.owner, f"{final.calendar}invitee/{final.invited['id']}/costs/")
    assert {row["start_period"] for row in times} == {day("09:30")}
    assert done(cast.owner, "PUT", path, {**body, "force": True})


def test_without_another_time_they_have_no_place_and_it_is_said_why(cast: Cast) -> None:
    filled = fill_calendar(cast, meeting_minutes=45)
    meets = [meet(cast.invitee, "09:00", "09:45"), meet(cast.other, "10:00", "10:45")]
    done(cast.owner, "PUT", f"{filled.calendar}schedule/", {"meets": meets})
    finalize(cast.owner, filled.calendar)
    cannot_come(cast.invitee, filled.invited)
    reopen(cast.owner, filled.calendar)
    planned = plan(cast, filled)
    reasons = {row["meeter"]: row["reason"] for row in planned["unplaced"]}
    assert reasons == {cast.invitee.id: "too_short"}


def test_forbidding_them_more_and_keeping_them_still_work(cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited)
    reopen(cast.owner, final.calendar)
    kept = plan(cast, final, keep=[cast.invitee.id], dry_run=True)
    assert starts(kept["meets"])[cast.invitee.id] == day("09:00")
    wish = {"user": cast.invitee.id, "start_period": day("09:30"), "end_period": day("09:35")}
    planned = plan(cast, final, forbid=[wish])
    assert [row["meeter"] for row in planned["unplaced"]] == [cast.invitee.id]


def test_taken_back_after_reopening_their_time_is_free_again(cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited)
    reopen(cast.owner, final.calendar)
    assert ask(cast.invitee, "DELETE", own(final.invited)) == (200, {})
    assert starts(plan(cast, final)["meets"])[cast.invitee.id] == day("09:00")


def test_in_an_open_calendar_it_is_not_said_anew(cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited, "Ill")
    reopen(cast.owner, final.calendar)
    assert ask(cast.invitee, "POST", own(final.invited), json={"reason": "New"}) == NOT_FINAL
    assert [row["reason"] for row in listed(cast, final)] == ["Ill"]


def test_finalized_again_it_is_cleared(cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited)
    reopen(cast.owner, final.calendar)
    plan(cast, final)
    finalize(cast.owner, final.calendar)
    assert listed(cast, final) == []
    reopen(cast.owner, final.calendar)
    assert starts(plan(cast, final)["meets"])[cast.invitee.id] == day("09:00")


def test_it_goes_with_whoever_goes(cast: Cast, final: Filled) -> None:
    cannot_come(cast.invitee, final.invited)
    reopen(cast.owner, final.calendar)
    done(cast.owner, "DELETE", f"{final.calendar}invitee/{final.invited['id']}/")
    assert listed(cast, final) == []


def test_the_list_is_in_time_order_and_of_this_calendar(cast: Cast, final: Filled) -> None:
    elsewhere = fill_calendar(cast)
    finalize(cast.owner, elsewhere.calendar)
    cannot_come(cast.other, final.other_invited)
    cannot_come(cast.invitee, final.invited)
    cannot_come(cast.invitee, elsewhere.invited)
    people: list[Person] = [cast.invitee, cast.other]
    assert [row["invitee"] for row in listed(cast, final)] == [person.id for person in people]


def test_a_new_answer_at_that_time_does_not_lift_it(cast: Cast, final: Filled) -> None:
    """Only taking it back does: what is offered says nothing of having said no to it."""
    cannot_come(cast.invitee, final.invited)
    reopen(cast.owner, final.calendar)
    offer(cast.invitee, final.calendar, "09:00", "09:30", 3)
    assert starts(plan(cast, final)["meets"])[cast.invitee.id] == day("09:30")
