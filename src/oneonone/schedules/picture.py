"""People by days, as shapes of a drawing: each meeting where its day is, as wide as it is liked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from oneonone.schedules.drafts import Draft, Held

NAMES, DAY_WIDTH, ROW_HEIGHT, HEAD = 190, 64, 24, 34
FILLS = {3: 100, 2: 58, 1: 22, 0: 8}  # percent, as the levels are filled everywhere


@dataclass(frozen=True)
class Label:
    x: int
    y: int
    text: str | date


@dataclass(frozen=True)
class Cell:
    """Somebody's meeting: a frame, and in it a fill as wide as they like the time."""

    x: int
    y: int
    width: int
    fill: int
    held: Held


@dataclass(frozen=True)
class Picture:
    draft: Draft

    @cached_property
    def days(self) -> list[date]:
        zone = self.draft.calendar.zone
        return sorted({held.meet.start_period.astimezone(zone).date() for held in self.draft.held})

    @property
    def width(self) -> int:
        return NAMES + DAY_WIDTH * len(self.days)

    @property
    def height(self) -> int:
        return HEAD + ROW_HEIGHT * len(self.draft.people)

    @property
    def heads(self) -> Iterator[Label]:
        for number, day in enumerate(self.days):
            yield Label(NAMES + DAY_WIDTH * number + DAY_WIDTH // 2, HEAD - 12, day)

    @property
    def lines(self) -> Iterator[Label]:
        for number, invited in enumerate(self.draft.people.values()):
            yield Label(0, HEAD + ROW_HEIGHT * number, invited.invitee.username)

    @property
    def names(self) -> Iterator[tuple[int, object]]:
        for number, invited in enumerate(self.draft.people.values()):
            yield HEAD + ROW_HEIGHT * number + 16, invited.invitee

    @property
    def cells(self) -> Iterator[Cell]:
        rows = {user: number for number, user in enumerate(self.draft.people)}
        columns = {day: number for number, day in enumerate(self.days)}
        zone = self.draft.calendar.zone
        for held in self.draft.held:
            column = columns[held.meet.start_period.astimezone(zone).date()]
            width = DAY_WIDTH - 6
            yield Cell(
                x=NAMES + DAY_WIDTH * column + 3,
                y=HEAD + ROW_HEIGHT * rows[held.meet.meeter_id] + 3,
                width=width,
                fill=width * FILLS[held.level] // 100,
                held=held,
            )
