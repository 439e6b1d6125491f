"""A valid body for every writer of the contract, so that no refusal hides behind a 400.

Only what the contract documents is in one; `DOCUMENTED` names all that it does.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from matrix import schedule_pages
from matrix.scene import Scene
from matrix.table import Cell
from support.accounts import details
from support.people import PASSWORD

from oneonone.accounts import tokens
from oneonone.accounts.mailboxes import Mailbox
from oneonone.accounts.mails import signer
from oneonone.calendars.joining import Asked, mailed_link
from oneonone.calendars.models import Availability, JoinLink
from oneonone.calendars.structs import AvailabilityOut
from oneonone.calendars.tags import tag_of
from oneonone.common.rendering import structs_from
from oneonone.contacts.blocking import signer as blocks

Json = dict[str, Any]
Writer = tuple[str, str]

CREDENTIALS = {"username": "invitee", "password": PASSWORD}
NEW_PASSWORD = {"new_password": "amber-Kettle-73", "confirm_password": "amber-Kettle-73"}
DAYS = {"start_date": "2094-04-01", "end_date": "2094-04-02"}
DETAILS = ("name", "time_zone", "meeting_minutes", "buffer_minutes", "location", "description")
PERIOD = {
    "start_period": "2094-03-02T13:00:00Z",
    "end_period": "2094-03-02T14:00:00Z",
    "preference": 1,
}
JOIN_LINK = {"deadline": "2099-05-05T00:00:00Z", "most_people": 40}
NEWCOMER = {"name": "New Comer", "email": "newcomer@example.org"}
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
AN_INVITEES_PAGE = "/c/<calendar>/invitee/<invitee>/"
SWAPS = "/invitations/<invitee>/swaps/"
A_MEET = f"{A_CALENDAR}schedule/<meet>/"
MOVED = {"start_period": "2094-03-01T10:00:00Z", "end_period": "2094-03-01T10:30:00Z"}
REQUESTS = "/contacts/friendRequests/"


def refresh(scene: Scene, _: Cell) -> Json:
    return {"refresh": tokens.issue(scene.people["invitee"], "refresh")}


def invitation(scene: Scene, cell: Cell) -> Json:
    invitee = scene.people[cell.row.targets[-1]].pk
    return {"invitee": invitee, "deadline": "2099-05-05T00:00:00Z"}


def replaced(scene: Scene, cell: Cell) -> Json:
    periods: Json = {"periods": [PERIOD]}
    _, *named = cell.row.targets
    return {**periods, "user": scene.people[named[0]].pk} if named else periods


def painted(scene: Scene, cell: Cell) -> Json:
    """Paint a quarter hour over what the person who asks has given."""
    mine = {"calendar": scene.calendars[cell.state], "user": scene.people.get(cell.role)}
    rows = Availability.objects.filter(**mine).order_by("start_period", "pk")
    tag = tag_of(structs_from(AvailabilityOut, rows))
    return {"tag": tag, "cells": f"{datetime(2094, 3, 2, 13, tzinfo=UTC).timestamp():.0f}=1"}


def hand_made(scene: Scene, _: Cell) -> Json:
    """Give a schedule of one meeting, at a time that both have offered."""
    times = {"start_period": "2094-03-01T10:00:00Z", "end_period": "2094-03-01T10:30:00Z"}
    return {"meets": [{"meeter": scene.people["invitee"].pk, **times}]}


def taken_along(scene: Scene, cell: Cell) -> Json:
    (by,) = cell.row.targets
    return (
        {"invitation": scene.invitees["foreign", "address"]} if by == "address" else {"token": by}
    )


def joined_by_mail(scene: Scene, cell: Cell) -> Json:
    calendar = scene.calendars[cell.row.targets[0]]
    link = JoinLink.objects.get(calendar=calendar).pk
    box = Mailbox(NEWCOMER["name"], NEWCOMER["email"])
    return dict(parse_qsl(urlsplit(mailed_link(Asked(calendar, link, box))).query))


def block_by_link(scene: Scene, cell: Cell) -> Json:
    (by,) = cell.row.targets
    people = [scene.guests["guest"].pk, scene.people["another"].pk]
    return {"token": blocks.sign_object(people) if by == "guest" else by, "blocked": "true"}


def invitations(_: Scene, cell: Cell) -> Json:
    return {"usernames": cell.row.targets[-1], "deadline": "2099-05-05T00:00"}


BODIES: dict[Writer, Callable[[Scene, Cell], Json | None]] = {
    **schedule_pages.BODIES,
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
    ("POST", "/contacts/blocks/"): lambda _, cell: {"username": cell.row.targets[0]},
    ("DELETE", "/contacts/blocks/"): lambda _, cell: {"username": cell.row.targets[0]},
    ("POST", "/calendars/"): lambda *_: {"name": "New", **DAYS},
    ("PUT", A_CALENDAR): lambda *_: {"name": "Changed"},
    ("DELETE", A_CALENDAR): lambda *_: None,
    ("PUT", f"{A_CALENDAR}finalize/"): lambda *_: None,
    ("POST", f"{A_CALENDAR}reopen/"): lambda *_: None,
    ("POST", f"{A_CALENDAR}remind/"): lambda *_: None,
    ("PUT", f"{A_CALENDAR}join-link/"): lambda *_: JOIN_LINK,
    ("DELETE", f"{A_CALENDAR}join-link/"): lambda *_: None,
    ("POST", f"{A_CALENDAR}invitee/"): invitation,
    ("PUT", AN_INVITEE): lambda *_: {"deadline": "2099-05-05T00:00:00Z"},
    ("DELETE", AN_INVITEE): lambda *_: None,
    ("POST", f"{A_CALENDAR}availabilities/"): lambda *_: PERIOD,
    ("PUT", f"{A_CALENDAR}availabilities/"): replaced,
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
    ("POST", "/invitations/offered/<offered>/take/"): lambda *_: None,
    ("POST", "/guests/claim/"): lambda _, cell: {
        **{name: value for name, value in details(username="newcomer").items() if name != "email"},
        "token": cell.row.targets[0],
    },
    ("POST", "/feeds/"): lambda *_: {"kind": "meetings"},
    ("DELETE", "/feeds/<feed>/"): lambda *_: None,
    ("POST", "/me/feeds/"): lambda *_: {"kind": "meetings"},
    ("POST", "/me/feeds/<feed>/revoke/"): lambda *_: None,
    ("POST", "/invitations/<invitee>/cannot-come/"): lambda *_: {"reason": "Ill"},
    ("DELETE", "/invitations/<invitee>/cannot-come/"): lambda *_: None,
    ("PUT", f"{A_CALENDAR}swapping/"): lambda *_: {"allowed": True},
    ("POST", SWAPS): lambda *_: {"start_period": "2094-03-01T09:00:00Z"},
    ("DELETE", f"{SWAPS}<swap>/"): lambda *_: None,
    ("POST", f"{SWAPS}<swap>/accept/"): lambda *_: None,
    ("POST", f"{SWAPS}<swap>/decline/"): lambda *_: None,
    ("POST", "/signup/"): lambda *_: details(username="newcomer"),
    ("POST", "/login/"): lambda *_: CREDENTIALS,
    ("POST", "/logout/"): lambda *_: None,
    ("POST", "/look/"): lambda *_: {"theme": "dark"},
    ("POST", "/me/profile/"): lambda *_: {"first_name": "Changed"},
    ("POST", "/me/profile/picture/"): lambda *_: None,
    ("POST", "/me/password/"): lambda *_: {"current_password": PASSWORD, **NEW_PASSWORD},
    ("POST", "/reset/"): lambda *_: {"email": "invitee@example.org"},
    ("POST", "/reset/new/"): lambda _, cell: {"token": cell.row.targets[0], **NEW_PASSWORD},
    ("POST", "/confirm/"): lambda _, cell: {"token": cell.row.targets[0]},
    ("POST", "/guest/"): lambda _, cell: {"token": cell.row.targets[0]},
    ("POST", "/guest/take/"): taken_along,
    ("POST", "/guest/account/"): lambda *_: details(username="newcomer"),
    ("POST", "/join/"): lambda _, cell: {"token": cell.row.targets[0], **NEWCOMER},
    ("POST", "/join/mail/"): joined_by_mail,
    ("POST", "/me/mails/"): lambda *_: {"wanted_mails": ["reminders"], "language": "de"},
    ("POST", "/mails/stop/"): lambda scene, _: {
        "token": signer.sign_object([scene.people["owner"].pk, "reminders"])
    },
    ("POST", "/staff/jobs/<job>/again/"): lambda *_: None,
    ("POST", "/me/contacts/"): lambda _, cell: {"requested": cell.row.targets[0]},
    ("POST", "/me/contacts/answer/"): lambda _, cell: {
        "username": cell.row.targets[0],
        "action": True,
    },
    ("POST", "/me/contacts/remove/"): lambda _, cell: {"username": cell.row.targets[0]},
    ("POST", "/me/contacts/block/"): lambda _, cell: {"username": cell.row.targets[0]},
    ("POST", "/me/contacts/unblock/"): lambda _, cell: {"username": cell.row.targets[0]},
    ("POST", "/mails/block/"): block_by_link,
    ("POST", "/me/data/delete/"): lambda *_: {"password": PASSWORD},
    ("POST", "/c/new/"): lambda *_: {"name": "New", **DAYS, "time_zone": "UTC"},
    ("POST", "/c/<calendar>/settings/"): lambda *_: {"name": "Changed"},
    ("POST", "/c/<calendar>/delete/"): lambda *_: None,
    ("POST", "/c/<calendar>/invite/"): invitations,
    ("POST", AN_INVITEES_PAGE): lambda *_: {"deadline": "2099-05-05T00:00"},
    ("POST", f"{AN_INVITEES_PAGE}remove/"): lambda *_: None,
    ("POST", "/c/<calendar>/remind/"): lambda *_: None,
    ("POST", "/c/<calendar>/join-link/"): lambda *_: {**JOIN_LINK, "deadline": "2099-05-05T00:00"},
    ("POST", "/c/<calendar>/join-link/end/"): lambda *_: None,
    ("POST", "/c/<calendar>/availability/"): painted,
    ("POST", "/c/<calendar>/none/"): lambda *_: None,
    ("POST", "/c/<calendar>/leave/"): lambda *_: None,
}

DOCUMENTED: dict[Writer, tuple[str, ...]] = {
    **schedule_pages.DOCUMENTED,
    ("POST", "/accounts/register/"): tuple(details()),
    ("POST", "/accounts/login/"): tuple(CREDENTIALS),
    ("POST", "/api/token/"): tuple(CREDENTIALS),
    ("POST", "/api/token/refresh/"): ("refresh",),
    ("PUT", "/accounts/profile/"): PROFILE,
    ("POST", f"{REQUESTS}request/"): ("username", "action"),
    ("POST", f"{REQUESTS}user/"): ("requested",),
    ("DELETE", f"{REQUESTS}user/"): ("username",),
    ("POST", "/contacts/blocks/"): ("username",),
    ("DELETE", "/contacts/blocks/"): ("username",),
    ("POST", "/calendars/"): (*DETAILS, *DAYS),
    ("PUT", A_CALENDAR): DETAILS,
    ("DELETE", A_CALENDAR): (),
    ("PUT", f"{A_CALENDAR}finalize/"): (),
    ("POST", f"{A_CALENDAR}reopen/"): (),
    ("POST", f"{A_CALENDAR}remind/"): (),
    ("PUT", f"{A_CALENDAR}join-link/"): tuple(JOIN_LINK),
    ("DELETE", f"{A_CALENDAR}join-link/"): (),
    ("POST", f"{A_CALENDAR}invitee/"): (
        "invitee",
        "username",
        "email",
        "deadline",
        "meeting_minutes",
    ),
    ("PUT", AN_INVITEE): ("deadline", "meeting_minutes"),
    ("DELETE", AN_INVITEE): (),
    ("POST", f"{A_CALENDAR}availabilities/"): tuple(PERIOD),
    ("PUT", f"{A_CALENDAR}availabilities/"): ("periods", "user"),
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
    ("POST", "/invitations/offered/<offered>/take/"): (),
    ("POST", "/guests/claim/"): (*(name for name in details() if name != "email"), "token"),
    ("POST", "/feeds/"): ("kind",),
    ("DELETE", "/feeds/<feed>/"): (),
    ("POST", "/me/feeds/"): ("kind",),
    ("POST", "/me/feeds/<feed>/revoke/"): (),
    ("POST", "/invitations/<invitee>/cannot-come/"): ("reason",),
    ("DELETE", "/invitations/<invitee>/cannot-come/"): (),
    ("PUT", f"{A_CALENDAR}swapping/"): ("allowed",),
    ("POST", SWAPS): ("start_period",),
    ("DELETE", f"{SWAPS}<swap>/"): (),
    ("POST", f"{SWAPS}<swap>/accept/"): (),
    ("POST", f"{SWAPS}<swap>/decline/"): (),
    ("POST", "/signup/"): (*details(), "time_zone", "next"),
    ("POST", "/login/"): (*CREDENTIALS, "next"),
    ("POST", "/logout/"): (),
    ("POST", "/look/"): ("theme", "language", "next"),
    ("POST", "/me/profile/"): ("first_name", "last_name", "email", "time_zone", "profile_picture"),
    ("POST", "/me/profile/picture/"): (),
    ("POST", "/me/password/"): ("current_password", *NEW_PASSWORD),
    ("POST", "/reset/"): ("email",),
    ("POST", "/reset/new/"): ("token", *NEW_PASSWORD),
    ("POST", "/confirm/"): ("token",),
    ("POST", "/guest/"): ("token",),
    ("POST", "/guest/take/"): ("token", "invitation"),
    ("POST", "/guest/account/"): tuple(name for name in details() if name != "email"),
    ("POST", "/join/"): ("token", *NEWCOMER),
    ("POST", "/join/mail/"): ("token",),
    ("POST", "/me/mails/"): ("wanted_mails", "language"),
    ("POST", "/mails/stop/"): ("token",),
    ("POST", "/staff/jobs/<job>/again/"): (),
    ("POST", "/me/contacts/"): ("requested",),
    ("POST", "/me/contacts/answer/"): ("username", "action"),
    ("POST", "/me/contacts/remove/"): ("username",),
    ("POST", "/me/contacts/block/"): ("username", "next"),
    ("POST", "/me/contacts/unblock/"): ("username",),
    ("POST", "/mails/block/"): ("token", "blocked"),
    ("POST", "/me/data/delete/"): ("password",),
    ("POST", "/c/new/"): (*DETAILS, *DAYS),
    ("POST", "/c/<calendar>/settings/"): DETAILS,
    ("POST", "/c/<calendar>/delete/"): (),
    ("POST", "/c/<calendar>/invite/"): ("contacts", "usernames", "deadline"),
    ("POST", AN_INVITEES_PAGE): ("deadline", "meeting_minutes"),
    ("POST", f"{AN_INVITEES_PAGE}remove/"): (),
    ("POST", "/c/<calendar>/remind/"): (),
    ("POST", "/c/<calendar>/join-link/"): tuple(JOIN_LINK),
    ("POST", "/c/<calendar>/join-link/end/"): (),
    ("POST", "/c/<calendar>/availability/"): ("tag", "cells", "copy"),
    ("POST", "/c/<calendar>/none/"): (),
    ("POST", "/c/<calendar>/leave/"): (),
}
# What each of a list documents.
INSIDE = {"meets": ("meeter", "start_period", "end_period"), "periods": tuple(PERIOD)}


def valid_body(scene: Scene, cell: Cell) -> Json | None:
    make = BODIES.get((cell.row.method, cell.row.route))
    return make(scene, cell) if make else None
