"""Every endpoint of a calendar, tried by everybody."""

import pytest
from support.calendars import (
    ACTS,
    INVITEES_WRITES,
    NOT_ALLOWED,
    NOT_INVITED,
    OWNERS_WRITES,
    Filled,
    ask,
    everything,
    fill_calendar,
)
from support.people import Cast

BAD_TOKENS = ("Bearer nonsense", "Bearer", "Token abc")
OWNERS_READS = (
    "read calendar",
    "list invitees",
    "read invitee",
    "read schedule",
    "read meet",
    "read report",
    "list costs",
    "list alternatives",
    "list cannot come",
    "read join link",
    "read swapping",
    "check schedule",
)
OWNERS = (*OWNERS_READS, *OWNERS_WRITES)
SHARED = ("list availabilities", "read availability", "offer", "replace availabilities")
GIVERS = ("change availability", "delete availability")

ALLOWED = [
    *(("owner", act) for act in OWNERS),
    *((role, act) for role in ("owner", "invitee", "other") for act in SHARED),
    *((role, act) for role in ("owner", "invitee") for act in GIVERS),
    *(("invitee", act) for act in INVITEES_WRITES),
]
REFUSED = [
    *((role, act, NOT_ALLOWED) for role in ("invitee", "other", "stranger") for act in OWNERS),
    *(("stranger", act, NOT_INVITED) for act in (*SHARED, *GIVERS)),
    *(("other", act, NOT_ALLOWED) for act in GIVERS),
    *(
        (role, act, NOT_ALLOWED)
        for role in ("owner", "other", "stranger")
        for act in INVITEES_WRITES
    ),
]


@pytest.fixture(scope="module")
def filled(cast: Cast) -> Filled:
    """One calendar for everything that is refused: it stays as it is."""
    return fill_calendar(cast)


def test_every_act_is_tried_by_all_five() -> None:
    tried = {*ALLOWED, *((role, act) for role, act, _ in REFUSED)}
    assert tried == {
        (role, act) for role in ("owner", "invitee", "other", "stranger") for act in ACTS
    }


@pytest.mark.parametrize(("role", "act"), ALLOWED)
def test_whoever_may_is_answered_200(cast: Cast, role: str, act: str) -> None:
    method, path, body = ACTS[act](fill_calendar(cast))
    assert ask(getattr(cast, role), method, path, json=body)[0] == 200


@pytest.mark.parametrize(("role", "act", "refusal"), REFUSED)
def test_whoever_may_not_is_refused_and_nothing_changes(
    cast: Cast, filled: Filled, role: str, act: str, refusal: tuple[int, object]
) -> None:
    before = everything(cast, filled)
    method, path, body = ACTS[act](filled)
    assert ask(getattr(cast, role), method, path, json=body) == refusal
    assert everything(cast, filled) == before


@pytest.mark.parametrize("act", ACTS)
def test_without_a_good_token_everything_is_401(cast: Cast, filled: Filled, act: str) -> None:
    before = everything(cast, filled)
    method, path, body = ACTS[act](filled)
    for headers in ({}, *({"Authorization": token} for token in BAD_TOKENS)):
        status, answer = ask(cast.anonymous, method, path, json=body, headers=headers)
        assert (status, list(answer)) == (401, ["detail"])
    assert everything(cast, filled) == before


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/calendars/"), ("POST", "/calendars/"), ("GET", "/invitations/")]
)
def test_the_lists_need_a_token(cast: Cast, method: str, path: str) -> None:
    status, answer = ask(cast.anonymous, method, path)
    assert (status, list(answer)) == (401, ["detail"])


@pytest.mark.parametrize("act", ACTS)
def test_every_path_answers_without_its_slash_too(cast: Cast, act: str) -> None:
    method, path, body = ACTS[act](fill_calendar(cast))
    person = cast.invitee if act in INVITEES_WRITES else cast.owner
    assert ask(person, method, path.rstrip("/"), json=body)[0] == 200


@pytest.mark.parametrize("path", ["/calendars", "/calendars/", "/invitations", "/invitations/"])
def test_the_lists_answer_with_and_without_their_slash(cast: Cast, path: str) -> None:
    status, rows = ask(cast.owner, "GET", path)
    assert (status, type(rows)) == (200, list)
