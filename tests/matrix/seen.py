"""What each role sees in a list, written by hand: a status alone does not tell whose rows it shows.

Everybody who is allowed to ask sees an empty list where nothing else is said.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from matrix import schedule_pages
from matrix.scene import (
    ABSENT,
    ASKER,
    FINAL_ONCE,
    HALF_HOUR,
    MAIL,
    MEETS,
    NINE,
    PLACES,
    Scene,
)
from matrix.table import Cell

ISO = "%Y-%m-%dT%H:%M:%SZ"

CALENDARS = {"owner": ("open", "scheduled", "finalized", "second"), "another": ("foreign",)}
INVITATIONS = ("open", "scheduled", "finalized", "second")
INVITED = ("late", "invitee")
FRIENDS = {"owner": ["contact"], "contact": ["owner"]}
REQUESTS = {"owner": ["another"]}
BLOCKED = {"invitee": ["stranger"]}
SENT = {"another": ["owner"]}
OFFERED = ("owner", "late", "invitee")  # by start, then id
SCHEDULED = ("scheduled", "finalized")


def ids(rows: Any) -> Any:
    return [row["id"] for row in rows]


def invitation(row: Any) -> tuple[int, str | None]:
    return row["id"], row["meet"] and row["meet"]["start_period"]


def exported(record: Any) -> tuple[Any, ...]:
    invited = record["invitations"]
    return (
        record["account"]["user"]["username"],
        [person["username"] for person in record["contacts"]["friends"]],
        [person["username"] for person in record["contacts"]["blocked"]],
        ids(record["calendars"]),
        [invitation(row) for row in invited],
        [period["id"] for row in invited for period in row["availabilities"]],
        ids(record["cannot_come"]),
        [row["invitation"] for row in record["swaps"]],
    )


SHOWN: dict[str, Callable[[Any], Any]] = {
    **schedule_pages.SHOWN,
    "/accounts/profile/": lambda shown: shown["user"]["username"],
    "/contacts/": lambda shown: shown["friends"],
    "/contacts/friendRequests/": lambda rows: [row["requester_username"] for row in rows],
    "/contacts/blocks/": lambda rows: [row["username"] for row in rows],
    "/calendars/": ids,
    "/calendars/<calendar>/": lambda row: row["id"],
    "/calendars/<calendar>/join-link/": lambda link: link["most_people"],
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
    "/calendars/<calendar>/schedule.ics/": schedule_pages.entries,
    "/invitations/<invitee>/meeting.ics/": schedule_pages.entries,
    "/invitations/": lambda rows: [invitation(row) for row in rows],
    "/invitations/offered/": ids,
    "/feeds/": ids,
    "/feeds/<secret>.ics/": schedule_pages.entries,
    "/me/feeds/": lambda page: [int(key) for key in re.findall(r"/me/feeds/(\d+)/revoke/", page)],
    "/calendars/<calendar>/cannot-come/": ids,
    "/invitations/<invitee>/cannot-come/": lambda row: row["id"],
    "/calendars/<calendar>/swapping/": lambda row: row["allowed"],
    "/invitations/<invitee>/swaps/": lambda row: (
        row["possible"],
        [(one["id"], one["start_period"]) for one in row["sent"]],
        [(one["id"], one["start_period"]) for one in row["received"]],
    ),
    "/guest/account/": lambda page: re.findall(r"is (\w+)@example.org", page),
    "/home/": lambda page: (
        sorted({int(key) for key in re.findall(r'href="/c/(\d+)/', page)}),
        [int(key) for key in re.findall(r'/c/(\d+)/meeting/">Would you swap', page)],
    ),
    "/me/profile/": lambda page: re.findall(r'value="(\w+)@example.org"', page),
    "/me/password/": lambda page: re.findall(r'name="username" value="(\w+)"', page),
    "/me/mails/": lambda page: re.findall(r"go to (\w+)@example.org", page),
    "/staff/": lambda page: re.findall(r'<h2 id="job-\d+" lang="en">(\w+)</h2>', page),
    "/staff/mails/": lambda page: re.findall(r'<a href="/staff/mails/([\w-]+)/">', page),
    "/staff/mails/<mail>/": lambda page: re.findall(r"<h1>(\w+)</h1>", page),
    "/staff/mails/<mail>/html/": lambda page: re.findall(r"<p>(\w+)</p>", page),
    "/me/contacts/": lambda page: re.findall(r"@(\w+)</", page),
    "/me/data/": lambda page: [int(number) for number in re.findall(r"<dd>(\d+) ", page)],
    "/me/data/export/": lambda page: exported(json.loads(page)),
    "/me/data/delete/": lambda page: re.findall(r'name="username" value="(\w+)"', page),
    "/c/new/": lambda page: re.findall(r"<p>(\w+)</p>", page),
    "/c/<calendar>/": lambda page: re.findall(r"@(\w+)</", page),
    "/c/<calendar>/settings/": lambda page: re.findall(r'name="name" value="(\w+)"', page),
    "/c/<calendar>/delete/": lambda page: re.findall(r'href="/c/\d+/">(\w+)</a>', page),
    "/c/<calendar>/invite/": lambda page: re.findall(r'name="contacts" value="(\w+)"', page),
    "/c/<calendar>/join-link/": lambda page: re.findall(r'name="most_people" value="(\d)"', page),
    "/c/<calendar>/invitee/<invitee>/": lambda page: re.findall(r"@(\w+)</", page),
    "/c/<calendar>/invitee/<invitee>/remove/": lambda page: re.findall(r"Remove (\w+)\?", page),
    "/c/<calendar>/availability/": lambda page: re.findall(r'-row" value="(\d+)"', page),
    "/c/<calendar>/none/": lambda page: re.findall(r'<p class="soft">(\w+)</p>', page),
    "/c/<calendar>/leave/": lambda page: re.findall(r'<p class="soft">(\w+)</p>', page),
    "/c/<calendar>/replies.csv/": lambda table: [
        line.split(",")[1] for line in table.splitlines()[1:]
    ],
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


def absent(scene: Scene, state: str) -> list[int]:
    return [scene.invitees[state, ABSENT]] if state == "finalized" else []


def reported(scene: Scene, cell: Cell) -> tuple[list[int], list[int]]:
    people = [scene.people[name].pk for name in sorted(INVITED)]
    return (people, []) if cell.state in SCHEDULED else ([], people)


def own_and_shared(scene: Scene, role: str) -> list[int]:
    names = [*CALENDARS.get(role, ()), *(INVITATIONS if role in INVITED else ())]
    return sorted(scene.calendars[name] for name in names)


def counted(_: Scene, cell: Cell) -> list[int]:
    """Each has given one period in each of the calendars that all of them have a part in."""
    calendars, parts = len(CALENDARS.get(cell.role, ())), len(INVITATIONS)
    return [
        calendars,
        parts if cell.role in INVITED else 0,
        parts if cell.role in OFFERED else 0,
    ]


def own_swaps(scene: Scene, cell: Cell) -> tuple[list[Any], ...]:
    """Each of the two sees the other's time."""
    if cell.state != "finalized":
        return [], [], []
    other = ABSENT if cell.role == ASKER else ASKER
    rows = [(scene.swaps["finalized", "asked"], MEETS[other].strftime(ISO))]
    return ([], rows, []) if cell.role == ASKER else ([], [], rows)


