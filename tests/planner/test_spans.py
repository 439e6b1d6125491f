import pytest
from planner.monday import at

from oneonone.planner.spans import Span, at_least, intersect, join, lowest_level

DAY = (Span(0, 10, 1), Span(10, 20, 3), Span(30, 40, 2))


@pytest.mark.parametrize(
    ("spans", "joined"),
    [
        ([], ()),
        ([Span(0, 5, 2)], (Span(0, 5, 2),)),
        ([Span(5, 9, 2), Span(0, 5, 2)], (Span(0, 9, 2),)),
        ([Span(0, 5, 2), Span(5, 9, 1)], (Span(0, 5, 2), Span(5, 9, 1))),
        ([Span(0, 5, 1), Span(6, 9, 1)], (Span(0, 5, 1), Span(6, 9, 1))),
        ([Span(0, 9, 1), Span(3, 6, 3)], (Span(0, 3, 1), Span(3, 6, 3), Span(6, 9, 1))),
        ([Span(0, 9, 3), Span(3, 6, 1)], (Span(0, 9, 3),)),
        ([Span(0, 9, 2), Span(0, 9, 2)], (Span(0, 9, 2),)),
        ([Span(0, 4, 3), Span(2, 9, 2), Span(3, 5, 3)], (Span(0, 5, 3), Span(5, 9, 2))),
    ],
)
def test_join_gives_the_highest_level_at_each_instant(
    spans: list[Span[int]], joined: tuple[Span[int], ...]
) -> None:
    assert join(spans) == joined


def test_an_instant_may_be_a_datetime() -> None:
    early, late = Span(at("09:00"), at("10:00"), 2), Span(at("09:30"), at("11:00"), 1)
    assert join([late, early]) == (early, Span(at("10:00"), at("11:00"), 1))


def test_at_least_joins_what_is_left() -> None:
    assert at_least(DAY, 1) == (Span(0, 20, 1), Span(30, 40, 1))
    assert at_least(DAY, 2) == (Span(10, 20, 2), Span(30, 40, 2))


def test_intersect_keeps_the_lower_level() -> None:
    other = (Span(5, 35, 2),)
    shared = (Span(5, 10, 1), Span(10, 20, 2), Span(30, 35, 2))
    assert intersect(DAY, other) == intersect(other, DAY) == shared
    assert intersect(DAY, (Span(20, 30, 3),)) == ()
    assert intersect(DAY, ()) == ()


@pytest.mark.parametrize(
    ("start", "end", "level"),
    [
        (10, 20, 3),
        (0, 20, 1),
        (5, 6, 1),
        (9, 11, 1),
        (12, 19, 3),
        (15, 21, 0),
        (20, 30, 0),
        (15, 35, 0),
        (30, 40, 2),
        (39, 41, 0),
        (40, 50, 0),
        (-5, 5, 0),
        (-5, -1, 0),
    ],
)
def test_lowest_level_is_0_outside(start: int, end: int, level: int) -> None:
    assert lowest_level(DAY, start, end) == level


def test_lowest_level_of_no_time_at_all() -> None:
    assert lowest_level((), 0, 5) == 0
