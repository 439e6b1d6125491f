"""Whatever an invitee asks, no other invitee's name or address is in the answer."""

from collections.abc import Callable, Iterator

import pytest
from support.calendars import (
    ACTS,
    FUTURE,
    NOBODY,
    PERIOD,
    READS,
    Filled,
    done,
    finalize,
    get,
    invite,
    make_calendar,
    meet,
    offer,
)
from support.people import Cast, Person, register
from support.service import InsideService, Service

SECRETS = {
    "first_name": "Zbigniewa",
    "last_name": "Quillfeather",
    "email": "hidden.address@elsewhere.example",
}
OWNERS_NAMES = {"first_name": "Ermintrude", "last_name": "Ashgrove"}
OWNERS_ADDRESS = "owners.own.address@elsewhere.example"


@pytest.fixture(scope="module")
def secretive(service: Service | InsideService) -> Iterator[Person]:
    """Somebody whose name nothing else in any answer resembles."""
    person = register(service.url, "xylophonist")
    done(person, "PUT", "/accounts/profile/", SECRETS)
    yield person
    person.http.close()


@pytest.fixture
def filled(cast: Cast, secretive: Person) -> Filled:
    calendar = make_calendar(cast.owner)
    filled = Filled(
        calendar=calendar,
        invited=invite(cast.owner, calendar, cast.invitee),
        other_invited=invite(cast.owner, calendar, secretive),
        owners_offer=offer(cast.owner, calendar, "09:00", "12:00"),
        offered=offer(cast.invitee, calendar, "09:00", "10:00"),
        other_offered=offer(secretive, calendar, "09:00", "11:00"),
        stranger=cast.stranger,
    )
    meets = [meet(cast.invitee, "09:00", "09:30"), meet(secretive, "10:00", "10:30")]
    filled.meets = done(cast.owner, "PUT", f"{calendar}schedule/", {"meets": meets})
    return filled


def texts(person: Person, filled: Filled) -> Iterator[str]:
    """Try every act, as it is meant and with a body that is refused."""
    acts = (*READS, "offer", "replace availabilities", "answer invitation")
    tries = [ACTS[act](filled) for act in acts]
    tries += [("GET", "/invitations/", None), ("GET", "/calendars/", None)]
    tries += [(method, path, {"meets": "x"}) for method, path, _ in tries if method != "GET"]
    theirs = f"{filled.calendar}availabilities/{filled.other_offered['id']}/"
    tries += [("GET", theirs, None), ("PUT", theirs, PERIOD), ("DELETE", theirs, None)]
    for path in (f"invitee/{filled.other_invited['id']}/", "schedule/", f"invitee/{NOBODY}/", ""):
        for method in ("GET", "POST", "PUT", "DELETE"):
            tries.append((method, filled.calendar + path, {"deadline": FUTURE, "name": "x"}))
    for method, path, body in tries:
        yield person.http.request(method, path, json=body).text
    yield person.http.get(f"/invitations/{filled.invited['id']}/meeting.ics").text
    yield person.http.get(f"{filled.calendar}schedule.ics").text


def test_the_owner_does_see_the_name_where_it_belongs(
    cast: Cast, filled: Filled, secretive: Person
) -> None:
    """What could leak is there: the owner's refusals name people."""
    twice = {"meets": [meet(secretive, "09:00", "09:30")] * 2}
    answer = cast.owner.http.put(f"{filled.calendar}schedule/", json=twice)
    assert secretive.username in answer.text
    assert SECRETS["email"] in secretive.http.get("/accounts/profile/").text


@pytest.mark.parametrize("final", ["open", "final"])
def test_an_invitee_sees_nobodys_name_or_address(
    cast: Cast, filled: Filled, secretive: Person, final: str
) -> None:
    if final == "final":
        finalize(cast.owner, filled.calendar)
    everything = "\n".join(texts(cast.invitee, filled))
    assert f'"user":{secretive.id}' in everything.replace(" ", "")
    for secret in (secretive.username, *SECRETS.values()):
        assert secret not in everything


def test_an_invitation_shows_the_owners_name_but_not_their_address(
    cast: Cast, newcomer: Callable[[], Person]
) -> None:
    owner = newcomer()
    done(owner, "PUT", "/accounts/profile/", {**OWNERS_NAMES, "email": OWNERS_ADDRESS})
    calendar = make_calendar(owner)
    invite(owner, calendar, cast.invitee)
    offer(owner, calendar, "09:00", "10:00")
    for path in ("/invitations/", f"{calendar}availabilities/"):
        text = cast.invitee.http.get(path).text
        assert OWNERS_ADDRESS not in text
        assert (OWNERS_NAMES["last_name"] in text) == (path == "/invitations/")


def test_an_unplaced_reason_names_people_to_the_owner_only(
    cast: Cast, filled: Filled, secretive: Person
) -> None:
    answer = cast.invitee.http.post(f"{filled.calendar}schedule/")
    assert (answer.status_code, secretive.username in answer.text) == (403, False)


def test_a_meet_of_another_is_in_no_answer_to_an_invitee(cast: Cast, filled: Filled) -> None:
    finalize(cast.owner, filled.calendar)
    rows = get(cast.invitee, "/invitations/")
    meets = [row["meet"] for row in rows if row["calendar"] == filled.id]
    assert meets == [{"start_period": "2094-03-01T09:00:00Z", "end_period": "2094-03-01T09:30:00Z"}]
