"""The best schedule of problems so small that it is known by hand, one rule each."""

from typing import Any

import pytest
from support.calendars import offer, schedule
from support.people import Cast
from support.problems import Offers, make_problem, plan, plan_by_role

BEST: list[tuple[str, Offers, dict[str, int], dict[str, Any], list[tuple[str, str, str]]]] = [
    (
        "contention: who can only come first, comes first",
        [
            ("owner", "09:00", "10:00", 2),
            ("other", "09:00", "10:00", 3),
            ("invitee", "09:00", "09:30", 1),
        ],
        {},
        {},
        [("invitee", "09:00", "09:30"), ("other", "09:30", "10:00")],
    ),
    (
        "most people before preference",
        [
            ("owner", "09:00", "10:00", 2),
            ("invitee", "09:00", "09:30", 1),
            ("invitee", "09:30", "10:00", 3),
            ("other", "09:30", "10:00", 1),
        ],
        {},
        {},
        [("invitee", "09:00", "09:30"), ("other", "09:30", "10:00")],
    ),
    (
        "a higher preference before an earlier time",
        [
            ("owner", "09:00", "12:00", 3),
            ("invitee", "09:00", "11:00", 1),
            ("invitee", "11:00", "12:00", 3),
        ],
        {},
        {},
        [("invitee", "11:00", "11:30")],
    ),
    (
        "fewer at preference 1 where the sums are equal: 2 + 2 before 3 + 1",
        [
            ("owner", "09:00", "10:00", 2),
            ("invitee", "09:00", "09:30", 3),
            ("invitee", "09:30", "10:00", 2),
            ("other", "09:00", "09:30", 2),
            ("other", "09:30", "10:00", 1),
        ],
        {},
        {},
        [("other", "09:00", "09:30"), ("invitee", "09:30", "10:00")],
    ),
    (
        "the people's preference before the owner's",
        [
            ("owner", "09:00", "10:00", 1),
            ("owner", "10:00", "11:00", 3),
            ("invitee", "09:00", "10:00", 3),
            ("invitee", "10:00", "11:00", 2),
        ],
        {},
        {},
        [("invitee", "09:00", "09:30")],
    ),
    (
        "the owner's preference before an earlier time",
        [
            ("owner", "09:00", "10:00", 1),
            ("owner", "10:00", "11:00", 3),
            ("invitee", "09:00", "11:00", 2),
        ],
        {},
        {},
        [("invitee", "10:00", "10:30")],
    ),
    (
        "the lowest preference under a meeting is its preference",
        [
            ("owner", "09:00", "12:00", 3),
            ("invitee", "09:00", "09:20", 3),
            ("invitee", "09:20", "09:40", 1),
            ("invitee", "11:00", "11:30", 2),
        ],
        {},
        {},
        [("invitee", "11:00", "11:30")],
    ),
    (
        "where periods overlap the highest preference counts",
        [
            ("owner", "09:00", "12:00", 3),
            ("invitee", "09:00", "12:00", 1),
            ("invitee", "10:10", "10:40", 3),
        ],
        {},
        {},
        [("invitee", "10:10", "10:40")],
    ),
    (
        "a longer meeting takes its own length",
        [
            ("owner", "09:00", "10:30", 2),
            ("invitee", "09:00", "10:30", 2),
            ("other", "09:00", "10:30", 2),
        ],
        {"other": 60},
        {},
        [("invitee", "09:00", "09:30"), ("other", "09:30", "10:30")],
    ),
    (
        "the calendar's own length",
        [("owner", "09:00", "12:00", 2), ("invitee", "10:00", "12:00", 2)],
        {},
        {"meeting_minutes": 90},
        [("invitee", "10:00", "11:30")],
    ),
    (
        "the buffer lies between two meetings",
        [
            ("owner", "09:00", "10:30", 2),
            ("invitee", "09:00", "09:30", 2),
            ("other", "09:00", "10:30", 2),
        ],
        {},
        {"buffer_minutes": 15},
        [("invitee", "09:00", "09:30"), ("other", "09:45", "10:15")],
    ),
    (
        "a start lies on five minutes",
        [("owner", "09:03", "10:00", 2), ("invitee", "09:01", "10:00", 2)],
        {},
        {},
        [("invitee", "09:05", "09:35")],
    ),
]


@pytest.mark.parametrize(
    ("offers", "lengths", "rules", "best"), [row[1:] for row in BEST], ids=[row[0] for row in BEST]
)
def test_the_best_schedule(
    cast: Cast,
    offers: Offers,
    lengths: dict[str, int],
    rules: dict[str, Any],
    best: list[tuple[str, str, str]],
) -> None:
    calendar = make_problem(cast, offers, lengths, **rules)
    assert plan_by_role(cast, calendar) == best


def test_an_owners_wall_time_is_planned_as_the_instant_it_is(cast: Cast) -> None:
    calendar = make_problem(cast, [], time_zone="America/New_York")
    for person in (cast.owner, cast.invitee):
        offer(person, calendar, "2094-03-01T09:00", "2094-03-01T10:00")
    plan(cast, calendar)
    expected = [(cast.invitee.id, "2094-03-01T14:00:00Z", "2094-03-01T14:30:00Z")]
    assert schedule(cast.owner, calendar) == expected
