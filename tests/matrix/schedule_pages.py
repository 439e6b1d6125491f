"""Forms for the schedule's pages, and what each role sees on them."""

import re
from collections.abc import Callable
from typing import Any

from matrix.scene import MEETS, NINE, Scene
from matrix.table import Cell

from oneonone.calendars.models import Meet
from oneonone.schedules.tags import tag_of_meets

Json = dict[str, Any]
Writer = tuple[str, str]

ISO = "%Y-%m-%dT%H:%M:%SZ"
SCHEDULE = "/c/<calendar>/schedule/"
SWAPS = "/c/<calendar>/swaps/"
OF_INVITEE = f"{SCHEDULE}<invitee>/"
ELEVEN = "2094-03-01T11:00:00Z/2094-03-01T11:30:00Z"
AT_TWO = "2094-03-01T14:00:00Z/2094-03-01T14:30:00Z"
SCHEDULED = ("scheduled", "finalized")
INVITED = ("late", "invitee")  # as they meet


def tagged(scene: Scene, cell: Cell) -> Json:
    calendar = scene.find("calendar", cell.row.targets[0], cell.state)
    return {"tag": tag_of_meets(Meet.objects.filter(calendar=calendar))}


def put(scene: Scene, cell: Cell) -> Json:
    return {**tagged(scene, cell), "times": ELEVEN, "force": "true"}


def taken(scene: Scene, cell: Cell) -> Json:
    """Give a schedule of one meeting, at a time that both have offered."""
    ten = int(NINE.timestamp()) + 3600
    meets = f"{scene.people['invitee'].pk}@{ten}-{ten + 1800}"
    return {**tagged(scene, cell), "schedule": meets}


BODIES: dict[Writer, Callable[[Scene, Cell], Json | None]] = {
    ("POST", f"{SCHEDULE}plan/"): lambda *_: None,
    ("POST", f"{SCHEDULE}clear/"): tagged,
    ("POST", f"{SCHEDULE}open/"): lambda *_: {"times": AT_TWO},
    ("POST", f"{SCHEDULE}shorten/"): lambda *_: {"meeting_minutes": "20"},
    ("POST", f"{SCHEDULE}others/"): taken,
    ("POST", OF_INVITEE): put,
    ("POST", f"{OF_INVITEE}out/"): tagged,
    ("POST", "/c/<calendar>/finalize/"): tagged,
    ("POST", "/c/<calendar>/reopen/"): lambda *_: None,
    ("POST", "/c/<calendar>/cannot-come/"): lambda *_: {"reason": "Ill"},
    ("POST", "/c/<calendar>/can-come/"): lambda *_: None,
    ("POST", "/c/<calendar>/swapping/"): lambda *_: {"allowed": "true"},
    ("POST", SWAPS): lambda *_: {"start_period": NINE.strftime(ISO)},
    ("POST", f"{SWAPS}<swap>/accept/"): lambda *_: None,
    ("POST", f"{SWAPS}<swap>/decline/"): lambda *_: None,
    ("POST", f"{SWAPS}<swap>/back/"): lambda *_: None,
}

DOCUMENTED: dict[Writer, tuple[str, ...]] = {
    ("POST", f"{SCHEDULE}plan/"): ("keep", "least_change"),
    ("POST", f"{SCHEDULE}clear/"): ("tag",),
    ("POST", f"{SCHEDULE}open/"): ("times",),
    ("POST", f"{SCHEDULE}shorten/"): ("meeting_minutes", "buffer_minutes"),
    ("POST", f"{SCHEDULE}others/"): ("tag", "schedule"),
    ("POST", OF_INVITEE): ("tag", "times", "force"),
    ("POST", f"{OF_INVITEE}out/"): ("tag",),
    ("POST", "/c/<calendar>/finalize/"): ("tag",),
    ("POST", "/c/<calendar>/reopen/"): (),
    ("POST", "/c/<calendar>/cannot-come/"): ("reason",),
    ("POST", "/c/<calendar>/can-come/"): (),
    ("POST", "/c/<calendar>/swapping/"): ("allowed",),
    ("POST", SWAPS): ("start_period",),
    ("POST", f"{SWAPS}<swap>/accept/"): (),
    ("POST", f"{SWAPS}<swap>/decline/"): (),
    ("POST", f"{SWAPS}<swap>/back/"): (),
}


