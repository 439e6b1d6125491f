"""401; 404 calendar; 403; 404 child; 403 not your child; 410; 400 or 415; 404 a user named."""

import pytest
from support.calendars import (
    ACTS,
    CLOSED,
    FINALIZED,
    INVITEES_WRITES,
    NOBODY,
    NOT_ALLOWED,
    NOT_FOUND,
    NOT_INVITED,
    PAST,
    PERIOD,
    SHARED_WRITES,
    WRITES,
    Filled,
    ask,
    fill_calendar,
    finalize,
    id_of,
    make_calendar,
    set_deadline,
)
from support.people import Cast

BROKEN = {"content": b'{"name":', "headers": {"Content-Type": "application/json"}}
UNREADABLE = {"content": b"name=x", "headers": {"Content-Type": "text/plain"}}
IN_A_CALENDAR = [act for act in ACTS if act not in INVITEES_WRITES]
OF_A_CHILD = [
    "read invitee",
    "change invitee",
    "remove invitee",
    "read availability",
    "change availability",
    "delete availability",
]
# No id of any row: too large, not a number, a number in no plain ASCII digits.
STRANGE_IDS = (
    str(NOBODY),
    str(2**63),
    "9" * 40,
    "0",
    "-1",
    "abc",
    "+1",
    "%201",
    "1.0",
    "\u0661",
    "%00",
)


@pytest.fixture(scope="module")
def filled(cast: Cast) -> Filled:
    """One calendar for everything that is refused: it stays as it is."""
    return fill_calendar(cast)


@pytest.fixture(scope="module")
def final(cast: Cast) -> Filled:
    """A finalized one, whose invitees' deadlines have passed."""
    filled = fill_calendar(cast)
    for invited in (filled.invited, filled.other_invited):
        set_deadline(cast.owner, filled.calendar, invited, PAST)
    finalize(cast.owner, filled.calendar)
    return filled


def moved(path: str, position: int, segment: object) -> str:
    """Put another id in the place of one in the path."""
    segments = path.split("/")
    segments[position] = str(segment)
    return "/".join(segments)


@pytest.mark.parametrize("act", IN_A_CALENDAR)
def test_401_comes_before_404_of_the_calendar(cast: Cast, filled: Filled, act: str) -> None:
    method, path, _ = ACTS[act](filled)
    assert ask(cast.anonymous, method, moved(path, 2, NOBODY), **BROKEN)[0] == 401


@pytest.mark.parametrize("role", ["owner", "stranger"])
@pytest.mark.parametrize("act", IN_A_CALENDAR)
def test_404_of_the_calendar_comes_before_the_body(
    cast: Cast, filled: Filled, act: str, role: str
) -> None:
    method, path, _ = ACTS[act](filled)
    who = getattr(cast, role)
    assert ask(who, method, moved(path, 2, NOBODY), **BROKEN) == NOT_FOUND


@pytest.mark.parametrize("act", [act for act in OF_A_CHILD if "invitee" in act])
@pytest.mark.parametrize("role", ["invitee", "stranger"])
def test_403_comes_before_404_of_an_invitee(cast: Cast, final: Filled, act: str, role: str) -> None:
    method, path, _ = ACTS[act](final)
    assert ask(getattr(cast, role), method, moved(path, 4, NOBODY), **BROKEN) == NOT_ALLOWED


@pytest.mark.parametrize("act", [act for act in OF_A_CHILD if "availability" in act])
def test_403_comes_before_404_of_an_availability(cast: Cast, final: Filled, act: str) -> None:
    method, path, _ = ACTS[act](final)
    assert ask(cast.stranger, method, moved(path, 4, NOBODY), **BROKEN) == NOT_INVITED


@pytest.mark.parametrize("act", OF_A_CHILD)
def test_404_of_the_child_comes_before_410(cast: Cast, final: Filled, act: str) -> None:
    method, path, _ = ACTS[act](final)
    assert ask(cast.owner, method, moved(path, 4, NOBODY), **BROKEN) == NOT_FOUND


@pytest.mark.parametrize("act", OF_A_CHILD)
def test_a_child_of_another_calendar_is_404(cast: Cast, filled: Filled, act: str) -> None:
    elsewhere = id_of(make_calendar(cast.owner))
    method, path, body = ACTS[act](filled)
    assert ask(cast.owner, method, moved(path, 2, elsewhere), json=body) == NOT_FOUND
    assert ask(cast.owner, *ACTS["read invitee"](filled)[:2])[0] == 200
    assert ask(cast.owner, *ACTS["read availability"](filled)[:2])[0] == 200