def own_feeds(scene: Scene, cell: Cell) -> list[int]:
    return [scene.feeds[cell.role]] if cell.role in scene.feeds else []


def fed(_: Scene, cell: Cell) -> list[tuple[str, str]]:
    """Whoever reads it sees what the one whose feed it is was told."""
    told = FINAL_ONCE if cell.row.targets == ["invitee"] else ()
    return [schedule_pages.entry(state, "owner", "invitee") for state in told]


def own_record(scene: Scene, cell: Cell) -> tuple[Any, ...]:
    role = cell.role
    parts = INVITATIONS if role in INVITED else ()
    return (
        role,
        FRIENDS.get(role, []),
        BLOCKED.get(role, []),
        [scene.calendars[name] for name in CALENDARS.get(role, ())],
        own_invitations(scene, role),
        [scene.availabilities[calendar, role] for calendar in parts],
        absent(scene, "finalized") if role == ABSENT else [],
        [scene.invitees["finalized", role]] if role == ASKER else [],
    )


ALLOWED: dict[str, Callable[[Scene, Cell], Any]] = {
    **schedule_pages.ALLOWED,
    "/accounts/profile/": lambda _, cell: cell.role,
    "/contacts/": lambda _, cell: FRIENDS.get(cell.role, []),
    "/contacts/friendRequests/": lambda _, cell: REQUESTS.get(cell.role, []),
    "/contacts/blocks/": lambda _, cell: BLOCKED.get(cell.role, []),
    "/calendars/": lambda scene, cell: [
        scene.calendars[name] for name in CALENDARS.get(cell.role, ())
    ],
    "/calendars/<calendar>/": one,
    "/calendars/<calendar>/join-link/": lambda _, cell: PLACES.get(
        cell.row.targets[0], PLACES[cell.state]
    ),
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
    "/calendars/<calendar>/schedule.ics/": schedule_pages.given_entries,
    "/invitations/<invitee>/meeting.ics/": schedule_pages.own_entry,
    "/calendars/<calendar>/cannot-come/": lambda scene, cell: absent(scene, cell.state),
    "/invitations/<invitee>/cannot-come/": lambda scene, cell: scene.find(
        "invitee", cell.row.targets[-1], cell.state
    ),
    "/calendars/<calendar>/swapping/": lambda _, cell: cell.state == "finalized",
    "/invitations/<invitee>/swaps/": own_swaps,
    "/invitations/": lambda scene, cell: own_invitations(scene, cell.role),
    "/invitations/offered/": lambda scene, cell: (
        [scene.invitees["foreign", "address"]] if cell.role == "contact" else []
    ),
    "/feeds/": own_feeds,
    "/feeds/<secret>.ics/": fed,
    "/me/feeds/": own_feeds,
    "/guest/account/": lambda *_: ["guest"],
    "/home/": lambda scene, cell: (
        own_and_shared(scene, cell.role),
        [scene.calendars["finalized"]] if cell.role == ABSENT else [],
    ),
    "/me/profile/": lambda _, cell: [cell.role],
    "/me/password/": lambda _, cell: [cell.role],
    "/me/mails/": lambda _, cell: [cell.role],
    "/staff/": lambda *_: ["failed", "waiting"],
    "/staff/mails/": lambda *_: [MAIL],
    "/staff/mails/<mail>/": lambda *_: ["Secret"],
    "/staff/mails/<mail>/html/": lambda *_: ["Secret"],
    "/me/contacts/": lambda _, cell: [
        *REQUESTS.get(cell.role, []),
        *FRIENDS.get(cell.role, []),
        *SENT.get(cell.role, []),
        *BLOCKED.get(cell.role, []),
    ],
    "/me/data/": counted,
    "/me/data/export/": own_record,
    "/me/data/delete/": lambda _, cell: [cell.role],
    "/c/new/": lambda _, cell: [cell.role],
    "/c/<calendar>/": lambda *_: sorted(INVITED),
    "/c/<calendar>/settings/": lambda _, cell: [cell.state],
    "/c/<calendar>/delete/": lambda _, cell: [cell.state],
    "/c/<calendar>/invite/": lambda _, cell: FRIENDS[cell.role],
    "/c/<calendar>/join-link/": lambda _, cell: [str(PLACES[cell.state])],
    "/c/<calendar>/invitee/<invitee>/": lambda _, cell: [cell.row.targets[-1]],
    "/c/<calendar>/invitee/<invitee>/remove/": lambda _, cell: [cell.row.targets[-1]],
    "/c/<calendar>/availability/": lambda scene, cell: [
        str(scene.availabilities[cell.state, cell.role])
    ],
    "/c/<calendar>/none/": lambda _, cell: [cell.state],
    "/c/<calendar>/leave/": lambda _, cell: [cell.state],
    "/c/<calendar>/replies.csv/": lambda *_: list(INVITED),
}
