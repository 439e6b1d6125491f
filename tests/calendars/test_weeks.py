"""A week as it is laid out: every instant of its days once, read off the zone's own clock."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneonone.calendars.painting import Coverage
from oneonone.calendars.periods import Period
from oneonone.calendars.weeks import (
    ALL_HOURS,
    QUARTER,
    Cell,
    Row,
    cells_of,
    hours_around,
    lay_out,
    midnight,
    page_with,
    pages_of,
)

BERLIN, LORD_HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")
PATIENT = settings(deadline=None)  # the machine may be busy
NOTHING = Coverage([])
ZONES = [
    "UTC",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Pacific/Pago_Pago",
    "Pacific/Kiritimati",
    "America/Havana",
    "Africa/Cairo",
    "America/Santiago",
]
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def empty_week(days: Sequence[date], zone: ZoneInfo) -> list[Row]:
    return lay_out(days, zone, ALL_HOURS, NOTHING, NOTHING)


def column(rows: list[Row], number: int) -> list[Cell]:
    return [cell for row in rows if (cell := row.cells[number])]


def shown(rows: list[Row], number: int = 0) -> list[str]:
    """Give what the clock shows on a day, an hour that comes again with a mark."""
    return [f"{row.clock:%H:%M}{'*' * row.again}" for row in rows if row.cells[number]]


@pytest.mark.parametrize(
    ("day", "zone", "half_hours"),
    [
        (date(2026, 10, 25), BERLIN, 50),
        (date(2027, 3, 28), BERLIN, 46),
        (date(2027, 4, 4), LORD_HOWE, 49),
        (date(2026, 10, 4), LORD_HOWE, 47),
        (date(2027, 3, 1), BERLIN, 48),
        (date(2011, 12, 30), ZoneInfo("Pacific/Apia"), 0),
    ],
)
def test_a_day_is_as_long_as_it_is(day: date, zone: ZoneInfo, half_hours: int) -> None:
    cells = column(empty_week([day], zone), 0)
    assert len(cells) == half_hours * 2
    assert all(cell.end - cell.start == QUARTER for cell in cells)


def test_an_hour_that_comes_twice_has_rows_of_its_own() -> None:
    rows = empty_week([date(2026, 10, 24), date(2026, 10, 25)], BERLIN)
    twice = [row for row in rows if time(1, 45) <= row.clock <= time(3)]
    assert shown(twice, 1) == [
        *("01:45", "02:00", "02:15", "02:30", "02:45"),
        *("02:00*", "02:15*", "02:30*", "02:45*", "03:00"),
    ]
    assert shown(twice, 0) == ["01:45", "02:00", "02:15", "02:30", "02:45", "03:00"]
    starts = [cell.start for cell in column(twice, 1)]
    assert starts == [datetime(2026, 10, 24, 23, 45, tzinfo=UTC) + n * QUARTER for n in range(10)]


def test_half_an_hour_that_comes_twice() -> None:
    rows = empty_week([date(2027, 4, 4)], LORD_HOWE)
    around = [row for row in rows if time(1, 15) <= row.clock <= time(2)]
    assert shown(around) == ["01:15", "01:30", "01:45", "01:30*", "01:45*", "02:00"]


def test_an_hour_that_is_skipped_is_absent_that_day() -> None:
    rows = empty_week([date(2027, 3, 27), date(2027, 3, 28)], BERLIN)
    around = [row for row in rows if time(1, 30) <= row.clock <= time(3, 15)]
    assert shown(around, 1) == ["01:30", "01:45", "03:00", "03:15"]
    skipped = [row for row in around if row.clock.hour == 2]
    assert [row.cells[1] for row in skipped] == [None] * 4
    assert shown(empty_week([date(2027, 3, 28)], BERLIN))[7:9] == ["01:45", "03:00"]


def test_a_midnight_that_is_skipped_starts_the_day_later() -> None:
    rows = empty_week([date(2027, 4, 30)], ZoneInfo("Africa/Cairo"))
    assert shown(rows)[0] == "01:00"
    assert len(rows) == 23 * 4


@PATIENT
@given(first=DAYS, length=st.integers(1, 7), name=st.sampled_from(ZONES))
def test_every_instant_of_the_days_is_there_once_and_in_order(
    first: date, length: int, name: str
) -> None:
    zone = ZoneInfo(name)
    days = [first + timedelta(days=number) for number in range(length)]
    rows = empty_week(days, zone)
    for number, day in enumerate(days):
        cells = column(rows, number)
        ends = [cell.end for cell in cells]
        assert [cell.start for cell in cells] == [midnight(day, zone), *ends[:-1]]
        assert ends[-1] == midnight(day + timedelta(days=1), zone)
        for row in rows:
            if cell := row.cells[number]:
                local = cell.start.astimezone(zone)
                assert (local.date(), local.time(), bool(local.fold)) == (day, row.clock, row.again)


@pytest.mark.parametrize("name", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_who_looks_from_afar_sees_the_same_dates(name: str) -> None:
    """The days are the calendar's; only the clock beside it is the viewer's."""
    (row,) = [row for row in empty_week([date(2027, 3, 1)], BERLIN) if row.clock == time(9)]
    (cell,) = cells_of([row])
    assert cell.start == datetime(2027, 3, 1, 8, tzinfo=UTC)
    seen = {"Pacific/Pago_Pago": time(21), "Pacific/Kiritimati": time(22)}
    assert row.seen_from(ZoneInfo(name)) == [seen[name]]


def test_a_clock_elsewhere_may_change_within_the_week() -> None:
    """New York changes two weeks before Berlin does."""
    days = [date(2027, 3, 13), date(2027, 3, 14)]
    (row,) = [row for row in empty_week(days, BERLIN) if row.clock == time(15)]
    assert row.seen_from(ZoneInfo("America/New_York")) == [time(9), time(10)]
    assert row.seen_from(BERLIN) == [time(15)]


def period(start: str, end: str, preference: int = 2, *, last_day: int = 1) -> Period:
    return Period(
        datetime.fromisoformat(f"2027-03-01T{start}+00:00"),
        datetime.fromisoformat(f"2027-03-{last_day:02}T{end}+00:00"),
        preference,
    )


def test_cells_tell_the_level_and_what_was_offered() -> None:
    own = Coverage([period("09:00", "09:30", 1), period("09:15", "09:50", 3)])
    offered = Coverage([period("09:40", "11:00", 2)])
    rows = lay_out([date(2027, 3, 1)], ZoneInfo("UTC"), (9, 10), own, offered)
    told = [(cell.level, cell.partly, cell.offered) for cell in cells_of(rows)]
    assert told == [(1, False, 0), (3, False, 0), (3, False, 2), (3, True, 2)]


@pytest.mark.parametrize(
    ("periods", "hours"),
    [
        ([], None),
        ([period("09:00", "12:00")], (8, 13)),
        ([period("09:30", "12:01")], (8, 14)),
        ([period("09:00", "09:10"), period("15:00", "16:00")], (8, 17)),
        ([period("00:00", "23:59:59")], (0, 24)),
        ([period("22:00", "00:00", last_day=2)], (21, 24)),
        ([period("22:00", "00:01", last_day=2)], (0, 24)),
        ([period("22:00", "23:00", last_day=3)], (0, 24)),
    ],
)
def test_the_hours_shown_hold_everything(
    periods: list[Period], hours: tuple[int, int] | None
) -> None:
    assert hours_around(periods, ZoneInfo("UTC")) == hours


@pytest.mark.parametrize(
    ("first", "last", "weekday", "lengths"),
    [
        (date(2027, 3, 1), date(2027, 3, 1), 0, [1]),
        (date(2027, 3, 4), date(2027, 3, 10), 0, [7]),
        (date(2027, 3, 3), date(2027, 3, 16), 0, [5, 7, 2]),
        (date(2027, 3, 3), date(2027, 3, 16), 6, [4, 7, 3]),
        (date(2027, 3, 1), date(2027, 3, 14), 0, [7, 7]),
    ],
)
def test_days_come_by_the_week(first: date, last: date, weekday: int, lengths: list[int]) -> None:
    pages = pages_of(first, last, weekday)
    assert [len(days) for days in pages] == lengths
    days = [day for page in pages for day in page]
    assert (days[0], days[-1], len(days)) == (first, last, (last - first).days + 1)
    assert [page_with(pages, page[-1]) for page in pages] == list(range(len(pages)))
    assert page_with(pages, last + timedelta(days=1)) == page_with(pages, None) == 0