def listed(pattern: str) -> Callable[[str], list[Any]]:
    return lambda page: re.findall(pattern, page)


entries = listed(r"SUMMARY:(.*)\r\nDTSTART:(.*)\r")  # of a file for calendars


SHOWN: dict[str, Callable[[Any], Any]] = {
    SCHEDULE: listed(r'id="with-(\d+)"'),
    f"{SCHEDULE}report/": listed(r"<strong>(\w+)</strong>"),
    f"{SCHEDULE}verdict/": listed("No schedule places more|2 people fewer"),
    f"{SCHEDULE}others/": listed(r"<dt>(\w+)</dt>"),
    f"{SCHEDULE}overview/": listed(r'<text x="0"[^>]*>(\w+)</text>'),
    OF_INVITEE: listed(r'choices-title">(\w+)<'),
    f"{OF_INVITEE}costs/": listed(r"<h1>(\w+)</h1>"),
    "/c/<calendar>/schedule.csv/": listed(r",UTC,(\w+),"),
    "/c/<calendar>/print/": listed(r'<th scope="row">(\w+)'),
    "/c/<calendar>/finalize/": listed(r'<th scope="row">(\w+)</th>'),
    "/c/<calendar>/reopen/": listed("All (\\d+) meetings"),
    "/c/<calendar>/cannot-come/": listed(r'<strong><time datetime="(.*?)"'),
    SWAPS: listed(r'<strong><time datetime="(.*?)"'),
    "/c/<calendar>/meeting/": listed(r'class="when"><time datetime="(.*?)"'),
    "/c/<calendar>/meeting.ics/": entries,
    "/c/<calendar>/schedule.ics/": entries,
}


def placed(_: Scene, cell: Cell) -> list[str]:
    return list(INVITED) if cell.state in SCHEDULED else []


def target(_: Scene, cell: Cell) -> list[str]:
    return [cell.row.targets[-1]]


def verdict(_: Scene, cell: Cell) -> list[str]:
    return ["No schedule places more" if cell.state in SCHEDULED else "2 people fewer"]


def cards(scene: Scene, cell: Cell) -> list[str]:
    return [str(scene.invitees[cell.state, name]) for name in placed(scene, cell)]


def own_meeting(_: Scene, cell: Cell) -> list[str]:
    return [MEETS[cell.role].strftime(ISO)] if cell.state == "finalized" else []


def entry(calendar: str, name: str, role: str) -> tuple[str, str]:
    return f"{calendar} · {name}", MEETS[role].strftime("%Y%m%dT%H%M%SZ")


def own_entry(_: Scene, cell: Cell) -> list[tuple[str, str]]:
    return [entry(cell.state, "owner", cell.role)]


def given_entries(_: Scene, cell: Cell) -> list[tuple[str, str]]:
    return [entry(cell.state, name, name) for name in INVITED]


ALLOWED: dict[str, Callable[[Scene, Cell], Any]] = {
    SCHEDULE: cards,
    f"{SCHEDULE}report/": lambda _, cell: [] if cell.state in SCHEDULED else sorted(INVITED),
    f"{SCHEDULE}verdict/": verdict,
    f"{SCHEDULE}others/": lambda _, cell: (
        ["invitee"] * 2 if cell.state in SCHEDULED else sorted(INVITED) * 2
    ),
    f"{SCHEDULE}overview/": lambda scene, cell: sorted(placed(scene, cell)),
    OF_INVITEE: target,
    f"{OF_INVITEE}costs/": target,
    "/c/<calendar>/schedule.csv/": placed,
    "/c/<calendar>/print/": placed,
    "/c/<calendar>/finalize/": placed,
    "/c/<calendar>/reopen/": lambda *_: ["2"],
    "/c/<calendar>/cannot-come/": own_meeting,
    SWAPS: own_meeting,
    "/c/<calendar>/meeting/": own_meeting,
    "/c/<calendar>/meeting.ics/": own_entry,
    "/c/<calendar>/schedule.ics/": given_entries,
}
