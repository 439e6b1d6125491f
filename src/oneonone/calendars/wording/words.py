"""The words there are, in both languages at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

NOON, ALL_DAY = 12 * 60, 24 * 60  # minutes


class Kind(Enum):
    COMMA = auto()
    STOP = auto()
    COLON = auto()
    WEEKDAYS = auto()
    DATES = auto()
    TIME = auto()
    HOURS = auto()
    LEVEL = auto()
    NOT = auto()
    TO = auto()
    TILL = auto()
    FROM = auto()
    BEFORE = auto()
    FILLER = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes; `bare` when it is but a number, with `half` it is am or pm."""

    minutes: int
    bare: bool = False
    half: str = ""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A date, perhaps of no particular year."""

    month: int
    day: int
    year: int | None = None

    def is_on(self, day: date) -> bool:
        return (self.month, self.day) == (day.month, day.day) and self.year in {None, day.year}


Meaning = tuple[Kind, Any]  # the kind tells of what type

LEVELS = {
    3: (
        *("best", "great", "perfect", "ideal", "very good", "++"),
        *("beste", "am besten", "am liebsten", "super", "sehr gut"),
    ),
    2: ("good", "ok", "okay", "fine", "gut", "geht", "passt", "+"),
    1: (
        *("if needed", "if need be", "if necessary", "if i must", "maybe", "?"),
        *("zur not", "notfalls", "wenn nötig", "wenn es sein muss", "vielleicht", "ungern"),
    ),
}
HOURS = {
    (0, ALL_DAY): ("all day", "whole day", "ganztags", "ganztägig", "den ganzen tag"),
    (8 * 60, NOON): ("morning", "mornings", "vormittag", "vormittags"),
    (NOON, 18 * 60): ("afternoon", "afternoons", "nachmittag", "nachmittags"),
    (18 * 60, 22 * 60): ("evening", "evenings", "abend", "abends"),
}
DAYS = {
    (0, 1, 2, 3, 4): ("weekdays", "workdays", "working days", "werktags", "wochentags"),
    (5, 6): ("weekend", "weekends", "wochenende", "wochenenden", "am wochenende"),
    (0, 1, 2, 3, 4, 5, 6): (
        *("every day", "each day", "all days", "any day", "daily", "always"),
        *("jeden tag", "alle tage", "täglich", "immer"),
    ),
}
TIMES = {Clock(NOON): ("noon", "mittag"), Clock(ALL_DAY): ("midnight", "mitternacht")}
OTHERS = {
    Kind.COMMA: (",",),
    Kind.STOP: (";", "\n"),
    Kind.COLON: (":",),
    Kind.NOT: (
        *("not", "no", "never", "except", "but not", "without", "not free"),
        *("nicht", "kein", "keine", "nie", "außer", "ausser", "ohne", "aber nicht"),
    ),
    Kind.TO: ("-", "\u2013", "\u2014", "to", "through"),
    Kind.TILL: ("till", "until", "bis"),
    Kind.FROM: ("from", "after", "von", "ab", "nach"),
    Kind.BEFORE: ("before", "vor"),
    Kind.FILLER: (
        *("and", "&", "on", "at", "the", "every", "each", "free", "available", "i", "can", "."),
        *("und", "am", "um", "jeden", "jede", "jedes", "frei", "ich", "kann", "uhr", "o'clock"),
    ),
}
WEEKDAYS = (
    ("monday", "montag"),
    ("tuesday", "dienstag"),
    ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"),
    ("friday", "freitag"),
    ("saturday", "samstag", "sonnabend"),
    ("sunday", "sonntag"),
)
MONTHS = (
    ("january", "januar", "jänner"),
    ("february", "februar", "feber"),
    ("march", "märz", "maerz"),
    ("april",),
    ("may", "mai"),
    ("june", "juni"),
    ("july", "juli"),
    ("august",),
    ("september",),
    ("october", "oktober"),
    ("november",),
    ("december", "dezember"),
)
SHORTEST_WEEKDAY, SHORTEST_MONTH = 2, 3  # letters


def fixed_words() -> Iterator[tuple[str, Meaning]]:
    """Give every word and phrase that is always written the same, and what it means."""
    groups = ((Kind.LEVEL, LEVELS), (Kind.HOURS, HOURS), (Kind.WEEKDAYS, DAYS), (Kind.TIME, TIMES))
    for kind, group in groups:
        for value, spellings in group.items():
            yield from ((spelling, (kind, value)) for spelling in spellings)
    for kind, spellings in OTHERS.items():
        yield from ((spelling, (kind, None)) for spelling in spellings)


VOCABULARY: dict[str, Meaning] = dict(fixed_words())


def weekday_of(word: str) -> int | None:
    """Know a weekday by its beginning, of two letters at least, or its plural."""
    begun = word.removesuffix("s") if len(word) > SHORTEST_WEEKDAY else word
    return begins(word, WEEKDAYS, SHORTEST_WEEKDAY, begun)


def month_of(word: str) -> int | None:
    """Know a month by its beginning, of three letters at least; 1 is January."""
    found = begins(word, MONTHS, SHORTEST_MONTH, word)
    return None if found is None else found + 1


def begins(word: str, names: tuple[tuple[str, ...], ...], shortest: int, other: str) -> int | None:
    if len(word) < shortest:
        return None
    for number, spellings in enumerate(names):
        if any(name.startswith((word, other)) for name in spellings):
            return number
    return None
