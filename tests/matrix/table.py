"""The authorization matrix, written by hand from the contract, never from what the code does.

A heading is a route. Under it stand a method, whose things are asked for, and a status for each
group of roles. `200>410` is 200 in a calendar that is open or scheduled, 410 in a finalized one;
`403!` is refused for whom the body names, so only after it was read.
Two rules are not repeated in each row:

- of a deleted calendar, and of what was in it, everybody who is logged in is told 404;
- any other refusal that comes before the body (401, 403, 404, 410) comes whatever the body is, so
  each is tried with one that can't be read too.

What is asked for, segment by segment of the route, and then what the body names:

- `calendar` is the owner's, in each state; `second` another of the same owner, `foreign` that of
  another owner, both open;
- `invitee`, `late`, `owner` are that person's Invitee row or availability in `calendar`, whatever
  calendar the path claims; `former` the one that went when its person was removed;
- what was told of a final schedule stands in each calendar, two of which were reopened since;
- `ended` is the address of a feed that was renewed;
- in the finalized calendar `invitee` has said that they can't come to their meeting; swapping is
  allowed there, and `late` has `asked` them for it, which can't be any more;
- `page`, `core_api`, `openapi` are what `/docs/` is asked for in the Accept header;
- `reset` and `confirm` are links that the stranger got by mail;
- `guest` is a guest's link to another's calendar, by which the former is in too; a second guest
  there has the `address` that the contact has confirmed;
- each calendar has a join link; that of `second` has closed. By mail somebody unknown joins;
- the invitee has blocked the stranger, and a guest may block `another` by the link `guest`;
- `failed` and `waiting` are jobs, `written` is a mail in the home;
- `*` at the end: with ONEONONE_INVITE_CONTACTS_ONLY=on; `+`: everybody is of the staff; `~`: all
  can come at all times after all, and who is to ask for a swap is the first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from matrix.page_table import PAGES
from matrix.schedule_page_table import SCHEDULE_PAGES

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

/feeds/<secret>.ics/
GET    invitee            200    200      200    200     200     200     200     200
GET    another            200    200      200    200     200     200     200     200
GET    ended              404    404      404    404     404     404     404     404
/feeds/
GET    -                  401    200      200    200     200     200     200     200
POST   -                  401    200      200    200     200     200     200     200
/feeds/<feed>/
DELETE invitee            401    404      404    404     404     404     200     404
DELETE owner              401    404      404    404     404     404     404     200

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
POST   stranger           401    400      201    201     201     201     400     201
POST   owner              401    201      201    400     400     201     201     400
DELETE contact            401    400      400    400     400     400     400     204
DELETE owner              401    400      400    204     400     400     400     400
/contacts/blocks/
GET    -                  401    200      200    200     200     200     200     200
POST   contact            401    201      201    400     201     201     201     201
POST   stranger           401    400      201    201     201     201     400     201
DELETE stranger           401    400      400    400     400     400     204     400
DELETE invitee            401    400      400    400     400     400     400     400

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
/calendars/<calendar>/reopen/
POST   calendar           401    403      403    403     403     403     403     400>200
/calendars/<calendar>/cannot-come/
GET    calendar           401    403      403    403     403     403     403     200
/calendars/<calendar>/swapping/
GET    calendar           401    403      403    403     403     403     403     200
PUT    calendar           401    403      403    403     403     403     403     200

/calendars/<calendar>/remind/
POST   calendar           401    403      403    403     403     403     403     200>410
/calendars/<calendar>/join-link/
GET    calendar           401    403      403    403     403     403     403     200
GET    foreign            401    403      403    403     200     403     403     403
PUT    calendar           401    403      403    403     403     403     403     200>410
PUT    foreign            401    403      403    403     200     403     403     403
PUT    calendar*          401    403      403    403     403     403     403     400>410
DELETE calendar           401    403      403    403     403     403     403     200>410
DELETE foreign            401    403      403    403     200     403     403     403
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
PUT    calendar           401    403      403    403     403     410     200>410 200>410
PUT    calendar/owner     401    403      403    403     403     410     403!>410 200>410
PUT    calendar/invitee   401    403      403    403     403     410     200>410 200>410
PUT    calendar/late      401    403      403    403     403     410     403!>410 200>410
PUT    calendar/former    401    403      403    403     403     410     403!>410 404!>410
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
/calendars/<calendar>/schedule.ics/
GET    calendar           401    403      403    403     403     403     403     404>200
GET    foreign            401    403      403    403     404     403     403     403

/invitations/
GET    -                  401    200      200    200     200     200     200     200
/invitations/offered/
GET    -                  401    200      200    200     200     200     200     200
/invitations/offered/<offered>/take/
POST   address            401    404      404    200     404     404     404     404
POST   guest              401    404      404    404     404     404     404     404
POST   unknown            401    404      404    404     404     404     404     404
/guests/claim/
POST   guest              201    201      201    201     201     201     201     201
POST   unknown            404!   404!     404!   404!    404!    404!    404!    404!
/invitations/<invitee>/
PUT    invitee            401    403      403    403     403     403     200>410 403
PUT    late               401    403      403    403     403     410     403     403
PUT    former             401    404      404    404     404     404     404     404
DELETE invitee            401    403      403    403     403     403     200>410 403
DELETE late               401    403      403    403     403     200>410 403     403
DELETE former             401    404      404    404     404     404     404     404
/invitations/<invitee>/meeting.ics/
GET    invitee            401    403      403    403     403     403     200     403
GET    late               401    403      403    403     403     200     403     403
GET    former             401    404      404    404     404     404     404     404
/invitations/<invitee>/cannot-come/
GET    invitee            401    403      403    403     403     403     404>200 403
GET    late               401    403      403    403     403     404     403     403
GET    former             401    404      404    404     404     404     404     404
POST   invitee            401    403      403    403     403     403     400>200 403
POST   late               401    403      403    403     403     400>200 403     403
POST   former             401    404      404    404     404     404     404     404
DELETE invitee            401    403      403    403     403     403     404>200 403
DELETE late               401    403      403    403     403     404     403     403
DELETE former             401    404      404    404     404     404     404     404
/invitations/<invitee>/swaps/
GET    invitee            401    403      403    403     403     403     200     403
GET    late               401    403      403    403     403     200     403     403
GET    former             401    404      404    404     404     404     404     404
POST   invitee            401    403      403    403     403     403     400     403
POST   late               401    403      403    403     403     400     403     403
POST   invitee~           401    403      403    403     403     403     400>200 403
POST   former             401    404      404    404     404     404     404     404
/invitations/<invitee>/swaps/<swap>/
DELETE late/asked         401    403      403    403     403     404>200 403     403
DELETE invitee/asked      401    403      403    403     403     403     404>403 403
DELETE former/asked       401    404      404    404     404     404     404     404
/invitations/<invitee>/swaps/<swap>/accept/
POST   late/asked         401    403      403    403     403     404>403 403     403
POST   invitee/asked      401    403      403    403     403     403     404>400 403
POST   invitee/asked~     401    403      403    403     403     403     404>200 403
POST   former/asked       401    404      404    404     404     404     404     404
/invitations/<invitee>/swaps/<swap>/decline/
POST   late/asked         401    403      403    403     403     404>403 403     403
POST   invitee/asked      401    403      403    403     403     403     404>200 403
POST   former/asked       401    404      404    404     404     404     404     404
"""


