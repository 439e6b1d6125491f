"""A valid body for every writer of the contract, so that no refusal hides behind a 400.

Only what the contract documents is in one; `DOCUMENTED` names all that it does.
"""

from collections.abc import Callable
from typing import Any

from matrix.scene import Scene
from matrix.table import Cell
from support.accounts import details
from support.people import PASSWORD

from oneonone.accounts import tokens

Json = dict[str, Any]
Writer = tuple[str, str]

CREDENTIALS = {"username": "invitee", "password": PASSWORD}
DAYS = {"start_date": "2027-04-01", "end_date": "2027-04-02"}
DETAILS = ("name", "time_zone", "meeting_minutes", "buffer_minutes", "location", "description")
PERIOD = {
    "start_period": "2027-03-02T13:00:00Z",
    "end_period": "2027-03-02T14:00:00Z",
    "preference": 1,
}
PROFILE = (
    "first_name",
    "last_name",
    "email",
    "current_password",
    "new_password",
    "confirm_password",
    "profile_picture",
    "time_zone",
)

A_CALENDAR = "/calendars/<calendar>/"
AN_INVITEE = f"{A_CALENDAR}invitee/<invitee>/"
AN_AVAILABILITY = f"{A_CALENDAR}availabilities/<availability>/"
A_MEET = f"{A_CALENDAR}schedule/<meet>/"
MOVED = {"start_period": "2027-03-01T10:00:00Z", "end_period": "2027-03-01T10:30:00Z"}
REQUESTS = "/contacts/friendRequests/"


def refresh(scene: Scene, _: Cell) -> Json:
    return {"refresh": tokens.issue(scene.people["invitee"], "refresh")}


def invitation(scene: Scene, cell: Cell) -> Json:
    invitee = scene.people[cell.row.targets[-1]].pk
    return {"invitee": invitee, "deadline": "2099-05-05T00:00:00Z"}


def hand_made(scene: Scene, _: Cell) -> Json:
    """Give a schedule of one meeting, at a time that both have offered."""
    times = {"start_period": "2027-03-01T10:00:00Z", "end_period": "2027-03-01T10:30:00Z"}
    return {"meets": [{"meeter": scene.people["invitee"].pk, **times}]}


BODIES: dict[Writer, Callable[[Scene, Cell], Json | None]] = {
    ("POST", "/accounts/register/"): lambda *_: details(username="newcomer"),
    ("POST", "/accounts/login/"): lambda *_: CREDENTIALS,
    ("POST", "/api/token/"): lambda *_: CREDENTIALS,
    ("POST", "/api/token/refresh/"): refresh,
    ("PUT", "/accounts/profile/"): lambda *_: {"first_name": "Changed"},
    ("POST", f"{REQUESTS}request/"): lambda _, cell: {
        "username": cell.row.targets[0],
        "action": True,
    },
    ("POST", f"{REQUESTS}user/"): lambda _, cell: {"requested": cell.row.targets[0]},
    ("DELETE", f"{REQUESTS}user/"): lambda _, cell: {"username": cell.row.targets[0]},
    ("POST", "/calendars/"): lambda *_: {"name": "New", **DAYS},
    ("PUT", A_CALENDAR): lambda *_: {"name": "Changed"},
    ("DELETE", A_CALENDAR): lambda *_: None,
    ("PUT", f"{A_CALENDAR}finalize/"): lambda *_: None,
    ("POST", f"{A_CALENDAR}invitee/"): invitation,
    ("PUT", AN_INVITEE): lambda *_: {"deadline": "2099-05-05T00:00:00Z"},
    ("DELETE", AN_INVITEE): lambda *_: None,
    ("POST", f"{A_CALENDAR}availabilities/"): lambda *_: PERIOD,
    ("PUT", AN_AVAILABILITY): lambda *_: PERIOD,
    ("DELETE", AN_AVAILABILITY): lambda *_: None,
    ("POST", f"{A_CALENDAR}schedule/"): lambda *_: None,
    ("PUT", f"{A_CALENDAR}schedule/"): hand_made,
    ("DELETE", f"{A_CALENDAR}schedule/"): lambda *_: None,
    ("POST", f"{A_CALENDAR}schedule/check/"): hand_made,
    ("PUT", A_MEET): lambda *_: MOVED,
    ("DELETE", A_MEET): lambda *_: None,
    ("PUT", "/invitations/<invitee>/"): lambda *_: {"answered": True},
    ("DELETE", "/invitations/<invitee>/"): lambda *_: None,
}

DOCUMENTED: dict[Writer, tuple[str, ...]] = {
    ("POST", "/accounts/register/"): tuple(details()),
    ("POST", "/accounts/login/"): tuple(CREDENTIALS),
    ("POST", "/api/token/"): tuple(CREDENTIALS),
    ("POST", "/api/token/refresh/"): ("refresh",),
    ("PUT", "/accounts/profile/"): PROFILE,
    ("POST", f"{REQUESTS}request/"): ("username", "action"),
    ("POST", f"{REQUESTS}user/"): ("requested",),
    ("DELETE", f"{REQUESTS}user/"): ("username",),
    ("POST", "/calendars/"): (*DETAILS, *DAYS),
    ("PUT", A_CALENDAR): DETAILS,
    ("DELETE", A_CALENDAR): (),
    ("PUT", f"{A_CALENDAR}finalize/"): (),
    ("POST", f"{A_CALENDAR}invitee/"): ("invitee", "username", "deadline", "meeting_minutes"),
    ("PUT", AN_INVITEE): ("deadline", "meeting_minutes"),
    ("DELETE", AN_INVITEE): (),
    ("POST", f"{A_CALENDAR}availabilities/"): tuple(PERIOD),
    ("PUT", AN_AVAILABILITY): tuple(PERIOD),
    ("DELETE", AN_AVAILABILITY): (),
    ("POST", f"{A_CALENDAR}schedule/"): ("keep", "forbid", "least_change", "dry_run"),
    ("PUT", f"{A_CALENDAR}schedule/"): ("meets", "force"),
    ("DELETE", f"{A_CALENDAR}schedule/"): (),
    ("POST", f"{A_CALENDAR}schedule/check/"): ("meets",),
    ("PUT", A_MEET): (*MOVED, "force"),
    ("DELETE", A_MEET): (),
    ("PUT", "/invitations/<invitee>/"): ("answered",),
    ("DELETE", "/invitations/<invitee>/"): (),
}
MEET = ("meeter", "start_period", "end_period")  # each of `meets`


def valid_body(scene: Scene, cell: Cell) -> Json | None:
    make = BODIES.get((cell.row.method, cell.row.route))
    return make(scene, cell) if make else None
