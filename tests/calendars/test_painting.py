"""What is painted over periods counts there, and nowhere else, to the second."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneonone.calendars.painting import Coverage, Stroke, flatten, repaint
from oneonone.calendars.periods import Period
from oneonone.calendars.weeks import ALL_HOURS, cells_of, lay_out

PATIENT = settings(deadline=None)  # the machine may be busy
NINE = datetime(2094, 3, 1, 9, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def period(start: float, end: float, preference: int = 2) -> Period:
    return Period(at(start), at(end), preference)


def stroke(start: float, end: float, level: int) -> Stroke:
    return Stroke(at(start), at(end), level)


@st.composite
def spans(draw: st.DrawFn) -> tuple[float, float]:
    """Give minutes after nine, to the second, on the 15 minutes of the grid or off them."""
    marks = st.one_of(st.integers(0, 16).map(lambda n: 15.0 * n), st.floats(0, 240))
    start, end = sorted((round(draw(marks) * 60), round(draw(marks) * 60)))
    return start / 60, max(end, start + 1) / 60


PERIODS = st.lists(st.builds(lambda span, level: period(*span, level), spans(), st.integers(1, 3)))
STROKES = st.lists(st.builds(lambda span, level: stroke(*span, level), spans(), st.integers(0, 3)))


def levels(periods: list[Period], strokes: Iterable[Stroke] = ()) -> list[int]:
    """Give the level now and then in five hours: the last stroke there, or the highest period."""
    seconds = []
    for number in range(0, 300 * 60, 7):
        moment = NINE + timedelta(seconds=number)
        painted = [one.level for one in strokes if one.start <= moment < one.end]
        found = [one.preference for one in periods if one.start_period <= moment < one.end_period]
        seconds.append(painted[-1] if painted else max(found, default=0))
    return seconds


@PATIENT
@given(PERIODS)
def test_nothing_painted_changes_nothing(periods: list[Period]) -> None:
    assert repaint(periods, []) == sorted(periods)


@PATIENT
@given(PERIODS, STROKES)
def test_what_is_painted_counts_there_and_nowhere_else(
    periods: list[Period], strokes: list[Stroke]
) -> None:
    painted = repaint(periods, strokes)
    assert levels(painted) == levels(periods, strokes)
    assert all(one.start_period < one.end_period for one in painted)
    assert painted == sorted(painted)


@PATIENT
@given(PERIODS, STROKES)
def test_periods_that_are_not_touched_are_the_same_ones(
    periods: list[Period], strokes: list[Stroke]
) -> None:
    painted = repaint(periods, strokes)
    for one in periods:
        if all(each.end < one.start_period or one.end_period < each.start for each in strokes):
            assert painted.count(one) == periods.count(one)


@PATIENT
@given(STROKES)
def test_what_is_seen_of_strokes_is_in_order_disjoint_and_joined(strokes: list[Stroke]) -> None:
    visible = flatten(strokes)
    for one, other in pairwise(visible):
        assert one.end <= other.start
        assert one.end < other.start or one.level != other.level
    assert levels([], visible) == levels([], strokes)


@PATIENT
@given(PERIODS, st.integers(0, 95), st.integers(0, 3))
def test_one_cell_painted_changes_that_cell_only(
    periods: list[Period], number: int, level: int
) -> None:
    def look(known: list[Period]) -> list[tuple[int, bool]]:
        rows = lay_out(
            [date(2094, 3, 1)], ZoneInfo("UTC"), ALL_HOURS, Coverage(known), Coverage([])
        )
        return [(cell.level, cell.partly) for cell in cells_of(rows)]

    rows = lay_out([date(2094, 3, 1)], ZoneInfo("UTC"), ALL_HOURS, Coverage([]), Coverage([]))
    touched = list(cells_of(rows))[number]
    expected = look(periods)
    expected[number] = (level, False)
    assert look(repaint(periods, [Stroke(touched.start, touched.end, level)])) == expected


@PATIENT
@given(PERIODS, spans())
def test_a_look_gives_the_highest_level_and_whether_it_is_all_of_it(
    periods: list[Period], span: tuple[float, float]
) -> None:
    start, end = at(span[0]), at(span[1])
    cuts = {start, *(cut for one in periods for cut in (one.start_period, one.end_period))}
    inside = [cut for cut in cuts if start <= cut < end]
    found = {
        max((p.preference for p in periods if p.start_period <= cut < p.end_period), default=0)
        for cut in inside
    }
    assert Coverage(periods).look(start, end) == (max(found), len(found) > 1)


@pytest.mark.parametrize(
    ("periods", "strokes", "painted"),
    [
        ([period(0, 60)], [stroke(60, 90, 2)], [period(0, 90)]),
        ([period(0, 60)], [stroke(60, 90, 3)], [period(0, 60), period(60, 90, 3)]),
        ([period(0, 60), period(90, 120)], [stroke(60, 90, 2)], [period(0, 120)]),
        ([period(15, 30)], [stroke(0, 15, 2), stroke(30, 45, 2)], [period(0, 45)]),
        ([period(0, 60)], [stroke(15, 30, 0)], [period(0, 15), period(30, 60)]),
        ([period(0, 7.5)], [stroke(15, 30, 1)], [period(0, 7.5), period(15, 30, 1)]),
        ([period(0, 60, 1), period(0, 60, 3)], [stroke(0, 60, 2)], [period(0, 60)]),
        ([period(0, 9)] * 2, [stroke(90, 99, 1)], [*[period(0, 9)] * 2, period(90, 99, 1)]),
        ([], [stroke(0, 60, 2), stroke(15, 30, 0)], [period(0, 15), period(30, 60)]),
        ([], [stroke(0, 60, 0)], []),
    ],
)
def test_painting(periods: list[Period], strokes: list[Stroke], painted: list[Period]) -> None:
    assert repaint(periods, strokes) == painted