@dataclass(frozen=True)
class Row:
    route: str
    method: str
    on: str
    statuses: tuple[str, ...]
    page: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.route} {self.on}"

    @property
    def targets(self) -> list[str]:
        return self.on.rstrip("*+~-").split("/") if self.on != "-" else []

    @property
    def states(self) -> tuple[str, ...]:
        if "<meet>" in self.route:
            return STATES[1:]  # an open calendar has none
        return STATES if re.search("<(calendar|invitee)>", self.route) else ("open",)

    def status(self, role: str, state: str) -> int:
        return int(self.said(role, state).rstrip("!"))

    def said(self, role: str, state: str) -> str:
        """Give what the table says of a role in a state, with its mark."""
        group = 0 if role in NOBODY else 1 + PEOPLE.index(role)
        usual, _, finalized = self.statuses[group].partition(">")
        if state == "deleted" and self.goes_with_calendar and role in PEOPLE:
            return "404"
        return finalized if finalized and state == "finalized" else usual

    @property
    def goes_with_calendar(self) -> bool:
        return self.targets[:1] == ["calendar"] or self.route.startswith("/invitations/<invitee>/")


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

    @property
    def succeeds(self) -> bool:
        return self.status < (400 if self.row.page else 300)

    @property
    def refused_before_the_body(self) -> bool:
        after = self.row.said(self.role, self.state).endswith("!")
        return self.row.method != "GET" and self.status in BEFORE_THE_BODY and not after


def read_table(text: str, *, page: bool = False) -> Iterator[Row]:
    header, *lines = [line for line in text.splitlines() if line]
    assert header.split()[2:] == ["nobody", *PEOPLE]
    route = ""
    for line in lines:
        if line.startswith("/"):
            route = line
            continue
        method, on, *statuses = line.split()
        assert len(statuses) == 1 + len(PEOPLE), line
        yield Row(route, method, on, tuple(statuses), page)


def make_cells(row: Row) -> Iterator[Cell]:
    for state in row.states:
        for role in ROLES:
            cell = Cell(row, role, state)
            yield cell
            if cell.refused_before_the_body and role in ("anonymous", *PEOPLE):
                yield Cell(row, role, state, broken=True)


ROWS = [
    *read_table(TABLE),
    *read_table(PAGES, page=True),
    *read_table(SCHEDULE_PAGES, page=True),
]
CELLS = [cell for row in ROWS for cell in make_cells(row)]
METHODS = {
    route: {row.method for row in rows} for route, rows in groupby(ROWS, lambda row: row.route)
}
