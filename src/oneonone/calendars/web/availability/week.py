"""One week of somebody's times as a grid, and what comes back from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext

from oneonone.calendars.entries import WeekSerializer
from oneonone.calendars.painting import Coverage, repaint
from oneonone.calendars.periods import Period
from oneonone.calendars.web.availability.list import list_context
from oneonone.calendars.web.availability.sheet import LEVELS, Sheet, day_name
from oneonone.calendars.weeks import (
    ALL_HOURS,
    QUARTER,
    USUAL_HOURS,
    Cell,
    Hours,
    Row,
    cells_of,
    copy_days,
    hours_around,
    lay_out,
    paint,
)
from oneonone.common.errors import Invalid

BRUSHES = (3, 2, 1, 0)


@dataclass(frozen=True, slots=True)
class RowName:
    start: str
    end: str
    full: str


@dataclass(frozen=True, slots=True)
class Hour:
    """The rows of one hour, as clocks there and here show it."""

    label: str
    elsewhere: str
    rows: list[tuple[RowName, Row]]


def week_context(sheet: Sheet) -> dict[str, Any]:
    rows = rows_of(sheet, shown_hours(sheet))
    return {
        "days": [heading_of(day) for day in sheet.days],
        "hours": list(hours_of(rows, sheet)),
        "brushes": [(level, LEVELS[level]) for level in BRUSHES],
        "offers": bool(sheet.offered),
        "all_hours": sheet.asked.get("hours") == "all",
        "more_hours": sheet.address(hours="all"),
        "fewer_hours": sheet.address(hours=None),
        **list_context(sheet),
    }


def rows_of(sheet: Sheet, hours: Hours) -> list[Row]:
    offered = Coverage(sheet.offered)
    return lay_out(sheet.days, sheet.zone, hours, sheet.coverage, offered)


def shown_hours(sheet: Sheet) -> Hours:
    """Show the hours of what was offered and given; without an offer at least the usual ones."""
    if sheet.asked.get("hours") == "all":
        return ALL_HOURS
    around = hours_around([*sheet.offered, *sheet.periods], sheet.zone)
    if sheet.offered and around:
        return around
    first, last = around or USUAL_HOURS
    return min(first, USUAL_HOURS[0]), max(last, USUAL_HOURS[1])


def heading_of(day: date) -> dict[str, str]:
    return {
        "name": day_name(day),
        "weekday": date_format(day, "D"),
        "number": date_format(day, "j"),
        "month": date_format(day, "M"),
        "iso": day.isoformat(),
    }


def hours_of(rows: Iterable[Row], sheet: Sheet) -> Iterator[Hour]:
    differs = sheet.viewers_zone != sheet.zone
    for (_, again), group in groupby(rows, key=lambda row: (row.clock.hour, row.again)):
        quarters = list(group)
        label = f"{quarters[0].clock:%H:%M}"
        elsewhere = seen_from(quarters[0], sheet.viewers_zone) if differs else ""
        named = [(row_name(row), row) for row in quarters]
        yield Hour(f"{label}*" if again else label, elsewhere, named)


def seen_from(row: Row, zone: ZoneInfo) -> str:
    return " / ".join(f"{clock:%H:%M}" for clock in row.seen_from(zone))


def row_name(row: Row) -> RowName:
    """Name a quarter hour by both its ends; the day ends with 24:00."""
    end = f"{datetime.combine(date.min, row.clock) + QUARTER:%H:%M}"
    ends = {"start": f"{row.clock:%H:%M}", "end": "24:00" if end == "00:00" else end}
    full = gettext("%(start)s to %(end)s") % ends
    if row.again:
        full = gettext("%(start)s to %(end)s, for the second time") % ends
    return RowName(**ends, full=full)


def cells_in(sheet: Sheet) -> str:
    """Tell every quarter hour of the week that is not free of levels, as the grid's value does."""
    cells = cells_of(rows_of(sheet, ALL_HOURS))
    return " ".join(cell_code(cell) for cell in cells if cell.level)


def cell_code(cell: Cell) -> str:
    return f"{int(cell.start.timestamp())}={cell.level}{'p' * cell.partly}"


def read_week(sheet: Sheet) -> tuple[list[Period], str]:
    """Read what was painted, over what there is.

    Returns:
        All periods there are to be, and the tag of those that were painted over.

    Raises:
        Invalid: it is nothing that a grid sends.
    """
    entered = WeekSerializer(data=sheet.request.POST.dict())
    if not entered.is_valid():
        raise Invalid(entered.errors)
    values = entered.validated_data
    try:
        strokes = paint(sheet.days, sheet.zone, dict(values["cells"]))
    except KeyError as error:
        raise Invalid({"cells": [gettext("These are no cells of this week.")]}) from error
    periods = repaint(sheet.periods, strokes)
    if copied_to := pages_to_copy(sheet, values.get("copy")):
        days = [day for page in copied_to for day in page]
        strokes = list(copy_days(Coverage(periods), sheet.days, days, sheet.zone))
        periods = repaint(periods, strokes)
    return periods, values["tag"]


def page_after(sheet: Sheet) -> str:
    """Give the address to go on at: that of the week it was copied to, if it was."""
    copied_to = pages_to_copy(sheet, sheet.request.POST.get("copy"))
    return sheet.address(week=copied_to[0][0].isoformat()) if copied_to else sheet.address()


def pages_to_copy(sheet: Sheet, copy: str | None) -> list[list[date]]:
    later = sheet.pages[sheet.page + 1 :]
    return {"next": later[:1], "all": later}.get(copy or "", [])
