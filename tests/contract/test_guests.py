"""What was sent to a guest, in the API: taken along by an account, or made an account of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from support.accounts import LOGIN, TAKEN, new_username
from support.answers import as_form, as_json, as_multipart, told
from support.calendars import (
    FUTURE,
    NOT_FOUND,
    ask,
    day,
    done,
    finalize,
    get,
    make_calendar,
    offer,
    reopen,
)
from support.contacts import block
from support.ics import entries
from support.mail import address_of
from support.people import PASSWORD, Person, new_address

from oneonone.accounts.models import Profile
from oneonone.calendars.guests import token_of
from oneonone.calendars.models import Invitee

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from support.people import Cast

    Newcomer = Callable[[], Person]

OFFERED, CLAIM = "/invitations/offered/", "/guests/claim/"
ENDED = {"detail": "This link has ended. Please ask whoever invited you for a new one."}
KNOWN = "There is an account with your address. Log in, and open the link in the mail again."


@pytest.fixture(autouse=True)
def _look_into_the_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


def confirm(person: Person) -> None:
    Profile.objects.filter(user=person.id).update(email_confirmed_at=datetime.now(UTC))


def invite_address(owner: Person, calendar: str, email: str) -> Any:
    return done(owner, "POST", f"{calendar}invitee/", {"email": email, "deadline": FUTURE})


def link_of(invited: Any) -> str:
    key = Invitee.objects.get(pk=invited["id"]).link_key
    assert key
    return token_of(key)


def account(**changed: Any) -> dict[str, Any]:
    username = new_username("ana")
    names = {"username": username, "first_name": "Ana", "last_name": "Berg"}
    return {**names, "password": PASSWORD, "confirm_password": PASSWORD, **changed}


def meet_by_force(owner: Person, calendar: str, meeter: int) -> None:
    """Let somebody meet at nine, whatever they offered, and make it final."""
    times = {"start_period": day("09:00"), "end_period": day("09:30")}
    body = {"meets": [{"meeter": meeter, **times}], "force": True}
    done(owner, "PUT", f"{calendar}schedule/", body)
    finalize(owner, calendar)


class TestTaking:
    def test_only_who_has_confirmed_the_address_is_offered_it(self, newcomer: Newcomer) -> None:
        owner, person, thief = newcomer(), newcomer(), newcomer()
        about = {"location": "Room 7", "description": "Theses", "meeting_minutes": 45}
        calendar = make_calendar(owner, **about)
        invited = invite_address(owner, calendar, address_of(person).upper())
        confirm(thief)
        assert get(person, OFFERED) == get(thief, OFFERED) == []
        confirm(person)
        assert get(thief, OFFERED) == []
        kept = ("name", "start_date", "end_date", "time_zone", "finalized", *about)
        made = get(owner, calendar)
        names = {"username": owner.username, "first_name": "Person", "last_name": "Tester"}
        assert get(person, OFFERED) == [
            {
                **{name: made[name] for name in kept},
                "id": invited["id"],
                "calendar": made["id"],
                "owner": {"id": owner.id, **names},
                "deadline": FUTURE,
            }
        ]
        taking = f"{OFFERED}{invited['id']}/take/"
        assert ask(thief, "POST", taking) == ask(owner, "POST", taking) == NOT_FOUND

    def test_answers_and_meeting_go_along(self, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        confirm(person)
        calendar = make_calendar(owner)
        invited = invite_address(owner, calendar, address_of(person))
        offer(owner, calendar, "09:00", "10:00")
        period = {"start_period": day("09:00"), "end_period": day("10:00"), "preference": 2}
        given = {"periods": [period], "user": invited["invitee"]}
        done(owner, "PUT", f"{calendar}availabilities/", given)
        done(owner, "POST", f"{calendar}schedule/")
        finalize(owner, calendar)
        taken = done(person, "POST", f"{OFFERED}{invited['id']}/take/")
        assert [taken] == get(person, "/invitations/")
        assert taken["meet"] == {"start_period": day("09:00"), "end_period": day("09:30")}
        assert (taken["id"], taken["answered"]) == (invited["id"], True)
        assert [row["invitee"] for row in get(owner, f"{calendar}invitee/")] == [person.id]
        assert get(person, OFFERED) == []
        assert ask(person, "POST", f"{OFFERED}{invited['id']}/take/") == NOT_FOUND

    def test_a_meeting_goes_along_though_ones_own_was_cancelled(self, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        confirm(person)
        calendar = make_calendar(owner)
        offer(owner, calendar, "09:00", "10:00")
        asked = {"invitee": person.id, "deadline": FUTURE}
        own = done(owner, "POST", f"{calendar}invitee/", asked)
        meet_by_force(owner, calendar, person.id)
        reopen(owner, calendar)
        done(owner, "DELETE", f"{calendar}invitee/{own['id']}/")
        finalize(owner, calendar)
        reopen(owner, calendar)
        invited = invite_address(owner, calendar, address_of(person))
        meet_by_force(owner, calendar, invited["invitee"])
        taken = done(person, "POST", f"{OFFERED}{invited['id']}/take/")
        file = person.http.get(f"/invitations/{taken['id']}/meeting.ics/")
        (entry,) = entries(file)
        assert (entry.start, entry.sequence) == (day("09:00"), 0)

    def test_nobody_is_in_a_calendar_twice(self, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        confirm(person)
        calendar = make_calendar(owner)
        done(owner, "POST", f"{calendar}invitee/", {"invitee": person.id, "deadline": FUTURE})
        invited = invite_address(owner, calendar, address_of(person))
        before = get(owner, f"{calendar}invitee/")
        said = (400, {"detail": "You are invited to this calendar already."})
        assert ask(person, "POST", f"{OFFERED}{invited['id']}/take/") == said
        assert get(owner, f"{calendar}invitee/") == before

    def test_whom_one_has_blocked_offers_nothing(self, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        confirm(person)
        invited = invite_address(owner, make_calendar(owner), address_of(person))
        block(person, owner.username)
        assert get(person, OFFERED) == []
        assert ask(person, "POST", f"{OFFERED}{invited['id']}/take/") == NOT_FOUND

    @pytest.mark.parametrize("key", ["0", "abc", "+1", "\u0661", str(2**63)])
    def test_an_id_that_is_none_is_not_found(self, cast: Cast, key: str) -> None:
        assert ask(cast.stranger, "POST", f"{OFFERED}{key}/take/") == NOT_FOUND

    def test_a_body_that_can_not_be_read_takes_nothing(self, newcomer: Newcomer) -> None:
        owner, person = newcomer(), newcomer()
        confirm(person)
        invited = invite_address(owner, make_calendar(owner), address_of(person))
        taking = f"{OFFERED}{invited['id']}/take/"
        broken = {"content": b"{", "headers": {"Content-Type": "application/json"}}
        assert ask(person, "POST", taking, **broken)[0] == 400
        assert [row["id"] for row in get(person, OFFERED)] == [invited["id"]]


class TestClaiming:
    @pytest.mark.parametrize("encode", [as_json, as_form, as_multipart])
    def test_a_guest_makes_an_account(self, cast: Cast, newcomer: Newcomer, *, encode: Any) -> None:
        owner = newcomer()
        email = new_address()
        invited = invite_address(owner, make_calendar(owner), email)
        values = {"token": link_of(invited), **account()}
        reply = cast.anonymous.post(CLAIM, **encode({**values, "email": "other@example.org"}))
        names = {name: values[name] for name in ("username", "first_name", "last_name")}
        assert told(reply) == (201, {**names, "email": email})
        credentials = {"username": values["username"], "password": PASSWORD}
        pair = cast.anonymous.post(LOGIN, json=credentials).json()
        headers = {"Authorization": f"Bearer {pair['access']}"}
        listed = cast.anonymous.get("/invitations/", headers=headers).json()
        assert [row["id"] for row in listed] == [invited["id"]]
        again = {**account(), "token": values["token"]}
        assert told(cast.anonymous.post(CLAIM, json=again)) == (404, ENDED)

    @pytest.mark.parametrize("token", ["x", "x" * 43, "\u0661", 5])
    def test_a_token_that_is_none_is_not_found(self, cast: Cast, token: Any) -> None:
        reply = cast.anonymous.post(CLAIM, json={"token": token, **account()})
        assert told(reply) == (404, ENDED)

    def test_what_is_refused_is_said_by_field_and_changes_nothing(
        self, cast: Cast, newcomer: Newcomer
    ) -> None:
        owner = newcomer()
        email = new_address()
        token = link_of(invite_address(owner, make_calendar(owner), email))
        refused: list[tuple[dict[str, Any], list[str]]] = [
            ({"token": None}, ["token"]),
            ({"token": ""}, ["token"]),
            ({"token": ["x"]}, ["token"]),
            ({"token": "a\0b"}, ["token"]),
            ({"username": "guest:x"}, ["username"]),
            ({"username": ""}, ["username"]),
            ({"first_name": "n" * 151}, ["first_name"]),
            ({"last_name": None}, ["last_name"]),
            ({"confirm_password": "x"}, ["confirm_password"]),
            ({"password": "12345678", "confirm_password": "12345678"}, ["password"]),
            ({"password": email, "confirm_password": email}, ["password"]),
        ]
        for changed, fields in refused:
            values = {"token": token, **account(), **changed}
            status, said = told(cast.anonymous.post(CLAIM, json=values))
            assert (status, list(said)) == (400, fields), changed
        taken = {"token": token, **account(username=owner.username)}
        assert told(cast.anonymous.post(CLAIM, json=taken)) == (400, {"username": TAKEN})
        values = {"token": token, **account()}
        assert cast.anonymous.post(CLAIM, json=values).status_code == 201

    def test_all_fields_are_named_when_there_is_no_body(self, cast: Cast) -> None:
        status, said = told(cast.anonymous.post(CLAIM))
        assert (status, set(said)) == (400, {"token", *account()})

    def test_an_address_that_somebody_has_confirmed_makes_no_second_account(
        self, cast: Cast, newcomer: Newcomer
    ) -> None:
        owner, person = newcomer(), newcomer()
        confirm(person)
        invited = invite_address(owner, make_calendar(owner), address_of(person))
        values = {"token": link_of(invited), **account()}
        refused = (400, {"non_field_errors": [KNOWN]})
        assert told(cast.anonymous.post(CLAIM, json=values)) == refused
        assert [row["id"] for row in get(person, OFFERED)] == [invited["id"]]


class TestCalled:
    def test_a_guest_goes_by_their_address(self, newcomer: Newcomer) -> None:
        owner, email = newcomer(), new_address()
        calendar = make_calendar(owner)
        invited = invite_address(owner, calendar, email)
        [missing] = done(owner, "POST", f"{calendar}schedule/")["unplaced"]
        assert missing["detail"] == f"{email} has not offered any time."
        times = {"start_period": day("09:00"), "end_period": day("09:30")}
        meets = {"meets": [{"meeter": invited["invitee"], **times}]}
        status, said = ask(owner, "PUT", f"{calendar}schedule/", json=meets)
        assert (status, f"the meeting of {email}." in said["meets"][0]) == (400, True)

    def test_who_took_it_as_a_username_is_somebody_else(self, newcomer: Newcomer) -> None:
        owner, other, email = newcomer(), newcomer(), new_address()
        User.objects.filter(pk=other.id).update(username=email)
        calendar = make_calendar(owner)
        invited = invite_address(owner, calendar, email)
        done(owner, "POST", f"{calendar}invitee/", {"invitee": other.id, "deadline": FUTURE})
        missing = done(owner, "POST", f"{calendar}schedule/")["unplaced"]
        assert {one["meeter"]: one["detail"] for one in missing} == {
            invited["invitee"]: f"<{email}> has not offered any time.",
            other.id: f"{email} has not offered any time.",
        }
