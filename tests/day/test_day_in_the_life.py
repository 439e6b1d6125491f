"""Random days: whatever people do in whatever order, the service answers as the model does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from day.model import OK, Model, Offer
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from support.soak import SOAK

if TYPE_CHECKING:
    from support.people import Cast, Person

DAYS = 2_000 if SOAK else 200
MIDNIGHT = datetime(2097, 3, 4, tzinfo=UTC)
PAST, FUTURE = "2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z"
NAMES = ("owner", "invitee", "other", "stranger")

people = st.sampled_from(NAMES)
slots = st.integers(16, 24)
preferences = st.integers(1, 3)


def at(slot: int) -> str:
    return (MIDNIGHT + timedelta(minutes=30 * slot)).isoformat().replace("+00:00", "Z")


def slot_of(time: str) -> int:
    return int((datetime.fromisoformat(time) - MIDNIGHT) / timedelta(minutes=30))


class Day(RuleBasedStateMachine):
    """One calendar, four people, and anything they may try."""

    cast: ClassVar[Cast]
    acts = 0

    @initialize()
    def open_calendar(self) -> None:
        self.model = Model(owner="owner")
        self.invitee_ids: dict[str, int] = {}
        body = {"name": "Talks", "start_date": "2097-03-04", "end_date": "2097-03-04"}
        self.path = "/calendars/"
        created = self.send("owner", "POST", "", body)
        self.path = f"/calendars/{created.json()['id']}/"

    def person(self, name: str) -> Person:
        found: Person = getattr(self.cast, name)
        return found

    def send(self, who: str, method: str, path: str, body: Any = None) -> Any:
        return self.person(who).call(method, self.path + path, body)

    def act(self, expected: int, who: str, method: str, path: str, body: Any = None) -> Any:
        answer = self.send(who, method, path, body)
        assert answer.status_code == expected, (who, method, path, body, answer.text)
        return answer.json()

    @rule(who=people, name=st.sampled_from(["Talks", "Interviews"]))
    def rename(self, who: str, name: str) -> None:
        self.act(self.model.rename(who, name), who, "PUT", "", {"name": name})

    @rule(who=people, whom=people)
    def invite(self, who: str, whom: str) -> None:
        body = {"invitee": self.person(whom).id, "deadline": FUTURE}
        expected = self.model.invite(who, whom)
        answer = self.act(expected, who, "POST", "invitee/", body)
        if expected == OK:
            self.invitee_ids[whom] = answer["id"]

    @rule(who=people, whom=people, ahead=st.booleans())
    def move_deadline(self, who: str, whom: str, *, ahead: bool) -> None:
        path = f"invitee/{self.invitee_ids.get(whom, 0)}/"
        expected = self.model.move_deadline(who, whom, ahead=ahead)
        self.act(expected, who, "PUT", path, {"deadline": FUTURE if ahead else PAST})

    @rule(who=people, whom=people)
    def remove(self, who: str, whom: str) -> None:
        path = f"invitee/{self.invitee_ids.get(whom, 0)}/"
        self.act(self.model.remove(who, whom), who, "DELETE", path)

    @rule(who=people)
    def leave(self, who: str) -> None:
        path = f"/invitations/{self.invitee_ids.get(who, 0)}/"
        expected = self.model.leave(who)
        assert self.person(who).call("DELETE", path).status_code == expected

    @rule(who=people, start=slots, end=slots, preference=preferences)
    def offer(self, who: str, start: int, end: int, preference: int) -> None:
        offer = Offer(who, start, end, preference)
        body = {"start_period": at(start), "end_period": at(end), "preference": preference}
        expected = self.model.offer(offer)
        answer = self.act(expected, who, "POST", "availabilities/", body)
        if expected == OK:
            self.model.offers[answer["id"]] = offer

    @precondition(lambda self: self.model.offers)
    @rule(who=people, choice=st.integers(0, 99), start=slots, end=slots)
    def change_offer(self, who: str, choice: int, start: int, end: int) -> None:
        key = self.choose_offer(choice)
        preference = self.model.offers[key].preference
        body = {"start_period": at(start), "end_period": at(end), "preference": preference}
        expected = self.model.change_offer(who, key, start, end)
        self.act(expected, who, "PUT", f"availabilities/{key}/", body)

    @precondition(lambda self: self.model.offers)
    @rule(who=people, choice=st.integers(0, 99))
    def take_back(self, who: str, choice: int) -> None:
        key = self.choose_offer(choice)
        self.act(self.model.take_back(who, key), who, "DELETE", f"availabilities/{key}/")

    def choose_offer(self, choice: int) -> int:
        keys = sorted(self.model.offers)
        return keys[choice % len(keys)]

    @rule(who=people)
    def plan(self, who: str) -> None:
        expected = self.model.for_owner_while_open(who)
        answer = self.act(expected, who, "POST", "schedule/")
        if expected != OK:
            return
        names = {self.person(name).id: name for name in NAMES}
        self.model.meets = {
            names[meet["meeter"]]: (slot_of(meet["start_period"]), slot_of(meet["end_period"]))
            for meet in answer["meets"]
        }
        levels = answer["levels"]
        assert answer["optimal"]
        assert (levels[0], levels[1], -levels[2], levels[3]) == self.model.best()
        starts = {who: start for who, (start, _) in self.model.meets.items()}
        assert self.model.value({**starts}) == self.model.best()

    @rule(who=people, whom=people, start=st.integers(16, 23))
    def set_by_hand(self, who: str, whom: str, start: int) -> None:
        meet = {
            "meeter": self.person(whom).id,
            "start_period": at(start),
            "end_period": at(start + 1),
        }
        expected = self.model.set_meet(who, whom, start)
        self.act(expected, who, "PUT", "schedule/", {"meets": [meet]})

    @rule(who=people)
    def clear(self, who: str) -> None:
        self.act(self.model.clear(who), who, "DELETE", "schedule/")

    @rule(who=people, sure=st.integers(0, 3))
    def finalize(self, who: str, sure: int) -> None:
        if not sure:
            self.act(self.model.finalize(who), who, "PUT", "finalize/")

    @rule(who=people)
    def reopen(self, who: str) -> None:
        self.act(self.model.reopen(who), who, "POST", "reopen/")

    @rule(who=people, sure=st.integers(0, 7))
    def delete(self, who: str, sure: int) -> None:
        if not sure:
            self.act(self.model.delete(who), who, "DELETE", "")

    @invariant(check_during_init=False)
    def somebody_sees_what_is_there(self) -> None:
        """After each act one of them looks, in turn; at the end of the day all do."""
        self.acts += 1
        self.look(NAMES[self.acts % len(NAMES)])

    def teardown(self) -> None:
        if self.acts:
            for who in NAMES:
                self.look(who)

    def look(self, who: str) -> None:
        expected = self.model.for_participant(who)
        answer = self.act(expected, who, "GET", "availabilities/")
        if expected == OK:
            assert {row["id"]: self.offer_of(row) for row in answer} == self.model.offers
            if who == self.model.owner:
                self.look_at_the_rest()

    def look_at_the_rest(self) -> None:
        calendar = self.act(OK, "owner", "GET", "")
        seen = calendar["name"], calendar["finalized"]
        assert seen == (self.model.name, self.model.finalized)
        invited = self.act(OK, "owner", "GET", "invitee/")
        assert {row["invitee"] for row in invited} == {
            self.person(name).id for name in self.model.invited
        }
        meets = self.act(OK, "owner", "GET", "schedule/")
        assert {
            row["meeter"]: (slot_of(row["start_period"]), slot_of(row["end_period"]))
            for row in meets
        } == {self.person(name).id: times for name, times in self.model.meets.items()}

    def offer_of(self, row: dict[str, Any]) -> Offer:
        names = {self.person(name).id: name for name in NAMES}
        start, end = slot_of(row["start_period"]), slot_of(row["end_period"])
        return Offer(names[row["user"]], start, end, row["preference"])


@pytest.mark.timeout(3600)
def test_a_day_in_the_life(cast: Cast) -> None:
    Day.cast = cast
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Day,
        settings=settings(
            max_examples=DAYS,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
