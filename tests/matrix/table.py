"""The authorization matrix, written by hand from the contract, never from what the code does.

A heading is a route. Under it stand a method, whose things are asked for, and a status for each
group of roles. `200>410` is 200 in a calendar that is open or scheduled, 410 in a finalized one.
Two rules are not repeated in each row:

- of a deleted calendar, and of what was in it, everybody who is logged in is told 404;
- a refusal that comes before the body (401, 403, 404, 410) comes whatever the body is, so each
  is tried with one that can't be read too.

What is asked for, segment by segment of the route, and then what the body names:

- `calendar` is the owner's, in each state; `second` another of the same owner, `foreign` that of
  another owner, both open;
- `invitee`, `late`, `owner` are that person's Invitee row or availability in `calendar`, whatever
  calendar the path claims; `former` the one that went when its person was removed;
- `page`, `core_api`, `openapi` are what `/docs/` is asked for in the Accept header;
- `*` at the end: with ONEONONE_INVITE_CONTACTS_ONLY=on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

STATES = ("open", "scheduled", "finalized", "deleted")
# Nobody we know: whoever sends none, or a token that is not good (any more). All but the first
# and the deleted one would be the owner.
NOBODY = ("anonymous", "expired", "refresh", "deleted", "inactive")
PEOPLE = ("stranger", "former", "contact", "another", "late", "invitee", "owner")
ROLES = (*NOBODY, *PEOPLE)
BEFORE_THE_BODY = {401, 403, 404, 410}

# Of a kind: `former` was an invitee; `contact` is the owner's friend; `another` owns another
# calendar, and has asked the owner to be a contact; `late` is an invitee past the deadline.
TABLE = """
METHOD ON                 nobody stranger former contact another late    invitee owner

/accounts/register/
POST   -                  201    201      201    201     201     201     201     201
/accounts/login/
POST   -                  200    200      200    200     200     200     200     200
/api/token/
POST   -                  200    200      200    200     200     200     200     200
/api/token/refresh/
POST   -                  200    200      200    200     200     200     200     200
/docs/
GET    page               200    200      200    200     200     200     200     200
GET    core_api           200    200      200    200     200     200     200     200
GET    openapi            200    200      200    200     200     200     200     200
/docs/openapi.json/
GET    -                  200    200      200    200     200     200     200     200
/healthz/
GET    -                  200    200      200    200     200     200     200     200
/readyz/
GET    -                  200    200      200    200     200     200     200     200
/media/pictures/<name>/
GET    current            200    200      200    200     200     200     200     200
GET    replaced           404    404      404    404     404     404     404     404

/accounts/profile/
GET    -                  401    200      200    200     200     200     200     200
PUT    -                  401    200      200    200     200     200     200     200

/contacts/
GET    -                  401    200      200    200     200     200     200     200
/contacts/friendRequests/
GET    -                  401    200      200    200     200     200     200     200
/contacts/friendRequests/request/
POST   another            401    400      400    400     400     400     400     200
POST   owner              401    400      400    400     400     400     400     400
/contacts/friendRequests/user/
POST   stranger           401    400      201    201     201     201     201     201
POST   owner              401    201      201    400     400     201     201     400
DELETE contact            401    400      400    400     400     400     400     204
DELETE owner              401    400      400    204     400     400     400     400

/calendars/
GET    -                  401    200      200    200     200     200     200     200
POST   -                  401    200      200    200     200     200     200     200
/calendars/<calendar>/
GET    calendar           401    403      403    403     403     403     403     200
GET    foreign            401    403      403    403     200     403     403     403
PUT    calendar           401    403      403    403     403     403     403     200>410
PUT    foreign            401    403      403    403     200     403     403     403
DELETE calendar           401    403      403    403     403     403     403     200
DELETE foreign            401    403      403    403     200     403     403     403
/calendars/<calendar>/finalize/
PUT    calendar           401    403      403    403     403     403     403     200>400

/calendars/<calendar>/invitee/
GET    calendar           401    403      403    403     403     403     403     200
POST   calendar/stranger  401    403      403    403     403     403     403     200>410
POST   calendar/contact*  401    403      403    403     403     403     403     200>410
POST   calendar/stranger* 401    403      403    403     403     403     403     400>410
/calendars/<calendar>/invitee/<invitee>/
GET    calendar/invitee   401    403      403    403     403     403     403     200
GET    calendar/former    401    403      403    403     403     403     403     404
GET    second/invitee     401    403      403    403     403     403     403     404
GET    foreign/invitee    401    403      403    403     404     403     403     403
PUT    calendar/invitee   401    403      403    403     403     403     403     200>410
PUT    calendar/former    401    403      403    403     403     403     403     404
PUT    second/invitee     401    403      403    403     403     403     403     404
PUT    foreign/invitee    401    403      403    403     404     403     403     403
DELETE calendar/invitee   401    403      403    403     403     403     403     200>410
DELETE calendar/former    401    403      403    403     403     403     403     404
DELETE second/invitee     401    403      403    403     403     403     403     404
DELETE foreign/invitee    401    403      403    403     404     403     403     403

