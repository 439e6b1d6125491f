"""Every command line that the seed prints, run by the real client against the real service."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from support.coreapi import CoreApiClient
from support.people import PASSWORD, Person, register
from support.service import Service

MONDAY, FRIDAY = "2097-03-04", "2097-03-08"
NINE, TEN = "2097-03-04T09:00:00Z", "2097-03-04T10:00:00Z"
DEADLINE = "2097-03-01T18:00:00Z"
NOT_LOGGED_IN = (
    "<Error: 401 Unauthorized>",
    'detail: "Authentication credentials were not provided."',
)
MakeClient = Callable[[Person | None], CoreApiClient]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Service]:
    """The client follows the address in the document, so the service is the command's own."""
    service = Service(tmp_path_factory.mktemp("coreapi") / "log")
    service.start()
    yield service
    service.stop()


@pytest.fixture(scope="module")
def owner(running: Service) -> Iterator[Person]:
    person = register(running.url, "professor")
    yield person
    person.http.close()


@pytest.fixture(scope="module")
def student(running: Service) -> Iterator[Person]:
    person = register(running.url, "student")
    yield person
    person.http.close()


@pytest.fixture(scope="module")
def client_of(running: Service, tmp_path_factory: pytest.TempPathFactory) -> MakeClient:
    def make(person: Person | None) -> CoreApiClient:
        client = CoreApiClient(tmp_path_factory.mktemp("client"), running.url)
        if person:
            client.log_in(person.tokens["access"])
        return client

    return make


@pytest.fixture(scope="module")
def anonymous(client_of: MakeClient) -> CoreApiClient:
    return client_of(None)


@pytest.fixture(scope="module")
def client(client_of: MakeClient, owner: Person) -> CoreApiClient:
    return client_of(owner)


@pytest.fixture(scope="module")
def students(client_of: MakeClient, student: Person) -> CoreApiClient:
    return client_of(student)


@pytest.fixture
def calendar(client: CoreApiClient) -> dict[str, Any]:
    made = client.call("calendars create", name="Talks", start_date=MONDAY, end_date=FRIDAY)
    assert isinstance(made, dict)
    return made


def test_the_document_has_the_seeds_keys_and_no_more_than_ours(running: Service) -> None:
    accept = "application/coreapi+json, application/vnd.coreapi+json, */*"
    answer = httpx.get(f"{running.url}/docs/", headers={"Accept": accept})
    assert answer.headers["content-type"] == "application/coreapi+json"
    document = answer.json()
    assert document["_meta"] == {"url": f"{running.url}/docs/", "title": "OneOnOne"}
    assert sorted(keys_of(document)) == [
        "accounts login create",
        "accounts profile list",
        "accounts profile update",
        "accounts register create",
        "api token create",
        "api token refresh create",
        "calendars availabilities create",
        "calendars availabilities delete",
        "calendars availabilities list",
        "calendars availabilities read",
        "calendars availabilities replace",
        "calendars availabilities update",
        "calendars cannotCome list",
        "calendars create",
        "calendars delete",
        "calendars finalize",
        "calendars invitee costs list",
        "calendars invitee create",
        "calendars invitee delete",
        "calendars invitee list",
        "calendars invitee read",
        "calendars invitee update",
        "calendars joinLink delete",
        "calendars joinLink read",
        "calendars joinLink update",
        "calendars list",
        "calendars read",
        "calendars remind create",
        "calendars reopen",
        "calendars schedule alternatives list",
        "calendars schedule check create",
        "calendars schedule create",
        "calendars schedule delete",
        "calendars schedule ics read",
        "calendars schedule list",
        "calendars schedule meet delete",
        "calendars schedule meet read",
        "calendars schedule meet update",
        "calendars schedule report read",
        "calendars schedule update",
        "calendars swapping read",
        "calendars swapping update",
        "calendars update",
        "contacts blocks create",
        "contacts blocks delete",
        "contacts blocks list",
        "contacts friendRequests list",
        "contacts friendRequests request create",
        "contacts friendRequests user create",
        "contacts friendRequests user delete",
        "contacts list",
        "feeds create",
        "feeds delete",
        "feeds ics read",
        "feeds list",
        "guests claim",
        "invitations cannotCome create",
        "invitations cannotCome delete",
        "invitations cannotCome read",
        "invitations delete",
        "invitations list",
        "invitations meeting ics read",
        "invitations offered list",
        "invitations offered take",
        "invitations swaps accept",
        "invitations swaps create",
        "invitations swaps decline",
        "invitations swaps delete",
        "invitations swaps list",
        "invitations update",
    ]


