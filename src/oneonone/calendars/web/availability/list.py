"""Somebody's times as rows of from, until and preference, and what comes back from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneonone.calendars.entries import RowsSerializer
from oneonone.calendars.periods import Period
from oneonone.calendars.structs import AvailabilityOut
from oneonone.calendars.web.availability.sheet import (
    LEVELS,
    Sheet,
    clock_of,
    period_of,
)
from oneonone.common.errors import Invalid
from oneonone.common.refusals import first_message

MOST_ROWS = 100  # a form may have 1,000 fields
BLANK_ROWS = 3
FIELDS = {
    "day": ("date", _("Day")),
    "start": ("time", _("From")),
    "end_day": ("date", _("Until day")),
    "end": ("time", _("Until")),
    "preference": ("", _("Preference")),
}
SAYING = ("day", "start", "end")  # a row that has none of these was left blank


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row as it is shown; `kind` is what browsers call its type."""

    name: str
    kind: str
    label: str
    value: str
    error: str

    @property
    def seconds(self) -> bool:
        return len(self.value) > len("09:30")


@dataclass
class Line:
    """One row of the form: what its fields hold, and what was wrong with them."""

    number: int
    values: Mapping[str, str]
    errors: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> int:
        return self.number + 1

    @property
    def fields(self) -> Iterator[Field]:
        for name, (kind, label) in FIELDS.items():
            value = self.values.get(name, "")
            if name != "end_day" or value:
                error = first_message(self.errors[name]) if name in self.errors else ""
                yield Field(name, kind, str(label), value, gettext(error) if error else "")


def list_context(sheet: Sheet, lines: list[Line] | None = None) -> dict[str, Any]:
    if lines is None:
        shown = [shown_values(row, sheet) for row in rows_here(sheet)]
        lines = [Line(number, values) for number, values in enumerate(shown)]
    return {
        "lines": with_blanks(lines),
        "levels": {level: name for level, name in LEVELS.items() if level},
        "hidden": len(sheet.rows) - len(rows_here(sheet)),
        "list_address": sheet.address(view="list"),
    }


def with_blanks(lines: list[Line]) -> list[Line]:
    number = max((line.number for line in lines), default=-1) + 1
    return [*lines, *(Line(number + more, {}) for more in range(BLANK_ROWS))]


def rows_of_page(sheet: Sheet) -> list[AvailabilityOut]:
    """Give the periods that begin on the page's days."""
    first, last = sheet.days[0], sheet.days[-1]
    return [row for row in sheet.rows if first <= day_of(row, sheet) <= last]


def rows_here(sheet: Sheet) -> list[AvailabilityOut]:
    return rows_of_page(sheet)[:MOST_ROWS]


def day_of(row: AvailabilityOut, sheet: Sheet) -> date:
    return timezone.localtime(row.start_period, sheet.zone).date()


def shown_values(row: AvailabilityOut, sheet: Sheet) -> dict[str, str]:
    end = timezone.localtime(row.end_period, sheet.zone)
    values = {
        "row": str(row.id),
        "day": day_of(row, sheet).isoformat(),
        "start": clock_of(row.start_period, sheet.zone),
        "end": clock_of(row.end_period, sheet.zone),
        "preference": str(row.preference),
    }
    ends_as_said = (end.date() - day_of(row, sheet)).days == (values["end"] <= values["start"])
    return values if ends_as_said else {**values, "end_day": end.date().isoformat()}


def read_lines(form: QueryDict) -> list[Line]:
    """Gather what was typed, row by row; those marked to go are left out."""
    numbers = sorted({int(name.split("-")[1]) for name in form if is_of_row(name)})
    lines = []
    for number in numbers:
        typed = {name: form.get(f"row-{number}-{name}", "").strip() for name in (*FIELDS, "row")}
        values = {name: value for name, value in typed.items() if value}
        if f"row-{number}-remove" not in form and any(name in values for name in SAYING):
            lines.append(Line(number, values))
    return lines


def is_of_row(name: str) -> bool:
    kind, _, rest = name.partition("-")
    number = rest.partition("-")[0]
    return kind == "row" and number.isascii() and number.isdecimal() and len(number) <= len("9999")


def read_list(sheet: Sheet, lines: list[Line]) -> tuple[list[Period], str]:
    """Read the rows that were typed, beside the periods that this page does not show.

    Raises:
        Invalid: some can't be read; each of these lines has its errors.
    """
    here = {str(row.id): row for row in rows_here(sheet)}
    same, changed = [], []
    for line in lines:
        known = here.get(line.values.get("row", ""))
        if known and shown_values(known, sheet) == line.values:
            same.append(period_of(known))
        else:
            changed.append(line)
    data = {"tag": sheet.request.POST.get("tag", ""), "rows": [line.values for line in changed]}
    entered = RowsSerializer(data=data, context={"zone": sheet.zone})
    if not entered.is_valid():
        for number, errors in entered.errors.get("rows", {}).items():
            changed[int(number)].errors = errors
        raise Invalid(entered.errors)
    kept = [period_of(row) for row in sheet.rows if str(row.id) not in here]
    new = [Period(**values) for values in entered.validated_data["rows"]]
    return sorted([*kept, *same, *new]), entered.validated_data["tag"]
