"""What each role sees in a list, written by hand: a status alone does not tell whose rows it shows.

Everybody who is allowed to ask sees an empty list where nothing else is said.
"""

from collections.abc import Callable
from typing import Any

from matrix.scene import HALF_HOUR, MEETS, NINE, Scene
from matrix.table import Cell

ISO = "%Y-%m-%dT%H:%M:%SZ"

CALENDARS = {"owner": ("open", "scheduled", "finalized", "second"), "another": ("foreign",)}
INVITATIONS = ("open", "scheduled", "finalized", "second")
INVITED = ("late", "invitee")
FRIENDS = {"owner": ["contact"], "contact": ["owner"]}
REQUESTS = {"owner": ["another"]}
OFFERED = ("owner", "late", "invitee")  # by start, then id
SCHEDULED = ("scheduled", "finalized")


def ids(rows: Any) -> Any:
    return [row["id"] for row in rows]


def invitation(row: Any) -> tuple[int, str | None]:
    return row["id"], row["meet"] and row["meet"]["start_period"]


SHOWN: dict[str, Callable[[Any], Any]] = {
    "/accounts/profile/": lambda shown: shown["user"]["username"],
    "/contacts/": lambda shown: shown["friends"],
    "/contacts/friendRequests/": lambda rows: [row["requester_username"] for row in rows],
    "/calendars/": ids,
    "/calendars/<calendar>/": lambda row: row["id"],
    "/calendars/<calendar>/invitee/": ids,
    "/calendars/<calendar>/invitee/<invitee>/": lambda row: row["id"],
    "/calendars/<calendar>/availabilities/": ids,
    "/calendars/<calendar>/availabilities/<availability>/": lambda row: row["id"],
    "/calendars/<calendar>/schedule/": ids,
    "/calendars/<calendar>/schedule/alternatives/": lambda rows: [
        [meet["meeter"] for meet in row["meets"]] for row in rows
    ],
    "/calendars/<calendar>/schedule/report/": lambda report: (
        [row["meeter"] for row in report["placed"]],
        [row["meeter"] for row in report["unplaced"]],
    ),
    "/calendars/<calendar>/invitee/<invitee>/costs/": lambda rows: [
        row["start_period"] for row in rows
    ],
    "/calendars/<calendar>/schedule/<meet>/": lambda row: row["id"],
    "/invitations/": lambda rows: [invitation(row) for row in rows],
}


def own_invitations(scene: Scene, role: str) -> list[tuple[int, str | None]]:
    """A meeting is shown once the calendar is finalized, and one's own."""
    return [
        (
            scene.invitees[calendar, role],
            MEETS[role].strftime(ISO) if calendar == "finalized" else None,
        )
        for calendar in (INVITATIONS if role in INVITED else ())
    ]


def one(scene: Scene, cell: Cell) -> int | str:
    kind = cell.row.route.rpartition("<")[2].rstrip(">/")
    return scene.find(kind, cell.row.targets[-1], cell.state)


def meets(scene: Scene, cell: Cell) -> list[int]:
    return [scene.meets[cell.state, name] for name in INVITED if cell.state in SCHEDULED]


def reported(scene: Scene, cell: Cell) -> tuple[list[int], list[int]]:
    people = [scene.people[name].pk for name in sorted(INVITED)]
    return (people, []) if cell.state in SCHEDULED else ([], people)


ALLOWED: dict[str, Callable[[Scene, Cell], Any]] = {
    "/accounts/profile/": lambda _, cell: cell.role,
    "/contacts/": lambda _, cell: FRIENDS.get(cell.role, []),
    "/contacts/friendRequests/": lambda _, cell: REQUESTS.get(cell.role, []),
    "/calendars/": lambda scene, cell: [
        scene.calendars[name] for name in CALENDARS.get(cell.role, ())
    ],
    "/calendars/<calendar>/": one,
    "/calendars/<calendar>/invitee/": lambda scene, cell: [
        scene.invitees[cell.state, name] for name in INVITED
    ],
    "/calendars/<calendar>/invitee/<invitee>/": one,
    "/calendars/<calendar>/availabilities/": lambda scene, cell: [
        scene.availabilities[cell.state, name] for name in OFFERED
    ],
    "/calendars/<calendar>/availabilities/<availability>/": one,
    "/calendars/<calendar>/schedule/": meets,
    "/calendars/<calendar>/schedule/alternatives/": lambda scene, _: (
        [[scene.people[name].pk for name in INVITED]] * 2
    ),
    "/calendars/<calendar>/schedule/report/": reported,
    "/calendars/<calendar>/invitee/<invitee>/costs/": lambda *_: [
        (NINE + half_hour * HALF_HOUR).strftime(ISO) for half_hour in (1, 2, 3)
    ],
    "/calendars/<calendar>/schedule/<meet>/": one,
    "/invitations/": lambda scene, cell: own_invitations(scene, cell.role),
}
