"""Times as people write them: what is understood, and what is said of what is not."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oneonone.calendars.painting import flatten
from oneonone.calendars.wording.clauses import Trouble
from oneonone.calendars.wording.reading import read_text

PATIENT = settings(deadline=None)  # the machine may be busy
MONDAY = date(2027, 3, 1)
WEEK = [MONDAY + timedelta(days=number) for number in range(5)]
BERLIN = ZoneInfo("Europe/Berlin")
SHORT = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def understood(text: str, days: list[date] = WEEK) -> list[str]:
    """Tell what a text means, like "Mon 09:00-12:00 best"; there must be nothing unclear in it."""
    reading = read_text(text, days, ZoneInfo("UTC"))
    assert reading.problems == [], text
    return [
        f"{SHORT[stroke.start.weekday()]} {stroke.start:%H:%M}-{clock(stroke.end)} {stroke.level}"
        for stroke in flatten(reading.strokes)
        if stroke.level
    ]


def clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def every(days: str, rest: str) -> list[str]:
    return [f"{day} {rest}" for day in days.split()]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Mon-Wed 9-12 best, Fri 14-16 ok",
            [*every("Mon Tue Wed", "09:00-12:00 3"), "Fri 14:00-16:00 2"],
        ),
        ("Mo-Mi 9-12 am besten", every("Mon Tue Wed", "09:00-12:00 3")),
        ("9-12 am Montag; Fr 14-16 geht", ["Mon 09:00-12:00 2", "Fri 14:00-16:00 2"]),
        ("9 am to 5 pm on Mon", ["Mon 09:00-17:00 2"]),
        ("monday 9-12", ["Mon 09:00-12:00 2"]),
        ("MONDAYS 9-12", ["Mon 09:00-12:00 2"]),
        ("Mon, Wed 9-12 if needed", every("Mon Wed", "09:00-12:00 1")),
        ("Mon, Tue and Fri 9-12", every("Mon Tue Fri", "09:00-12:00 2")),
        ("Mon & Wed: 9-12", every("Mon Wed", "09:00-12:00 2")),
        ("Mon 9-12, 14-16 best", ["Mon 09:00-12:00 2", "Mon 14:00-16:00 3"]),
        ("Mon 9-12 14-16 best", ["Mon 09:00-12:00 3", "Mon 14:00-16:00 3"]),
        ("Mon 9-12, best", ["Mon 09:00-12:00 3"]),
        ("best: Mon 9-12, Tue 10-11", ["Mon 09:00-12:00 3", "Tue 10:00-11:00 3"]),
        ("best: Mon 9-12\nTue 10-11", ["Mon 09:00-12:00 3", "Tue 10:00-11:00 2"]),
        ("9-10", every("Mon Tue Wed Thu Fri", "09:00-10:00 2")),
        ("every day 9-10 ++", every("Mon Tue Wed Thu Fri", "09:00-10:00 3")),
        ("Thu", ["Thu 00:00-00:00 2"]),
        ("Thu best", ["Thu 00:00-00:00 3"]),
        ("Thu all day +", ["Thu 00:00-00:00 2"]),
        ("Mon-Fri 9-17, not Tue", every("Mon Wed Thu Fri", "09:00-17:00 2")),
        ("Mon-Fri 9-17 except Tue, Wed", every("Mon Thu Fri", "09:00-17:00 2")),
        ("Mon-Fri 9-17, Di nicht, Mi 9-12 best", [
            "Mon 09:00-17:00 2", "Wed 09:00-12:00 3", "Wed 12:00-17:00 2",
            "Thu 09:00-17:00 2", "Fri 09:00-17:00 2",
        ]),
        ("Mon 9-17, not 12-13", ["Mon 09:00-12:00 2", "Mon 13:00-17:00 2"]),
        ("Mon 9-12, not Tue, 14-15", ["Mon 09:00-12:00 2", "Mon 14:00-15:00 2"]),
        ("Fri-Mon 9-10", every("Mon Fri", "09:00-10:00 2")),
        ("weekdays mornings", every("Mon Tue Wed Thu Fri", "08:00-12:00 2")),
        ("Mo nachmittags, zur Not", ["Mon 12:00-18:00 1"]),
        ("2027-03-01 9:30-11", ["Mon 09:30-11:00 2"]),
        ("1 Mar 9-10, 2nd March 9-10, March 3 9-10", every("Mon Tue Wed", "09:00-10:00 2")),
        ("1.3. 9-10, 2.3.2027 9-10, 3. März 9-10", every("Mon Tue Wed", "09:00-10:00 2")),
        ("1.3.-3.3. 9 bis 10 Uhr", every("Mon Tue Wed", "09:00-10:00 2")),
        ("1 Mar to 3 Mar 9-10", every("Mon Tue Wed", "09:00-10:00 2")),
        ("Mon 9am-1pm, Tue 9-11am, Wed 11-1pm, Thu 1-5pm, Fri 12-1", [
            "Mon 09:00-13:00 2", "Tue 09:00-11:00 2", "Wed 11:00-13:00 2",
            "Thu 13:00-17:00 2", "Fri 12:00-13:00 2",
        ]),
        ("Mon 9-5", ["Mon 09:00-17:00 2"]),
        ("Mon 14h-16h, Tue 14h30-16h, Wed 14.30-16.15", [
            "Mon 14:00-16:00 2", "Tue 14:30-16:00 2", "Wed 14:30-16:15 2",
        ]),
        ("Mon 22-2", ["Mon 22:00-02:00 2"]),
        ("Fri 22-2", ["Fri 22:00-00:00 2"]),
        ("Mon until 10, Tue after 14, Thu from 9 to 10, Fri before noon", [
            "Mon 00:00-10:00 2", "Tue 14:00-00:00 2", "Thu 09:00-10:00 2", "Fri 00:00-12:00 2",
        ]),
        ("Mo bis 10 Uhr, Mi ab 16:30 Uhr", ["Mon 00:00-10:00 2", "Wed 16:30-00:00 2"]),
        ("from Mon to Wed 9-10", every("Mon Tue Wed", "09:00-10:00 2")),
        ("Mon 9-10 3, Tue 9-10 2, Wed 9-10 1", [
            "Mon 09:00-10:00 3", "Tue 09:00-10:00 2", "Wed 09:00-10:00 1",
        ]),
        ("Mon 1-3", ["Mon 01:00-03:00 2"]),
        ("Mon 9-12 ok, Mon 10-11 best", [
            "Mon 09:00-10:00 2", "Mon 10:00-11:00 3", "Mon 11:00-12:00 2",
        ]),
        ("not weekends", []),
        ("", []),
        ("  ,; \n\n", []),
    ],
)  # fmt: skip
def test_what_is_understood(text: str, meant: list[str]) -> None:
    assert understood(text) == meant


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("Mon 9-12 flexible", [(Trouble.UNKNOWN, "flexible")]),
        ("Mon 9-12, whenever, Tue 10-11", [(Trouble.UNKNOWN, "whenever")]),
        ("Mon 9", [(Trouble.NO_END, "9")]),
        ("Mon 9-12, Tue 25-26", [(Trouble.UNKNOWN, "25-26")]),
        ("Mon 9:75-12", [(Trouble.UNKNOWN, "9:75-12")]),
        ("Mon 13:00-9:00", [(Trouble.BACKWARDS, "13:00-9:00")]),
        ("Sat 9-12", [(Trouble.NO_SUCH_DAY, "Sat")]),
        ("1 Apr 9-12", [(Trouble.NO_SUCH_DAY, "1 Apr")]),
        ("1 Mar - 1 Apr 9-12", [(Trouble.NO_SUCH_DAY, "1 Mar - 1 Apr")]),
        ("2028-03-01 9-12", [(Trouble.NO_SUCH_DAY, "2028-03-01")]),
        ("from", [(Trouble.UNKNOWN, "from")]),
        ("until Mon", [(Trouble.UNKNOWN, "until")]),
        ("-", [(Trouble.UNKNOWN, "-")]),
        ("best, Mon 9-12, ok, best", [(Trouble.UNKNOWN, "best"), (Trouble.UNKNOWN, "best")]),
        ("İstanbul Mon 9-12 x", [(Trouble.UNKNOWN, "İstanbul"), (Trouble.UNKNOWN, "x")]),
    ],
)
def test_what_is_not_understood_is_pointed_at(
    text: str, unclear: list[tuple[Trouble, str]]
) -> None:
    problems = read_text(text, WEEK, BERLIN).problems
    assert [(one.trouble, text[one.start : one.end]) for one in problems] == unclear


def test_the_rest_is_understood_all_the_same() -> None:
    reading = read_text("Mon 9-12, gibberish, Tue 10-11 best", WEEK, ZoneInfo("UTC"))
    assert [stroke.level for stroke in reading.strokes] == [2, 3]


def test_times_are_of_the_zone_and_days_end_with_the_calendar() -> None:
    (stroke,) = read_text("Mon 9-12", WEEK, BERLIN).strokes
    assert stroke.start == datetime(2027, 3, 1, 8, tzinfo=UTC)
    (last,) = read_text("Fri", WEEK, BERLIN).strokes
    assert last.end == datetime(2027, 3, 5, 23, tzinfo=UTC)


def test_on_the_days_when_clocks_change() -> None:
    days = [date(2027, 3, 28), date(2026, 10, 25)]
    for day, hours in zip(days, (1, 3), strict=True):
        (stroke,) = read_text("Sun 1-3", [day], BERLIN).strokes
        assert stroke.end - stroke.start == timedelta(hours=hours)
    assert read_text("Sun 2-2:30", [days[0]], BERLIN).strokes != []


def test_a_year_of_days_has_each_weekday_and_a_date_in_each_year() -> None:
    days = [date(2027, 3, 1) + timedelta(days=number) for number in range(366)]
    assert len(read_text("Mon 9-12", days, BERLIN).strokes) == 53
    assert len(read_text("29 Feb 9-12", days, BERLIN).strokes) == 1
    assert len(read_text("1 March 9-12", days, BERLIN).strokes) == 1


@PATIENT
@given(
    st.text(
        st.sampled_from(
            [*"Mon Tue di 9-12 14:30 .,;: best ok ++ not bis 1.3. ab 2027-03-01 \n", "Ä", "İ", "x"]
        )
    )
)
def test_whatever_is_written_is_read_without_losing_a_word(text: str) -> None:
    reading = read_text(text, WEEK, BERLIN)
    assert all(0 <= one.start < one.end <= len(text) for one in reading.problems)
    assert all(stroke.start < stroke.end for stroke in reading.strokes)
