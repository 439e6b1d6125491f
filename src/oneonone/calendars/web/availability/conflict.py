"""What was entered from an old copy, beside what there is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from oneonone.calendars.entries import KeptSerializer
from oneonone.calendars.painting import Stroke, flatten
from oneonone.calendars.periods import Period
from oneonone.calendars.web.availability.sheet import Sheet
from oneonone.calendars.web.availability.text import by_day
from oneonone.common.errors import Invalid


def conflict_context(present: Sheet, entered: Sequence[Period]) -> dict[str, Any]:
    return {
        "sheet": present,
        "entered": list(by_day(levels_of(entered), present)),
        "present": list(by_day(levels_of(present.periods), present)),
        "keep": " ".join(code_of(period) for period in entered),
    }


def levels_of(periods: Iterable[Period]) -> list[Stroke]:
    """Give the highest level at each instant."""
    rising = sorted(periods, key=lambda period: period.preference)
    return flatten([Stroke(one.start_period, one.end_period, one.preference) for one in rising])


def code_of(period: Period) -> str:
    start, end = (int(moment.timestamp()) for moment in (period.start_period, period.end_period))
    return f"{start}-{end}={period.preference}"


def read_kept(form: Mapping[str, str]) -> tuple[list[Period], str]:
    """Read back what was entered, which is to stand after all.

    Raises:
        Invalid: it is not what the page held.
    """
    entered = KeptSerializer(data={"tag": form.get("tag", ""), "keep": form.get("keep", "")})
    if not entered.is_valid():
        raise Invalid(entered.errors)
    values = entered.validated_data
    return [period_of(*numbers) for numbers in values["keep"]], values["tag"]


def period_of(start: int, end: int, preference: int) -> Period:
    return Period(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC), preference)
