"""Contacts as one person asks, answers, ends and sees them."""

from typing import Any

from support.answers import as_json, told
from support.people import Person

CONTACTS, REQUESTS = "/contacts/", "/contacts/friendRequests/"
BLOCKS = "/contacts/blocks/"
ANSWER, FRIEND = "/contacts/friendRequests/request/", "/contacts/friendRequests/user/"

UNKNOWN = (400, {"error": "User does not exist"})
ONESELF = (400, {"error": "You cannot add yourself to your contacts"})
SENT_ALREADY = (400, {"error": "You have already sent a request to this user"})
GOT_ALREADY = (400, {"error": "This user has already sent you a request"})
NO_REQUEST = (400, {"error": "No friend request from this user"})
NO_FRIENDS = (400, {"error": "You are not friends with this user"})
NO_CONTACTS = {"friends": [], "contacts": []}


def ask(person: Person, username: Any) -> tuple[int, Any]:
    return told(person.call("POST", FRIEND, **as_json({"requested": username})))


def answer(person: Person, username: Any, action: Any) -> tuple[int, Any]:
    body = {"username": username, "action": action}
    return told(person.call("POST", ANSWER, **as_json(body)))


def end(person: Person, username: Any) -> tuple[int, Any]:
    return delete(person, FRIEND, username)


def block(person: Person, username: Any) -> tuple[int, Any]:
    return told(person.call("POST", BLOCKS, **as_json({"username": username})))


def unblock(person: Person, username: Any) -> tuple[int, Any]:
    return delete(person, BLOCKS, username)


def delete(person: Person, path: str, username: Any) -> tuple[int, Any]:
    reply = person.call("DELETE", path, **as_json({"username": username}))
    if reply.status_code == 204:
        assert reply.content == b""
        return 204, None
    return told(reply)


def friends(person: Person) -> Any:
    return told(person.call("GET", CONTACTS))[1]


def waiting(person: Person) -> Any:
    return told(person.call("GET", REQUESTS))[1]


def shown(person: Person) -> dict[str, Any]:
    """Give what a friend sees of a person: never the address."""
    name = person.username.rstrip("0123456789").title()
    names = {"username": person.username, "first_name": name, "last_name": "Tester"}
    return {"id": person.id, **names}


def befriend(one: Person, other: Person) -> None:
    assert ask(one, other.username)[0] == 201
    assert answer(other, one.username, True)[0] == 200
