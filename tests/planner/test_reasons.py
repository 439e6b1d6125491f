from typing import Any

import pytest
from planner.monday import periods, pin, plan, problem

from oneonone.planner import Unplaced, make_plan


def unplaced(**fields: Any) -> tuple[Unplaced, ...]:
    return plan(problem(**fields)).unplaced


def test_no_reply() -> None:
    assert unplaced(people={"ana": ()}) == (
        Unplaced("ana", "no_reply", "ana has not offered any time."),
    )


def test_no_overlap() -> None:
    assert unplaced(people={"ana": periods("08:00-09:00", "12:00-13:00")}) == (
        Unplaced("ana", "no_overlap", "ana offered no time that the owner offered too."),
    )


def test_an_owner_without_time_overlaps_with_nobody() -> None:
    assert unplaced(owner=(), people={"ana": periods("08:00-09:00"), "bo": ()}) == (
        Unplaced("ana", "no_overlap", "The owner has not offered any time."),
        Unplaced("bo", "no_reply", "bo has not offered any time."),
    )


@pytest.mark.parametrize(
    ("offered", "detail"),
    [
        (
            "08:00-09:25",
            "ana and the owner share at most 25 minutes at a stretch, and the meeting takes 30.",
        ),
        (
            "11:40-14:00",
            "ana and the owner share at most 20 minutes at a stretch, and the meeting takes 30.",
        ),
        (
            "09:01-09:34",
            "No 30 minutes that ana and the owner share begin on a multiple of 5 minutes.",
        ),
        (
            "09:01-09:31",
            "No 30 minutes that ana and the owner share begin on a multiple of 5 minutes.",
        ),
    ],
)
def test_too_short(offered: str, detail: str) -> None:
    assert unplaced(people={"ana": periods(offered)}) == (Unplaced("ana", "too_short", detail),)


def test_crowded_out_names_who_holds_the_times() -> None:
    only = periods("09:00-10:00")
    people = {
        "ana": only,
        "bo": only,
        "cy": periods(("09:00-10:00", 1)),
        "dee": periods("11:00-12:00"),
    }
    assert unplaced(people=people) == (
        Unplaced("cy", "crowded_out", "ana and bo hold the times cy could have had."),
    )


def test_crowded_out_by_one() -> None:
    people = {"ana": periods("09:00-09:30"), "bo": periods(("09:00-09:30", 1))}
    assert unplaced(people=people) == (
        Unplaced("bo", "crowded_out", "ana holds the times bo could have had."),
    )


def test_crowded_out_by_three_and_their_buffers() -> None:
    people = {
        "ana": periods("09:00-09:30"),
        "bo": periods("09:35-10:05"),
        "cy": periods(("10:10-10:40", 3)),
        "dee": periods(("09:00-09:45", 1), ("10:05-10:45", 1)),
    }
    assert unplaced(people=people, buffer_minutes=5) == (
        Unplaced("dee", "crowded_out", "ana, bo and cy hold the times dee could have had."),
    )


HELD = "holds the times bo could have had."


@pytest.mark.parametrize(
    ("offered", "pinned", "detail"),
    [
        ("09:00-09:30", ("08:30-09:05",), f"ana {HELD}"),
        ("09:00-09:30", ("09:35-10:00",), f"ana {HELD}"),
        ("09:00-09:30", ("09:39:59-10:00",), f"ana {HELD}"),
        ("09:00-09:30", ("08:30-08:50", "09:10-09:20", "09:40-10:00"), f"cy {HELD}"),
        ("09:02-09:35", ("08:30-08:55", "09:20-09:30"), f"cy {HELD}"),
        (
            "09:00-09:30",
            ("08:30-08:51", "09:39-10:00"),
            "ana and cy hold the times bo could have had.",
        ),
    ],
)
def test_a_buffer_holds_time_too(offered: str, pinned: tuple[str, ...], detail: str) -> None:
    names = ("ana", "cy", "dee")
    asked = problem(
        owner=periods(("09:00-12:00", 1)),
        people={**dict.fromkeys(names, ()), "bo": periods(offered)},
        pinned=tuple(pin(name, times) for name, times in zip(names, pinned, strict=False)),
        buffer_minutes=10,
    )
    assert Unplaced("bo", "crowded_out", detail) in plan(asked).unplaced


def test_pins_crowd_out_even_when_time_runs_out() -> None:
    people = {"ana": (), "bo": periods("09:00-09:30"), "cy": periods("10:00-10:30")}
    asked = problem(people=people, pinned=(pin("ana", "09:10-09:20"),))
    made = make_plan(asked, budget_seconds=0)
    assert made.unplaced == (
        Unplaced("bo", "crowded_out", "ana holds the times bo could have had."),
    )


def test_out_of_time() -> None:
    people = {"ana": periods("09:00-09:30"), "bo": periods(("09:00-09:30", 3))}
    made = make_plan(problem(people=people), budget_seconds=0)
    assert not made.optimal
    assert made.unplaced == (
        Unplaced("bo", "out_of_time", "The time ran out before the search could settle on bo."),
    )