def keys_of(section: dict[str, Any], *above: str) -> Iterator[str]:
    for name, value in section.items():
        if name.startswith("_"):
            continue
        if value.get("_type") == "link":
            yield " ".join((*above, name))
        else:
            yield from keys_of(value, *above, name)


def test_register_login_and_tokens(anonymous: CoreApiClient) -> None:
    details = {
        "username": "by.command.line",
        "first_name": "By",
        "last_name": "Command",
        "email": "by@example.org",
    }
    passwords = {"password": PASSWORD, "confirm_password": PASSWORD}
    assert anonymous.call("accounts register create", **details, **passwords) == details
    status, body = anonymous.call("accounts register create", **details, **passwords)
    assert status == "<Error: 400 Bad Request>"
    assert "A user with that username already exists." in body

    login = {"username": "by.command.line", "password": PASSWORD}
    assert set(anonymous.call("accounts login create", **login)) == {"refresh", "access"}
    pair = anonymous.call("api token create", **login)
    assert set(pair) == {"refresh", "access"}
    refreshed = anonymous.call("api token refresh create", refresh=pair["refresh"])
    assert set(refreshed) == {"access"}


def test_a_password_of_digits_arrives_as_a_number(anonymous: CoreApiClient) -> None:
    status, body = anonymous.call("accounts login create", username="nobody", password="12345678")
    assert status == "<Error: 400 Bad Request>"
    assert "Username and password do not match" in body


def test_without_credentials_it_is_refused(anonymous: CoreApiClient) -> None:
    assert anonymous.call("accounts profile list") == NOT_LOGGED_IN
    assert anonymous.call("calendars list") == NOT_LOGGED_IN