@pytest.mark.parametrize("act", ["change availability", "delete availability"])
def test_403_not_your_child_comes_before_410(cast: Cast, act: str) -> None:
    filled = fill_calendar(cast)
    set_deadline(cast.owner, filled.calendar, filled.other_invited, PAST)
    method, path, _ = ACTS[act](filled)
    assert ask(cast.other, method, path, **BROKEN) == NOT_ALLOWED
    finalize(cast.owner, filled.calendar)
    assert ask(cast.other, method, path, **BROKEN) == NOT_ALLOWED


@pytest.mark.parametrize("act", INVITEES_WRITES)
def test_403_not_your_invitation_comes_before_410(cast: Cast, final: Filled, act: str) -> None:
    method, path, _ = ACTS[act](final)
    assert ask(cast.other, method, path, **BROKEN) == NOT_ALLOWED


@pytest.mark.parametrize("act", INVITEES_WRITES)
def test_no_such_invitation_is_404(cast: Cast, filled: Filled, act: str) -> None:
    method, path, _ = ACTS[act](filled)
    assert ask(cast.invitee, method, moved(path, 2, NOBODY), **BROKEN) == NOT_FOUND
    assert ask(cast.anonymous, method, moved(path, 2, NOBODY), **BROKEN)[0] == 401


@pytest.mark.parametrize("sent", [BROKEN, UNREADABLE], ids=["broken", "unreadable"])
@pytest.mark.parametrize(
    "act", [act for act in WRITES if act not in ("delete calendar", "finalize")]
)
def test_410_comes_before_the_body(
    cast: Cast, final: Filled, act: str, sent: dict[str, object]
) -> None:
    method, path, _ = ACTS[act](final)
    person = cast.invitee if act in INVITEES_WRITES else cast.owner
    assert ask(person, method, path, **sent) == FINALIZED


@pytest.mark.parametrize("act", SHARED_WRITES)
def test_the_deadline_comes_before_the_body(cast: Cast, act: str) -> None:
    filled = fill_calendar(cast)
    set_deadline(cast.owner, filled.calendar, filled.invited, PAST)
    method, path, _ = ACTS[act](filled)
    assert ask(cast.invitee, method, path, **BROKEN) == CLOSED


def test_finalized_comes_before_the_deadline(cast: Cast, final: Filled) -> None:
    path = f"{final.calendar}availabilities/"
    assert ask(cast.invitee, "POST", path, json=PERIOD) == FINALIZED


@pytest.mark.parametrize("named", [{"invitee": NOBODY}, {"username": "nobody-at-all"}])
def test_404_of_a_user_named_comes_after_the_body(cast: Cast, named: dict[str, object]) -> None:
    path = f"{make_calendar(cast.owner)}invitee/"
    required = {"deadline": ["This field is required."]}
    assert ask(cast.owner, "POST", path, json=named) == (400, required)
    assert ask(cast.owner, "POST", path, json={**named, "deadline": PAST}) == NOT_FOUND


@pytest.mark.parametrize("act", IN_A_CALENDAR)
def test_a_strange_calendar_id_is_404(cast: Cast, filled: Filled, act: str) -> None:
    method, path, body = ACTS[act](filled)
    for strange in STRANGE_IDS:
        assert ask(cast.owner, method, moved(path, 2, strange), json=body) == NOT_FOUND, strange


@pytest.mark.parametrize("act", OF_A_CHILD)
def test_a_strange_child_id_is_404(cast: Cast, filled: Filled, act: str) -> None:
    method, path, body = ACTS[act](filled)
    for strange in STRANGE_IDS:
        assert ask(cast.owner, method, moved(path, 4, strange), json=body) == NOT_FOUND, strange


@pytest.mark.parametrize("act", INVITEES_WRITES)
def test_a_strange_invitation_id_is_404(cast: Cast, filled: Filled, act: str) -> None:
    method, path, body = ACTS[act](filled)
    for strange in STRANGE_IDS:
        assert ask(cast.invitee, method, moved(path, 2, strange), json=body) == NOT_FOUND, strange
