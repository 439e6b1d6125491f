"""Little problems to schedule, made and planned over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.calendars import done, get, invite, make_calendar, offer, schedule

if TYPE_CHECKING:
    from support.people import Cast

Offers = list[tuple[str, str, str, int]]


def make_problem(
    cast: Cast, offers: Offers, lengths: dict[str, int] | None = None, **rules: Any
) -> str:
    """Make a calendar with both invitees and what everybody offers."""
    calendar = make_calendar(cast.owner, **rules)
    for role in ("invitee", "other"):
        minutes = (lengths or {}).get(role)
        invite(cast.owner, calendar, getattr(cast, role), meeting_minutes=minutes)
    for role, start, end, preference in offers:
        offer(getattr(cast, role), calendar, start, end, preference)
    return calendar


def plan(cast: Cast, calendar: str) -> Any:
    """Plan, and check what holds of every answer."""
    answer = done(cast.owner, "POST", f"{calendar}schedule/")
    assert answer["meets"] == get(cast.owner, f"{calendar}schedule/")
    assert (answer["optimal"], answer["bound"]) == (True, answer["levels"])
    assert [answer["placed"], answer["preference"]] == answer["levels"][:2]
    assert answer["placed"] == len(answer["meets"])
    assert isinstance(answer["seconds"], float)
    return answer


def plan_by_role(cast: Cast, calendar: str) -> list[tuple[str, str, str]]:
    """Plan, and tell by role who meets when."""
    plan(cast, calendar)
    roles = {cast.invitee.id: "invitee", cast.other.id: "other"}
    return [
        (roles[meeter], start[11:16], end[11:16])
        for meeter, start, end in schedule(cast.owner, calendar)
    ]
