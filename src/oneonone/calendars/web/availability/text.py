"""Times as somebody writes them, shown as they were understood before they are saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oneonone.calendars.bounds import MOST_WRITTEN
from oneonone.calendars.entries import TextSerializer
from oneonone.calendars.painting import Stroke, flatten, repaint
from oneonone.calendars.periods import Period
from oneonone.calendars.web.availability.sheet import LEVELS, Sheet, clock_of, day_name
from oneonone.calendars.wording.clauses import Problem, Trouble
from oneonone.calendars.wording.reading import Reading, read_text
from oneonone.common.errors import Invalid

TROUBLES = {
    Trouble.UNKNOWN: _("is not understood."),
    Trouble.NO_END: _("is a time without an end: write from and until, like 9-12."),
    Trouble.BACKWARDS: _("ends before it begins."),
    Trouble.NO_SUCH_DAY: _("is none of the calendar's days."),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text, and what is wrong with it."""

    text: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    start: str
    end: str
    level: int

    @property
    def name(self) -> str:
        return str(LEVELS[self.level])


@dataclass
class Written:
    """A text as it came, and as it was read."""

    text: str
    instead: bool
    tag: str
    reading: Reading
    result: list[Period]


def read_written(sheet: Sheet) -> Written:
    """Read what was written, over what there is or in its place.

    Raises:
        Invalid: there is nothing, too much, or what no text has.
    """
    entered = TextSerializer(data=sheet.request.POST.dict())
    if not entered.is_valid():
        raise Invalid(entered.errors)
    values = entered.validated_data
    days = [day for page in sheet.pages for day in page]
    try:
        reading = read_text(values["text"], days, sheet.zone)
    except OverflowError as error:
        message = gettext("This means more than %s times. Write fewer of them at once.")
        raise Invalid(
            {"text": [message % number_format(MOST_WRITTEN, force_grouping=True)]}
        ) from error
    instead = values.get("instead", False)
    result = repaint([] if instead else sheet.periods, reading.strokes)
    return Written(values["text"], instead, values["tag"], reading, result)


def text_context(sheet: Sheet, written: Written | None = None) -> dict[str, Any]:
    example = sheet.calendar.start_date
    context: dict[str, Any] = {"written": written, "example": example}
    if written:
        problems = written.reading.problems
        context["problems"] = [
            (written.text[problem.start : problem.end], TROUBLES[problem.trouble])
            for problem in problems
        ]
        context["pieces"] = list(pieces_of(written.text, problems))
        context["understood"] = list(by_day(flatten(written.reading.strokes), sheet))
    return context


def pieces_of(text: str, problems: Sequence[Problem]) -> Iterator[Piece]:
    """Cut a text where it was not understood."""
    reached = 0
    for problem in sorted(problems, key=lambda one: one.start):
        if problem.start >= reached:
            yield Piece(text[reached : problem.start])
            yield Piece(text[problem.start : problem.end], str(TROUBLES[problem.trouble]))
            reached = problem.end
    yield Piece(text[reached:])


def by_day(strokes: Sequence[Stroke], sheet: Sheet) -> Iterator[tuple[str, list[Span]]]:
    """List times by the day on which they begin, by its name."""

    def day_of(stroke: Stroke) -> date:
        return timezone.localtime(stroke.start, sheet.zone).date()

    for day, group in groupby(strokes, key=day_of):
        yield day_name(day), [span_of(stroke, sheet) for stroke in group]


def span_of(stroke: Stroke, sheet: Sheet) -> Span:
    end = clock_of(stroke.end, sheet.zone)
    start = clock_of(stroke.start, sheet.zone)
    return Span(start, "24:00" if end == "00:00" else end, stroke.level)