/calendars/<calendar>/availabilities/
GET    calendar           401    403      403    403     403     200     200     200
POST   calendar           401    403      403    403     403     410     200>410 200>410
/calendars/<calendar>/availabilities/<availability>/
GET    calendar/owner     401    403      403    403     403     200     200     200
GET    calendar/late      401    403      403    403     403     200     200     200
GET    calendar/invitee   401    403      403    403     403     200     200     200
GET    calendar/former    401    403      403    403     403     404     404     404
GET    second/invitee     401    403      403    403     403     404     404     404
GET    foreign/invitee    401    403      403    403     404     403     403     403
PUT    calendar/owner     401    403      403    403     403     403     403     200>410
PUT    calendar/late      401    403      403    403     403     410     403     200>410
PUT    calendar/invitee   401    403      403    403     403     403     200>410 200>410
PUT    calendar/former    401    403      403    403     403     404     404     404
PUT    second/invitee     401    403      403    403     403     404     404     404
PUT    foreign/invitee    401    403      403    403     404     403     403     403
DELETE calendar/owner     401    403      403    403     403     403     403     200>410
DELETE calendar/late      401    403      403    403     403     410     403     200>410
DELETE calendar/invitee   401    403      403    403     403     403     200>410 200>410
DELETE calendar/former    401    403      403    403     403     404     404     404
DELETE second/invitee     401    403      403    403     403     404     404     404
DELETE foreign/invitee    401    403      403    403     404     403     403     403

/calendars/<calendar>/schedule/
GET    calendar           401    403      403    403     403     403     403     200
POST   calendar           401    403      403    403     403     403     403     200>410
PUT    calendar           401    403      403    403     403     403     403     200>410
DELETE calendar           401    403      403    403     403     403     403     200>410
/calendars/<calendar>/invitee/<invitee>/costs/
GET    calendar/invitee   401    403      403    403     403     403     403     200
GET    calendar/former    401    403      403    403     403     403     403     404
GET    second/invitee     401    403      403    403     403     403     403     404
GET    foreign/invitee    401    403      403    403     404     403     403     403
/calendars/<calendar>/schedule/report/
GET    calendar           401    403      403    403     403     403     403     200
/calendars/<calendar>/schedule/alternatives/
GET    calendar           401    403      403    403     403     403     403     200
/calendars/<calendar>/schedule/check/
POST   calendar           401    403      403    403     403     403     403     200
/calendars/<calendar>/schedule/<meet>/
GET    calendar/late      401    403      403    403     403     403     403     200
GET    calendar/invitee   401    403      403    403     403     403     403     200
GET    second/invitee     401    403      403    403     403     403     403     404
GET    foreign/invitee    401    403      403    403     404     403     403     403
PUT    calendar/invitee   401    403      403    403     403     403     403     200>410
PUT    second/invitee     401    403      403    403     403     403     403     404
PUT    foreign/invitee    401    403      403    403     404     403     403     403
DELETE calendar/invitee   401    403      403    403     403     403     403     200>410
DELETE second/invitee     401    403      403    403     403     403     403     404
DELETE foreign/invitee    401    403      403    403     404     403     403     403

/invitations/
GET    -                  401    200      200    200     200     200     200     200
/invitations/<invitee>/
PUT    invitee            401    403      403    403     403     403     200>410 403
PUT    late               401    403      403    403     403     410     403     403
PUT    former             401    404      404    404     404     404     404     404
DELETE invitee            401    403      403    403     403     403     200>410 403
DELETE late               401    403      403    403     403     200>410 403     403
DELETE former             401    404      404    404     404     404     404     404
"""


@dataclass(frozen=True)
class Row:
    route: str
    method: str
    on: str
    statuses: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.on}"

    @property
    def targets(self) -> list[str]:
        return self.on.rstrip("*-").split("/") if self.on != "-" else []

    @property
    def states(self) -> tuple[str, ...]:
        if "<meet>" in self.route:
            return STATES[1:]  # an open calendar has none
        return STATES if re.search("<(calendar|invitee)>", self.route) else ("open",)

    def status(self, role: str, state: str) -> int:
        group = 0 if role in NOBODY else 1 + PEOPLE.index(role)
        usual, _, finalized = self.statuses[group].partition(">")
        if state == "deleted" and self.goes_with_calendar and role in PEOPLE:
            return 404
        return int(finalized) if finalized and state == "finalized" else int(usual)

    @property
    def goes_with_calendar(self) -> bool:
        return self.targets[0] == "calendar" or self.route == "/invitations/<invitee>/"


@dataclass(frozen=True)
class Cell:
    """One row as one role asks for it in one state; `broken` with a body that nobody can read."""

    row: Row
    role: str
    state: str
    broken: bool = False

    def __str__(self) -> str:
        broken = " (broken body)" if self.broken else ""
        return f"{self.row} · {self.state} · {self.role}{broken}"

    @property
    def status(self) -> int:
        return self.row.status(self.role, self.state)


def read_table(text: str) -> Iterator[Row]:
    header, *lines = [line for line in text.splitlines() if line]
    assert header.split()[2:] == ["nobody", *PEOPLE]
    route = ""
    for line in lines:
        if line.startswith("/"):
            route = line
            continue
        method, on, *statuses = line.split()
        assert len(statuses) == 1 + len(PEOPLE), line
        yield Row(route, method, on, tuple(statuses))


def make_cells(row: Row) -> Iterator[Cell]:
    for state in row.states:
        for role in ROLES:
            cell = Cell(row, role, state)
            yield cell
            refused = row.method != "GET" and cell.status in BEFORE_THE_BODY
            if refused and role in ("anonymous", *PEOPLE):
                yield Cell(row, role, state, broken=True)


ROWS = list(read_table(TABLE))
CELLS = [cell for row in ROWS for cell in make_cells(row)]
METHODS = {
    route: {row.method for row in rows} for route, rows in groupby(ROWS, lambda row: row.route)
}
