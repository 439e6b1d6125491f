"""Registering, and what is seen of it."""

from typing import Any

from support.accounts import LOGIN, PROFILE, REGISTER, details
from support.answers import as_json, told
from support.people import PASSWORD, Cast


def register(cast: Cast, **changes: Any) -> tuple[int, Any]:
    return told(cast.anonymous.post(REGISTER, **as_json(details(**changes))))


def log_in(cast: Cast, username: str, password: str) -> str:
    answer = cast.anonymous.post(LOGIN, json={"username": username, "password": password})
    assert answer.status_code == 200
    return str(answer.json()["access"])


def profile_of(cast: Cast, username: str, password: str = PASSWORD) -> Any:
    headers = {"Authorization": f"Bearer {log_in(cast, username, password)}"}
    return cast.anonymous.get(PROFILE, headers=headers).json()


def is_nobody(cast: Cast, username: str) -> bool:
    answer = cast.stranger.call("POST", "/contacts/friendRequests/user/", {"requested": username})
    return told(answer) == (400, {"error": "User does not exist"})