def test_profile_with_a_picture(running: Service, client_of: MakeClient, tmp_path: Path) -> None:
    person = register(running.url, "painter")
    client = client_of(person)
    picture = tmp_path / "picture.png"
    Image.new("RGB", (60, 40), "teal").save(picture)
    changed = client.action(
        "accounts profile update", "-f", f"profile_picture={picture}", "-p", "first_name=Frida"
    )
    assert changed == client.call("accounts profile list")
    assert changed["user"]["first_name"] == "Frida"
    shown = person.call("GET", changed["profile_picture"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    status, body = client.call(
        "accounts profile update", new_password="other-Kite-77", confirm_password="other-Kite-77"
    )
    assert (status, "Enter current password first" in body) == ("<Error: 401 Unauthorized>", True)
    person.http.close()


def test_calendars(client: CoreApiClient, calendar: dict[str, Any]) -> None:
    assert calendar in client.call("calendars list")
    key = calendar["id"]
    assert client.call("calendars read", id=key) == calendar
    changed = client.call(
        "calendars update", id=key, name="2098", start_date="2098-01-01", end_date="2098-01-02"
    )
    assert changed == {**calendar, "name": "2098"}
    assert client.call(
        "calendars finalize", id=key, name="x", start_date=MONDAY, end_date=FRIDAY
    ) == {"detail": "Calendar has been successfully finalized."}
    status, _ = client.call("calendars finalize", id=key, name="x")
    assert status == "<Error: 400 Bad Request>"
    assert client.call("calendars delete", id=key) == {}
    assert client.call("calendars read", id=key)[0] == "<Error: 404 Not Found>"


def test_the_meeting_of_two(
    client: CoreApiClient,
    students: CoreApiClient,
    owner: Person,
    student: Person,
    calendar: dict[str, Any],
) -> None:
    within = {"calendar_id": calendar["id"]}
    invited = client.call(
        "calendars invitee create", **within, invitee=student.id, deadline=DEADLINE
    )
    assert invited == {
        "id": invited["id"],
        "calendar": calendar["id"],
        "invitee": student.id,
        "deadline": DEADLINE,
        "meeting_minutes": None,
        "has_availability": False,
    }
    period = {"start_period": NINE, "end_period": TEN, "preference": 2}
    offered = [
        who.call("calendars availabilities create", **within, **period)
        for who in (client, students)
    ]
    assert [row["user"] for row in offered] == [owner.id, student.id]
    assert client.call("calendars availabilities list", **within) == offered
    mine = {**within, "id": offered[1]["id"]}
    assert students.call("calendars availabilities read", **mine) == offered[1]
    liked = students.call("calendars availabilities update", **mine, **period | {"preference": "3"})
    assert liked == {**offered[1], "preference": 3}

    best = f'[{{"start_period": "{NINE}", "end_period": "{TEN}", "preference": 3}}]'
    (same,) = students.call("calendars availabilities replace", **within, periods=best)
    assert same == liked
    (theirs,) = client.call("calendars availabilities list", **within, user=student.id)
    assert theirs == liked

    planned = client.call("calendars schedule create", **within)
    assert (planned["placed"], planned["optimal"]) == (1, True)
    assert client.call("calendars schedule list", **within) == planned["meets"]
    meet = f'[{{"meeter": {student.id}, "start_period": "{NINE}", "end_period": "{TEN}"}}]'
    (changed,) = client.call("calendars schedule update", **within, meets=meet)
    assert (changed["meeter"], changed["end_period"]) == (student.id, TEN)
    assert client.call("calendars schedule update", **within)[0] == "<Error: 400 Bad Request>"
    assert client.call("calendars schedule delete", **within) == {}

    one = {**within, "id": invited["id"]}
    assert client.call("calendars invitee read", **one) == {**invited, "has_availability": True}
    later = "2097-03-02T18:00:00Z"
    moved = client.call("calendars invitee update", **one, invitee=owner.id, deadline=later)
    assert moved == {**invited, "has_availability": True, "deadline": later}
    assert students.call("calendars availabilities delete", **mine) == {}
    assert client.call("calendars invitee list", **within) == [{**invited, "deadline": later}]
    assert client.call("calendars invitee delete", **one) == {}
    assert students.call("calendars availabilities list", **within) == (
        "<Error: 403 Forbidden>",
        'detail: "Not owner or invitee"',
    )


def test_contacts(
    client: CoreApiClient, students: CoreApiClient, owner: Person, student: Person
) -> None:
    asked = client.call("contacts friendRequests user create", requested=student.username)
    assert asked == {"message": f"Friend request sent to {student.username}"}
    waiting = students.call("contacts friendRequests list")
    assert waiting == [{"requester_username": owner.username}]
    answered = students.call(
        "contacts friendRequests request create", username=owner.username, action="True"
    )
    assert answered == {"message": f"User with username: {owner.username} has been accepted"}
    assert students.call("contacts list")["friends"] == [owner.username]
    assert client.call("contacts friendRequests user delete", username=student.username) is None
    assert client.call("contacts friendRequests user delete", username=student.username) == (
        "<Error: 400 Bad Request>",
        'error: "You are not friends with this user"',
    )


def test_a_command_without_its_parameters_is_told_what_is_missing(client: CoreApiClient) -> None:
    for keys, message in (
        ("contacts friendRequests request create", "User does not exist"),
        ("contacts friendRequests user create", "User does not exist"),
        ("contacts friendRequests user delete", "User does not exist"),
        ("calendars create", "This field is required."),
    ):
        status, body = client.call(keys)
        assert status == "<Error: 400 Bad Request>"
        assert re.search(message, body)
