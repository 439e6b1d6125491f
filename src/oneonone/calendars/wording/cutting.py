"""Text cut up into words, each with where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oneonone.calendars.wording.words import (
    NOON,
    VOCABULARY,
    Clock,
    Kind,
    MonthDay,
    month_of,
    weekday_of,
)

LAST_HOUR, LAST_MINUTE, LAST_HALF = 24, 59, 12

SPACE = re.compile(r"[ \t\r\u00a0]+")
ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
POINTED_DATE = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?(?!\d)")
NAMED_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? ?([^\W\d_]{3,})\.?(?: (\d{4}))?(?![\w])")
DATE_NAMED = re.compile(r"([^\W\d_]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?(?![\w:.])")
# In "9-12 am Montag" and "9-12 am besten" it is no half of the day.
GERMAN_AM = r" am (?:besten|liebsten|wochenende|(?:mo|di|mi|do|fr|sa|so)[^\W\d_]*)"
MARK = r"(?!" + GERMAN_AM + r") ?(am|pm|a\.m\.|p\.m\.|h|uhr|o'clock)"
TIME = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?(?:" + MARK + r")?(?![^\W_])")
SPELLINGS = sorted(VOCABULARY, key=len, reverse=True)
PHRASE = re.compile(
    "|".join(re.escape(word) + r"(?!\w)" * word[-1].isalpha() for word in SPELLINGS)
)
LETTERS = re.compile(r"[^\W\d_]+")
ANYTHING = re.compile(r"[^\s,;]+")


@dataclass(frozen=True, slots=True)
class Word:
    kind: Kind
    value: Any  # the kind tells of what type
    start: int
    end: int


def cut_up(text: str) -> Iterator[Word]:
    """Give the words of a text; what is none of ours is UNKNOWN."""
    lowered = lower(text)
    position = 0
    while position < len(text):
        if space := SPACE.match(lowered, position):
            position = space.end()
            continue
        word = next_word(lowered, position)
        position = word.end
        if word.kind is not Kind.FILLER:
            yield word


def lower(text: str) -> str:
    """Lower each letter by itself: some become two, and words would not stand where they stood."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def next_word(text: str, position: int) -> Word:
    for read in (read_date, read_phrase, read_name, read_time):
        if word := read(text, position):
            return word
    found = ANYTHING.match(text, position)
    return Word(Kind.UNKNOWN, None, position, found.end() if found else position + 1)


def read_date(text: str, position: int) -> Word | None:
    for pattern, order in ((ISO_DATE, "ymd"), (POINTED_DATE, "dmy")):
        if found := pattern.match(text, position):
            parts = dict(zip(order, found.groups(), strict=True))
            return date_word(found, int(parts["m"]), parts["d"], parts["y"])
    if (found := NAMED_DATE.match(text, position)) and (month := month_of(found[2])):
        return date_word(found, month, found[1], found[3])
    if (found := DATE_NAMED.match(text, position)) and (month := month_of(found[1])):
        return date_word(found, month, found[2], found[3])
    return None


def date_word(found: re.Match[str], month: int, day: str, year: str | None) -> Word:
    value = MonthDay(month, int(day), int(year) if year else None)
    return Word(Kind.DATES, value, *found.span())


def read_phrase(text: str, position: int) -> Word | None:
    found = PHRASE.match(text, position)
    return found and Word(*VOCABULARY[found[0]], *found.span())


def read_name(text: str, position: int) -> Word | None:
    """Read a weekday; its short form may have a point."""
    found = LETTERS.match(text, position)
    number = weekday_of(found[0]) if found else None
    if found is None or number is None:
        return None
    return Word(Kind.WEEKDAYS, (number,), position, found.end() + (text[found.end() :][:1] == "."))


def read_time(text: str, position: int) -> Word | None:
    found = TIME.match(text, position)
    if found is None:
        return None
    hours, minutes, mark = int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")
    half = mark if mark in {"am", "pm"} else ""
    if hours * 60 + minutes > LAST_HOUR * 60 or minutes > LAST_MINUTE:
        return None
    if half and not 1 <= hours <= LAST_HALF:
        return None
    if half:
        hours = hours % LAST_HALF + (half == "pm") * NOON // 60
    bare = not (found[2] or mark)
    return Word(Kind.TIME, Clock(hours * 60 + minutes, bare, half), *found.span())
